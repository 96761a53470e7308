using System.Globalization;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;

namespace Mhg.Search.Tests.Store;

/// <summary>What the doomed writer does next.</summary>
internal enum Act
{
    Update,
    Delete,
    Refresh,
    Merge,
    Commit,
}

/// <summary>
/// A writer in a process of its own, which never ends by itself: <c>dotnet exec Mhg.Search.Tests.dll DIRECTORY SEED</c>. All
/// that it does follows from its seed, so that a test knows what each of its commits has to hold.
/// </summary>
internal static class DoomedWriter
{
    public const string CommitKey = "commit";
    private const int Ids = 400;

    public static readonly IndexSchema Schema = new(
        new TextField("text", Analyzer.Standard) { Stored = true }, new KeywordField("tag"), new NumberField("step"));

    public static void Main(string[] arguments)
    {
        var seed = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        // Little memory, so that one refresh makes several segments.
        using var index = new SearchIndex(Schema, arguments[0]) { TokensBeforeFlush = 4_000 };
        Console.WriteLine("open");
        foreach (var (act, id, step) in Acts(seed))
        {
            switch (act)
            {
                case Act.Update: index.Update(Document(seed, step, id)); break;
                case Act.Delete: index.Delete($"{id}"); break;
                case Act.Refresh: index.Refresh(); break;
                case Act.Merge: index.ForceMerge(); break;
                default:
                    Console.WriteLine($"begin {step}");
                    index.Commit(new Dictionary<string, string> { [CommitKey] = Commit(seed, step) });
                    Console.WriteLine($"commit {step}");
                    break;
            }
        }
    }

    /// <summary>What a writer does, without end.</summary>
    public static IEnumerable<(Act Act, int Id, int Step)> Acts(int seed)
    {
        var random = new Random(seed);
        for (var step = 1; ; step++)
        {
            var act = random.Next(400) switch
            {
                < 300 => Act.Update,
                < 375 => Act.Delete,
                < 390 => Act.Refresh,
                390 => Act.Merge,
                _ => Act.Commit,
            };
            yield return (act, random.Next(Ids), step);
        }
    }

    public static string Commit(int seed, int step) => $"{seed} {step}";

    /// <summary>A term that only this state of a document has.</summary>
    public static string Mark(int seed, int step) => $"s{seed}x{step}";

    public static string Text(int seed, int step, int id)
    {
        var random = new Random(seed ^ (step * 7919));
        return $"{Mark(seed, step)} of {id}: {string.Join(' ', Enumerable.Range(0, random.Next(120)).Select(_ => $"w{random.Next(2000)}"))}";
    }

    private static SearchDocument Document(int seed, int step, int id) => new($"{id}")
    {
        { "text", Text(seed, step, id) },
        { "tag", $"t{id % 7}" },
        { "step", $"{step}" },
    };
}
