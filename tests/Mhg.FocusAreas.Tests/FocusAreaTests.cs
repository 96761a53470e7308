using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Modularity.Shell;

namespace Mhg.FocusAreas.Tests;

public sealed class FocusAreaTests
{
    [Fact]
    public void A_card_shows_the_number_and_the_summary()
    {
        var item = ContentItem.FromJson(JsonNode.Parse(
            """{"ContentItemId": "f", "ContentType": "FocusArea", "FocusArea": {"Order": {"Value": 2}, "Summary": {"Text": "Trade"}, "TaskforceMembers": {"UserIds": ["u"]}}}""")!.AsObject());
        var summary = new FocusAreaSummarizer().Summarize(item, new ContentSummary("F", "~/f"), new Dictionary<string, string>());
        (summary.Ordinal, summary.Text).ShouldBe(("2", "Trade"));
        new FocusArea(item).TaskforceMembers.ShouldBe(["u"]);
    }
}
