using System.Net;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Editing;

[Collection(nameof(DemonstrationSite))]
public sealed class HistoryTests(SiteFixture fixture)
{
    [Fact]
    public async Task Two_versions_are_compared_word_by_word_and_an_old_one_is_restored()
    {
        using var editor = await fixture.Site.SignInAsync("editor");
        var form = await NewAsync(editor, "Portability of rights");
        var first = form["BasedOn"][0];
        form = await form.Set("TitlePart.Title", "Portability of social rights").PressAsync("save");

        var compared = await PageForm.OpenAsync(editor, $"/content/{form.ItemId}/history?from={first}&to={form["BasedOn"][0]}");
        compared.Page.QuerySelectorAll(".diff-field").Select(field => field.TextContent).ShouldBe(["Title"]);
        compared.Page.QuerySelector(".diff-line ins")!.TextContent.ShouldBe("added: social ; ");
        (await editor.ReadAsync($"/content/{form.ItemId}/preview?version={first}")).ShouldContain("old version");

        using var answer = await editor.PostAsync($"/content/{form.ItemId}/history?handler=Restore", [("version", first)]);
        answer.Headers.Location!.ToString().ShouldBe($"/content/{form.ItemId}/edit");
        (await PageForm.OpenAsync(editor, form.Address))["TitlePart.Title"].ShouldBe(["Portability of rights"]);
    }

