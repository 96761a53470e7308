using System.Text.Encodings.Web;
using System.Text.Json;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Benchmarks.Search;

/// <summary>How the search library reads queries and texts, in the form of the measuring partner.</summary>
internal static class AnalysisBenchmark
{
    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints how the classic syntax reads each line, over one field in English.</summary>
    public static void Parse(string queries)
    {
        var parser = new QueryParser(new IndexSchema(new TextField("body", Analyzer.English)) { DynamicText = Analyzer.English }, "body");
        foreach (var query in File.ReadLines(queries))
        {
            try
            {
                Print(new { query, parsed = parser.Parse(query).ToString("body") });
            }
            catch (QuerySyntaxException)
            {
                Print(new { query, error = true });
            }
        }
    }

    /// <summary>Prints the tokens of each line with their positions and offsets.</summary>
    public static bool Analyze(string name, string texts)
    {
        if (name is not ("standard" or "english")) return false;
        var analyzer = name == "english" ? Analyzer.English : Analyzer.Standard;
        foreach (var text in File.ReadLines(texts))
            Print(new { text, tokens = analyzer.Tokenize(text).Select(token => new { t = token.Term, p = token.Position, s = token.Start, e = token.End }) });
        return true;
    }

    private static void Print<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line, AsIs));
}
