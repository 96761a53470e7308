using System.Text.Json.Nodes;
using Mhg.ContentManagement.Parts;

namespace Mhg.ContentManagement.Tests;

public sealed class ContentItemTests
{
    private const string Json = """
        {
          "ContentItemId": "4xapn6ykttkk6xwqjfrj9rn85j", "ContentItemVersionId": "4xapn6ykttkk6xwqjfrj9rn85k", "ContentType": "Workshop",
          "DisplayText": "Health for all", "Latest": true, "Published": false, "ModifiedUtc": "2008-06-01T08:00:00Z", "PublishedUtc": null,
          "CreatedUtc": "2008-05-01T00:00:00Z", "Owner": "u1", "Author": "ana",
          "TitlePart": { "Title": "Health for all" },
          "SmellPart": { "Scent": { "Strength": 3, "Notes": ["rain", null] } }
        }
        """;

    [Fact]
    public void What_no_module_knows_comes_out_as_it_went_in()
    {
        var written = ContentItem.FromJson(JsonNode.Parse(Json)!.AsObject()).ToJson();

        JsonNode.DeepEquals(written["SmellPart"], JsonNode.Parse(Json)!["SmellPart"]).ShouldBeTrue();
        written.Select(member => member.Key).ShouldBe(JsonNode.Parse(Json)!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void A_typed_part_written_back_keeps_members_that_the_type_does_not_know()
    {
        var item = ContentItem.FromJson(JsonNode.Parse("""
            { "ContentType": "Discussion", "ContainedPart": { "ListContentItemId": "a", "Order": 2, "Added": "later" } }
            """)!.AsObject());

        item.Apply(item.As<ContainedPart>() with { Order = 5 });

        item.Part("ContainedPart")!["Order"]!.GetValue<int>().ShouldBe(5);
        item.Part("ContainedPart")!["Added"]!.GetValue<string>().ShouldBe("later");
    }

    [Theory]
    [InlineData("""{ "DisplayText": "x" }""", "needs a ContentType")]
    [InlineData("""{ "ContentType": 7 }""", "ContentType has to be a text")]
    [InlineData("""{ "ContentType": "Workshop", "Latest": "yes" }""", "Latest has to be true or false")]
    [InlineData("""{ "ContentType": "Workshop", "CreatedUtc": "June" }""", "CreatedUtc has to be a date and time")]
    public void What_is_no_item_is_refused_by_the_name_of_what_is_wrong(string json, string problem) =>
        Should.Throw<ContentFormatException>(() => ContentItem.FromJson(JsonNode.Parse(json)!.AsObject())).Message.ShouldContain(problem);

    [Fact]
    public void A_copy_shares_nothing()
    {
        var item = ContentItem.FromJson(JsonNode.Parse(Json)!.AsObject());
        var copy = item.Copy();

        copy.Part("TitlePart")!["Title"] = "Another";

        item.Part("TitlePart")!["Title"]!.GetValue<string>().ShouldBe("Health for all");
    }

    [Fact]
    public void Ids_have_Orchards_form_and_are_never_the_same()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => ContentId.New()).ToList();

        ids.ShouldAllBe(id => ContentId.IsValid(id));
        ids.ShouldBeUnique();
        ContentId.IsValid("4XAPN6YKTTKK6XWQJFRJ9RN85J").ShouldBeFalse();
        ContentId.IsValid("short").ShouldBeFalse();
    }
}