    [Fact]
    public async Task A_deleted_item_is_gone_for_everybody_but_can_be_brought_back_by_who_may_delete_it()
    {
        using var editor = await fixture.Site.SignInAsync("editor");
        using var reviewer = await fixture.Site.SignInAsync("reviewer");
        var form = await NewAsync(editor, "Deleted by mistake");
        using var deleted = await editor.PostAsync($"/content/{form.ItemId}/edit?handler=Delete", []);
        deleted.Headers.Location!.ToString().ShouldBe($"/content/{form.ItemId}/history");

        using (var gone = await editor.GetAsync(form.Address))
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var hidden = await reviewer.GetAsync($"/content/{form.ItemId}/history"))
            hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await editor.ReadAsync($"/content/{form.ItemId}/history")).ShouldContain("This is deleted");

        // The form that was open meanwhile is not lost either.
        var held = await form.Set("TitlePart.Title", "Still being written").PressAsync("save");
        held.Problems.ShouldHaveSingleItem().Message.ShouldContain("deleted");
        held["TitlePart.Title"].ShouldBe(["Still being written"]);

        using var restored = await editor.PostAsync($"/content/{form.ItemId}/history?handler=Restore", [("version", form["BasedOn"][0])]);
        (await PageForm.OpenAsync(editor, form.Address))["TitlePart.Title"].ShouldBe(["Deleted by mistake"]);
    }

    [Fact]
    public async Task A_copy_is_a_draft_with_a_title_of_its_own()
    {
        using var editor = await fixture.Site.SignInAsync("editor");
        var form = await NewAsync(editor, "The original");
        using var answer = await editor.PostAsync($"/content/{form.ItemId}/edit?handler=Clone", []);
        var copy = await PageForm.OpenAsync(editor, answer.Headers.Location!.ToString());
        copy["TitlePart.Title"].ShouldBe(["The original (copy)"]);
        copy.ItemId.ShouldNotBe(form.ItemId);
    }

    [Fact]
    public async Task The_history_is_one_list_with_peoples_names_and_can_be_narrowed()
    {
        using var editor = await fixture.Site.SignInAsync("editor");
        using var reviewer = await fixture.Site.SignInAsync("reviewer");
        var form = await NewAsync(editor, "A timeline");
        using var answer = await reviewer.PostAsync($"/review/{form.ItemId}?handler=Comment", [("Input.Comment", "Which line?")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var address = $"/content/{form.ItemId}/history";
        foreach (var (filter, hasVersion, hasComment) in new[] { ("", true, true), ("?kind=Version", true, false), ("?kind=Comment", false, true), ("?person=Ana+Reyes", true, false), ("?kind=Decision", false, false) })
        {
            var page = (await PageForm.OpenAsync(editor, address + filter)).Page.QuerySelector("main")!;
            var said = page.QuerySelectorAll(".timeline > li").Select(entry => string.Join(' ', entry.QuerySelector(".timeline-head")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
            said.Contains("Ana Reyes wrote the first draft Draft").ShouldBe(hasVersion, filter);
            said.Contains("Somchai Prasert commented").ShouldBe(hasComment, filter);
            page.TextContent.Contains("Which line?", StringComparison.Ordinal).ShouldBe(hasComment, filter);
            page.TextContent.Contains("Nothing in the history fits these filters", StringComparison.Ordinal).ShouldBe(!hasVersion && !hasComment, filter);
        }
    }

    [Fact]
    public async Task Unpublishing_takes_the_page_away_and_keeps_the_text()
    {
        using var admin = await fixture.Site.SignInAsync("admin");
        var form = await (await NewAsync(admin, "Published in haste")).Set("Comment", "In haste").PressAsync("publish");
        (await admin.ReadAsync("/documents/published-in-haste")).ShouldContain("Published in haste");

        using var answer = await admin.PostAsync($"/content/{form.ItemId}/edit?handler=Unpublish", []);

        using var page = await admin.GetAsync("/documents/published-in-haste");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var item = await fixture.Site.InAsync(services => services.GetRequiredService<ContentManager>().GetAsync(form.ItemId));
        item!.IsDraft.ShouldBeTrue();
    }

    [Fact]
    public async Task What_has_no_address_of_its_own_is_read_at_its_id()
    {
        await EveryFieldType.DefineAsync(fixture.Site);
        using var admin = await fixture.Site.SignInAsync("admin");
        var form = await PageForm.OpenAsync(admin, "/content/new/EveryField");
        form = await form.Set("TitlePart.Title", "Without an address").PressAsync("save");
        await fixture.Site.InAsync(async services =>
        {
            services.GetRequiredService<CurrentActor>().Actor = Actor.Site;
            var contents = services.GetRequiredService<ContentManager>();
            var item = (await contents.GetAsync(form.ItemId))!;
            item.Content["AutoroutePart"] = new System.Text.Json.Nodes.JsonObject { ["Disabled"] = true };
            await contents.SaveDraftAsync(item);
            return await contents.PublishAsync(form.ItemId);
        });

        (await admin.ReadAsync($"/content/{form.ItemId}")).ShouldContain("Without an address");
        using var elsewhere = await admin.GetAsync("/content/4workshop00000000000000mhg");
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound, "the workshop is at its own address");
    }

    [Fact]
    public async Task The_list_of_content_is_narrowed_by_type_state_title_and_owner()
    {
        using var editor = await fixture.Site.SignInAsync("editor");
        using var admin = await fixture.Site.SignInAsync("admin");
        await NewAsync(editor, "Needle in the list");
        await NewAsync(admin, "Needle of another");

        (await TitlesAsync("/content?title=needle")).ShouldBe(["Needle of another", "Needle in the list"]);
        (await TitlesAsync("/content?title=needle&owner=me")).ShouldBe(["Needle in the list"]);
        (await TitlesAsync("/content?title=needle&sort=title")).ShouldBe(["Needle in the list", "Needle of another"]);
        (await TitlesAsync("/content?title=needle&type=Campaign")).ShouldBeEmpty();
        (await TitlesAsync("/content?title=needle&state=published")).ShouldBeEmpty();
        (await TitlesAsync("/content?type=Campaign")).Count.ShouldBe(20, "a page has twenty");

        async Task<List<string>> TitlesAsync(string path) =>
            [.. (await PageForm.OpenAsync(editor, path)).Page.QuerySelectorAll("tbody td:first-child").Select(cell => cell.TextContent.Trim())];
    }

    private static async Task<PageForm> NewAsync(Visitor editor, string title) =>
        await (await PageForm.OpenAsync(editor, "/content/new/Document")).Set("TitlePart.Title", title).PressAsync("save");
}
