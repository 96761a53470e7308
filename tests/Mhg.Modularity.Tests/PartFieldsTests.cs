using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;

namespace Mhg.Modularity.Tests;

public sealed class PartFieldsTests
{
    private static ContentItem Item(string json) => ContentItem.FromJson(JsonNode.Parse(json)!.AsObject());

    [Fact]
    public void Fields_of_every_kind_are_read_by_name()
    {
        var fields = Item("""
            {"ContentItemId": "a", "ContentType": "Thing", "Thing": {
              "Venue": {"Text": "Kuala Lumpur"}, "Story": {"Html": "<p>x</p>"}, "Count": {"Value": 27}, "Typed": {"Value": "15"},
              "About": {"Value": true}, "Start": {"Value": "2008-06-01T00:00:00Z"}, "Host": {"ContentItemIds": ["org"]},
              "Members": {"UserIds": ["u1", "u2"]}, "Photo": {"Paths": ["people/a b.jpg"]}, "Site": {"Url": "https://example.org", "Text": "Example"},
              "Topics": {"TermContentItemIds": ["t1"], "TagNames": ["Health"]}}}
            """).Fields("Thing");
        fields.Text("Venue").ShouldBe("Kuala Lumpur");
        fields.Html("Story").ShouldBe("<p>x</p>");
        fields.Number("Count").ShouldBe(27);
        fields.Number("Typed").ShouldBe(15);
        fields.Flag("About").ShouldBeTrue();
        fields.Day("Start").ShouldBe(new DateOnly(2008, 6, 1));
        fields.Items("Host").ShouldBe(["org"]);
        fields.Users("Members").ShouldBe(["u1", "u2"]);
        fields.Files("Photo").ShouldBe(["people/a b.jpg"]);
        fields.Terms("Topics").ShouldBe([new Term("t1", "Health")]);
        fields.Link("Site").ShouldBe(("https://example.org", "Example"));
    }

    [Theory]
    [InlineData("""{"ContentItemId": "a", "ContentType": "Thing"}""")]
    [InlineData("""{"ContentItemId": "a", "ContentType": "Thing", "Thing": "text"}""")]
    [InlineData("""{"ContentItemId": "a", "ContentType": "Thing", "Thing": {"F": null}}""")]
    [InlineData("""{"ContentItemId": "a", "ContentType": "Thing", "Thing": {"F": 7}}""")]
    [InlineData("""{"ContentItemId": "a", "ContentType": "Thing", "Thing": {"F": {"Text": 7, "Html": [], "Value": {}, "ContentItemIds": "x", "TermContentItemIds": [1], "Url": "javascript:alert(1)"}}}""")]
    [InlineData("""{"ContentItemId": "a", "ContentType": "Thing", "Thing": {"F": {"Text": " ", "Html": "", "Value": "someday", "ContentItemIds": [null], "Url": ""}}}""")]
    public void What_is_missing_or_of_another_kind_reads_as_nothing(string json)
    {
        var fields = Item(json).Fields("Thing");
        fields.Text("F").ShouldBeNull();
        fields.Html("F").ShouldBeNull();
        fields.Number("F").ShouldBeNull();
        fields.Flag("F").ShouldBeFalse();
        fields.Day("F").ShouldBeNull();
        fields.Items("F").ShouldBeEmpty();
        fields.Terms("F").ShouldBeEmpty();
        fields.Link("F").ShouldBeNull();
    }

    [Fact]
    public void An_item_is_linked_by_its_path_and_a_file_by_its_escaped_one()
    {
        ContentLinks.UrlOf(Item("""{"ContentItemId": "a", "ContentType": "T", "AutoroutePart": {"Path": "workshops/x"}}""")).ShouldBe("~/workshops/x");
        ContentLinks.UrlOf(Item("""{"ContentItemId": "a", "ContentType": "T"}""")).ShouldBe("~/content/a");
        ContentLinks.Media("people/a b#c.jpg").ShouldBe("~/media/people/a%20b%23c.jpg");
        ContentLinks.Search("topic", "t&1").ShouldBe("~/search?topic=t%261");
    }
}
