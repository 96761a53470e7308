using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Web.Tests.Editing;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.BadInput;

/// <summary>Requests that no page of the site makes, or that came at a bad moment.</summary>
[Collection(nameof(DemonstrationSite))]
public sealed class ForgedRequestTests(SiteFixture fixture)
{
    private const string Draft = "4document0000000000minutes";

    private RunningSite Site => fixture.Site;

    [Fact]
    public async Task A_deleted_item_is_not_taken_over_by_a_new_one_with_its_id()
    {
        using var admin = await Site.SignInAsync("admin");
        var gone = await NewDocumentAsync(admin, "Deleted by its owner");
        await Site.InAsync(services => AsSite(services).DeleteAsync(gone.ItemId));
        using var editor = await Site.SignInAsync("editor");

        var form = await PageForm.OpenAsync(editor, "/content/new/Document");
        var answer = await form.Set("NewId", gone.ItemId).Set("TitlePart.Title", "Mine now").PressAsync("save");

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        (await Site.InAsync(services => AsSite(services).GetAsync(gone.ItemId))).ShouldBeNull();
    }

    [Fact]
    public async Task A_notice_that_nobody_sent_does_not_lead_to_a_draft()
    {
        using var member = await Site.SignInAsync("member");

        using var draft = await member.GetAsync($"/notices/x/{Draft}");
        using var nothing = await member.GetAsync("/notices/x/4nothing000000000000000000");

        draft.Headers.Location.ShouldBe(nothing.Headers.Location);
        draft.Headers.Location!.ToString().ShouldBe("/notices");
    }

    [Fact]
    public async Task What_readers_see_is_not_taken_away_by_its_author_alone()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = await NewDocumentAsync(editor, "Published and mine");
        await Site.InAsync(services => AsSite(services).PublishAsync(form.ItemId));

        using var answer = await editor.PostAsync($"/content/{form.ItemId}/edit?handler=Delete", []);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("documents")]
    [InlineData("forgotten-password")]
    [InlineData("admin/anything")]
    public async Task An_address_of_the_sites_own_pages_is_refused(string path)
    {
        using var editor = await Site.SignInAsync("editor");
        var form = await PageForm.OpenAsync(editor, "/content/new/Document");

        var shown = await form.Set("TitlePart.Title", "Hidden behind a page").Set("AutoroutePart.Path", path).PressAsync("save");

        shown.Problems.ShouldHaveSingleItem().Message.ShouldContain("an address of the site itself");
    }

    [Fact]
    public async Task An_address_that_a_type_does_not_leave_to_its_editors_is_made_from_the_title_whatever_is_sent()
    {
        await Site.InAsync(async services =>
        {
            var definitions = services.GetRequiredService<ContentDefinitions>();
            await services.GetRequiredService<IUnitOfWork>().RunAsync(token => definitions.SaveTypeAsync(JsonNode.Parse("""
                { "Name": "Addressed", "Settings": { "ContentTypeSettings": { "Creatable": true, "Draftable": true, "Versionable": true } },
                  "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart" }, { "PartName": "AutoroutePart" } ] }
                """)!.AsObject(), token), default);
            return true;
        });
        using var admin = await Site.SignInAsync("admin");
        var form = await PageForm.OpenAsync(admin, "/content/new/Addressed");

        var saved = await form.Set("TitlePart.Title", "Made from the title").Set("AutoroutePart.Path", "chosen-by-hand").PressAsync("save");
        saved.Page.QuerySelector("#AutoroutePart")!.GetAttribute("value").ShouldBe("made-from-the-title");
        saved = await saved.Set("TitlePart.Title", "Another title").Set("AutoroutePart.Path", "chosen-by-hand").PressAsync("save");
        saved.Page.QuerySelector("#AutoroutePart")!.GetAttribute("value").ShouldBe("made-from-the-title", "what links to it is not broken by a new title");
    }

    [Fact]
    public async Task A_character_that_no_text_has_makes_a_form_unreadable_however_it_is_sent()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = (await PageForm.OpenAsync(editor, "/content/new/Document")).Set("TitlePart.Title", "Nul\0l");

        foreach (var answer in (PageForm[])[await form.PressAsync("save"), await form.PressInPartsAsync("save")])
        {
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.Title.ShouldBe("The form could not be read");
        }
        (await Site.InAsync(services => AsSite(services).GetAsync(form["NewId"][0]))).ShouldBeNull();
        (await form.Set("TitlePart.Title", "Without it").PressInPartsAsync("save")).Address.ShouldEndWith("/edit", customMessage: "the way of sending is not what was wrong");
    }

    [Fact]
    public async Task A_comment_without_end_is_refused_and_kept_on_the_form()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = await NewDocumentAsync(editor, "Much to say");

        var shown = await form.Set("Comment", new string('x', 5000)).PressAsync("take|Submit for review");

        shown.Problems.ShouldHaveSingleItem().Message.ShouldContain("4000 characters");
        shown["Comment"][0].Length.ShouldBe(5000);
    }

    [Theory]
    [InlineData("/content/new/Document")]
    [InlineData($"/review/{Draft}")]
    public async Task What_is_no_form_or_can_not_be_read_is_told_so_and_not_that_the_page_is_gone(string path)
    {
        using var editor = await Site.SignInAsync("editor");

        using var json = await editor.Http.PostAsync(path, new StringContent("{}", Encoding.UTF8, "application/json"));
        using var cut = await editor.Http.PostAsync(path, new StringContent("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1", Encoding.UTF8)
        {
            Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") },
        });

        json.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        cut.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/error/999")]
    [InlineData("/error/304")]
    [InlineData("/error/0")]
    [InlineData("/media/")]
    public async Task An_address_that_only_the_site_uses_is_not_there_for_others(string path)
    {
        using var visitor = Site.Visit();

        using var answer = await visitor.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_sign_in_that_expires_over_a_conflict_does_not_lose_what_the_other_one_wrote()
    {
        using var editor = await Site.SignInAsync("editor");
        using var admin = await Site.SignInAsync("admin");
        var mine = await NewDocumentAsync(editor, "Written by two");
        await (await PageForm.OpenAsync(admin, mine.Address)).Set("Document.Summary.Text", "Theirs").PressAsync("save");
        var conflict = await mine.Set("TitlePart.Title", "Mine").PressAsync("save");
        conflict["take|Document.Summary"].ShouldBe(["theirs"]);

        using var expired = Site.Visit();
        var held = await conflict.PressAsync("edit", expired);

        held.Status.ShouldBe(HttpStatusCode.Unauthorized);
        held["take|Document.Summary"].ShouldBe(["theirs"]);
    }

    private static ContentManager AsSite(IServiceProvider services)
    {
        services.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        return services.GetRequiredService<ContentManager>();
    }

    private static async Task<PageForm> NewDocumentAsync(Visitor visitor, string title) =>
        await (await PageForm.OpenAsync(visitor, "/content/new/Document")).Set("TitlePart.Title", title).Set("Document.Kind.Text", "report").PressAsync("save");
}
