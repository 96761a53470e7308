using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Tests.Lucene;

namespace Mhg.Search.Tests.Queries;

public sealed class QueryParserTests
{
    private static readonly IndexSchema AnyField = new() { DynamicText = Analyzer.English };

    [Fact]
    public void Queries_are_read_as_Lucene_reads_them()
    {
        var parser = new QueryParser(AnyField, "body");
        var different = new List<string>();
        foreach (var recorded in Recorded.Read<RecordedParse>("parsed.jsonl").Where(query => !query.Query.Contains('/')))
        {
            var expected = recorded.Error ? "error" : recorded.Parsed;
            string parsed;
            try
            {
                parsed = parser.Parse(recorded.Query).ToString("body");
            }
            catch (QuerySyntaxException)
            {
                parsed = "error";
            }
            if (parsed != expected) different.Add($"{recorded.Query}\n  Lucene {expected}\n  here   {parsed}");
        }
        different.ShouldBeEmpty(string.Join('\n', different));
    }
}
