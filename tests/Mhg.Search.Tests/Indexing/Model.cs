using System.Globalization;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Tests.Indexing;

/// <summary>A document as simple data, and queries with what they mean said a second time as a plain condition.</summary>
internal sealed record Model(string[] Words, string[] Tags, double? Size, DateOnly? Date)
{
    private static readonly string[] Vocabulary = ["ab", "abc", "abd", "ba", "bc", "cab", "d", "de", "def", "é", "\uD83D\uDE00", "\uFF21"];

    public static string RandomWord(Random random) => Vocabulary[random.Next(Vocabulary.Length)];

    public static Model Random(Random random) => new(
        [.. Enumerable.Range(0, random.Next(0, 8)).Select(_ => Vocabulary[random.Next(11)])],
        [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Vocabulary[random.Next(12)]).Distinct()],
        random.Next(3) == 0 ? null : random.Next(20) / 2.0,
        random.Next(3) == 0 ? null : new DateOnly(2020 + random.Next(5), 1 + random.Next(12), 1 + random.Next(28)));

    public SearchDocument Document(string id) => new(id)
    {
        { "text", string.Join(' ', Words) },
        { "tag", Tags },
        { "size", Size?.ToString(CultureInfo.InvariantCulture) },
        { "date", Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
    };

    public static (Query Query, Func<Model, bool> Matches) RandomQuery(Random random, int depth)
    {
        var word = Vocabulary[random.Next(11)];
        var other = Vocabulary[random.Next(11)];
        switch (random.Next(depth > 0 ? 14 : 11))
        {
            case 0: return (Query.All, _ => true);
            case 1: return (new TermQuery("text", word), model => model.Words.Contains(word));
            case 2: return (new TermQuery("tag", word), model => model.Tags.Contains(word));
            case 3:
                var start = Start(word);
                return (new PrefixQuery("text", start), model => model.Words.Any(each => each.StartsWith(start, StringComparison.Ordinal)));
            case 4: return (new WildcardQuery("text", "?" + word[1..] + "*"), model => model.Words.Any(each => Wild(each, word)));
            case 5: return (new PhraseQuery("text", word, other), model => model.Words.Zip(model.Words.Skip(1)).Any(pair => pair == (word, other)));
            case 6:
                var (low, high) = (random.Next(20) / 2.0, random.Next(20) / 2.0);
                return (new RangeQuery("size", $"{low}", $"{high}", true, false), model => model.Size >= low && model.Size < high);
            case 7:
                var (from, to) = (2020 + random.Next(5), 2020 + random.Next(5));
                return (new RangeQuery("date", $"{from}", $"{to}"), model => model.Date?.Year >= from && model.Date?.Year <= to);
            case 8:
                return (new RangeQuery("tag", word, null, false), model => model.Tags.Any(tag => Utf8(tag).AsSpan().SequenceCompareTo(Utf8(word)) > 0));
            case 9: return (new TermSetQuery("tag", [word, other, "none"]), model => model.Tags.Contains(word) || model.Tags.Contains(other));
            case 10:
                var edits = random.Next(3);
                var same = random.Next(2) == 0 ? "" : Start(word);
                return (
                    new FuzzyQuery("text", word, edits, same.Length > 0 ? 1 : 0),
                    model => model.Words.Any(each => each.StartsWith(same, StringComparison.Ordinal) && Edits(each[same.Length..], word[same.Length..]) <= edits));
            case 11:
                var (negated, isNegated) = RandomQuery(random, depth - 1);
                return (new BooleanQuery([new(Query.All, Occur.Filter), new(negated, Occur.MustNot)]), model => !isNegated(model));
            case 12:
                var (all, areAll) = Several(random, depth);
                return (new BooleanQuery([.. all.Select(each => new BooleanClause(each, random.Next(2) == 0 ? Occur.Must : Occur.Filter))]), model => areAll.All(each => each(model)));
            default:
                var (any, areAny) = Several(random, depth);
                var minimum = random.Next(1, 3);
                return (new BooleanQuery([.. any.Select(each => new BooleanClause(each, Occur.Should))], minimum), model => areAny.Count(each => each(model)) >= minimum);
        }
    }

    private static (List<Query>, List<Func<Model, bool>>) Several(Random random, int depth)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomQuery(random, depth - 1)).ToList();
        return ([.. parts.Select(part => part.Query)], [.. parts.Select(part => part.Matches)]);
    }

    private static string Start(string word) => word[..(char.IsHighSurrogate(word[0]) ? 2 : 1)];

    // One character, the rest of the word, then anything; an emoji is one character.
    private static bool Wild(string text, string word)
    {
        var rest = text[(char.IsHighSurrogate(text[0]) ? 2 : 1)..];
        return rest.StartsWith(word[1..], StringComparison.Ordinal);
    }

    /// <summary>The edit distance from its definition, in code points.</summary>
    private static int Edits(string x, string y)
    {
        return Of([.. x.EnumerateRunes()], [.. y.EnumerateRunes()]);

        static int Of(ReadOnlySpan<System.Text.Rune> x, ReadOnlySpan<System.Text.Rune> y)
        {
            if (x.IsEmpty || y.IsEmpty) return x.Length + y.Length;
            var least = Math.Min(Math.Min(Of(x[1..], y), Of(x, y[1..])) + 1, Of(x[1..], y[1..]) + (x[0] == y[0] ? 0 : 1));
            return x.Length > 1 && y.Length > 1 && x[0] == y[1] && x[1] == y[0] ? Math.Min(least, Of(x[2..], y[2..]) + 1) : least;
        }
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
