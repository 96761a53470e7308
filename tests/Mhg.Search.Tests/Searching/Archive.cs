using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Tests.Searching;

/// <summary>The archive that the comparison with Lucene searches: title and body in English, the rest exact terms.</summary>
internal static class Archive
{
    public static readonly IndexSchema Schema = new(
        new TextField("title", Analyzer.English) { Stored = true },
        new TextField("body", Analyzer.English),
        new KeywordField("type"),
        new KeywordField("year"));

    public static readonly QueryParser Parser = new(Schema, new QueryField("title", 3), new QueryField("body")) { DropSlopAsLucene = true };

    public static SearchIndex Read(string path, int refreshEvery = int.MaxValue)
    {
        var index = new SearchIndex(Schema, TemporaryFolder.New());
        var count = 0;
        foreach (var line in File.ReadLines(path))
        {
            var columns = line.Split('\t');
            index.Update(new SearchDocument(columns[0])
            {
                { "title", columns[1] }, { "body", columns[2] }, { "type", columns[3] }, { "year", columns[4] },
            });
            if (++count % refreshEvery == 0) index.Refresh();
        }
        index.Refresh();
        return index;
    }
}
