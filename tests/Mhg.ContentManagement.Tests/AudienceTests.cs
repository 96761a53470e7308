using System.Text.Json.Nodes;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Parts;

namespace Mhg.ContentManagement.Tests;

public sealed class AudienceTests
{
    private static readonly ContentModel Model = new(
        [
            Type("Workshop", "Public"),
            Type("Discussion", "Members"),
            Type("Note"),
        ],
        [], []);

    [Fact]
    public void An_item_that_names_its_readers_is_for_them() => Of(Item("Discussion", readers: "Public")).ShouldBe(["Public"]);

    [Fact]
    public void An_item_that_names_none_is_for_those_of_its_type() => Of(Item("Workshop")).ShouldBe(["Public"]);

    [Fact]
    public void Where_nothing_says_who_it_is_for_members_and_never_for_everybody() => Of(Item("Note")).ShouldBe(["Members"]);

    [Fact]
    public void What_is_in_a_list_is_never_for_more_people_than_the_list()
    {
        var forReviewers = Item("Workshop", readers: "Reviewer");
        var open = Item("Workshop");

        Of(Item("Discussion", forReviewers, "Public"), forReviewers).ShouldBe(["Reviewer"]);
        Of(Item("Discussion", open), open).ShouldBe(["Members"]);
        Of(Item("Note", open), open).ShouldBe(["Public"]);
    }

    [Fact]
    public void What_is_in_a_list_that_is_not_published_is_for_nobody() => Of(Item("Discussion", Item("Workshop"), "Public")).ShouldBeEmpty();

    [Fact]
    public void A_reader_sees_what_is_for_one_of_their_audiences_and_of_a_type_they_may_read()
    {
        var member = new ReadScope(["Document"], ["Public", "Members"]);

        member.Includes("Document", ["Members"]).ShouldBeTrue();
        member.Includes("Document", ["Reviewer"]).ShouldBeFalse();
        member.Includes("Campaign", ["Public"]).ShouldBeFalse();
        member.Includes("Document", []).ShouldBeFalse();
        new ReadScope([], null).Includes("Document", ["Public"]).ShouldBeFalse();
    }

    private static IReadOnlyList<string> Of(ContentItem item, ContentItem? list = null) => Audience.Of(item, Model, list);

    private static ContentTypeDefinition Type(string name, params string[] readers) => new()
    {
        Name = name,
        Parts = [new ContentTypePartDefinition
        {
            PartName = Audience.PartName,
            Settings = new JsonObject { [nameof(AudiencePartSettings)] = new JsonObject { [nameof(AudiencePartSettings.DefaultReaders)] = Texts(readers) } },
        }],
    };

    private static ContentItem Item(string type, ContentItem? list = null, params string[] readers)
    {
        var item = new ContentItem { ContentItemId = ContentId.New(), ContentType = type };
        item.Content[Audience.PartName] = new JsonObject { ["Readers"] = new JsonObject { ["Values"] = Texts(readers) } };
        if (list is not null)
            item.Apply(new ContainedPart { ListContentItemId = list.ContentItemId, ListContentType = list.ContentType });
        return item;
    }

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}

public sealed class ActorTests
{
    [Theory]
    [InlineData("PublishContent", true)]
    [InlineData("EditContent", true)]
    [InlineData("Edit_Workshop", true)]
    [InlineData("Publish_Workshop", true)]
    [InlineData("EditOwn_Workshop", false)]
    [InlineData("Edit_Campaign", false)]
    [InlineData("View_Workshop", false)]
    public void Whoever_may_do_more_may_do_less_and_not_the_other_way_round(string held, bool mayEdit) =>
        new Actor("u", "ana", [], [held]).Can(ContentPermissions.EditContent, "Workshop").ShouldBe(mayEdit);

    [Fact]
    public void Site_owners_may_do_everything_and_visitors_nothing()
    {
        foreach (var permission in ContentPermissions.All)
        {
            new Actor("u", "admin", [], [Actor.SiteOwner]).Can(permission, "Workshop").ShouldBeTrue();
            Actor.Nobody.Can(permission, "Workshop").ShouldBeFalse();
        }
    }
}
