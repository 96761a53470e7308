using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.UserTasks;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

public sealed class SharedDecisionTests(Site site) : IClassFixture<Site>
{
    private const string Sentence = "Mobile clinics reach people who fear a visit to the hospital.";

    [Fact]
    public async Task The_queue_says_how_much_each_draft_changes_and_which_can_be_chosen()
    {
        var small = await ChangedAsync("Small change", Sentence.Replace("Mobile", "Travelling", StringComparison.Ordinal));
        var large = await ChangedAsync("Large change", string.Join(' ', Enumerable.Range(0, 51).Select(i => $"word{i}")));
        var fresh = await SubmittedAsync(await site.WriteAsync("editor", "A new one"));
        var opened = await PublishedAsync("Opened to others");
        opened = await SubmittedAsync(await ChangeAsync(opened, item => item.Content["AudiencePart"] = new JsonObject { ["Readers"] = new JsonObject { ["Values"] = new JsonArray("Public") } }));

        var page = await (await site.SignInAsync("reviewer")).GetAsync("/review");
        Row(page, small).ShouldContain("1 word changed in 1 field");
        Row(page, small).ShouldContain("removed: Mobile ; added: Travelling ; clinics reach people", customMessage: "the change is read where it is chosen");
        Row(page, small).ShouldContain("Choose: Small change");
        Row(page, large).ShouldContain("To be decided by itself: it changes more than 50 words.");
        Row(page, fresh).ShouldContain("New");
        Row(page, fresh).ShouldContain("To be decided by itself: it is not published yet.");
        Row(page, opened).ShouldContain("To be decided by itself: it changes who may read it.");
        // Whoever was the last to change it is told so, and can't choose it.
        var own = await ChangedAsync("Changed by the reviewer", "Other words.", "reviewer");
        Row(await (await site.SignInAsync("reviewer")).GetAsync("/review"), own).ShouldNotContain("Choose:");
    }

    [Fact]
    public async Task Several_small_changes_are_approved_at_once_with_one_comment()
    {
        ContentItem[] drafts = [await ChangedAsync("First of two", "Better words."), await ChangedAsync("Second of two", "Better words.")];
        var answer = await DecideAsync("reviewer", "Approve", drafts, "Both read well.");

        answer.Status.ShouldBe(HttpStatusCode.Redirect, answer.Words);
        answer.Location.ShouldBe("/review?for=nobody");
        (await (await LastAsync("reviewer")).GetAsync("/review")).Words.ShouldContain("“First of two”, “Second of two”: Published.");
        foreach (var draft in drafts)
        {
            (await site.FindAsync(draft.ContentItemId, VersionOptions.Published))!.ContentItemVersionId.ShouldBe(draft.ContentItemVersionId);
            (await site.HistoryAsync(draft.ContentItemId)).First(happened => happened.Name == "Approve").Comment.ShouldBe("Both read well.");
        }
    }

    [Fact]
    public async Task What_can_not_be_done_for_one_is_said_and_done_for_the_others()
    {
        var good = await ChangedAsync("Good one", "Better words.");
        var changed = await ChangedAsync("Changed meanwhile", "Better words.");
        var decided = await ChangedAsync("Decided meanwhile", "Better words.");
        var large = await ChangedAsync("Too much", string.Join(' ', Enumerable.Range(0, 51).Select(i => $"word{i}")));
        var fresh = await SubmittedAsync(await site.WriteAsync("editor", "Never published"));
        await SubmittedAsync(await site.ChangeAsync("editor", changed.ContentItemId, "Still better words."));
        await TakeAsync("reviewer2", decided, "Reject", "No.");
        var unknown = new ContentItem { ContentItemId = "nothing", ContentItemVersionId = "nothing", ContentType = "Document" };

        var answer = await DecideAsync("reviewer", "Approve", [good, changed, decided, large, fresh, unknown], "Kept in the box.");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Words.ShouldContain("1 of 6 drafts were decided");
        answer.Words.ShouldContain("Good one : Published.");
        answer.Words.ShouldContain("Changed meanwhile : Not done. “Changed meanwhile” was changed by editor in the meantime. Look at the new version first.");
        answer.Words.ShouldContain("Decided meanwhile : Not done. reviewer2 already decided: “Reject”");
        answer.Words.ShouldContain("Too much : Not done. Decide it on its own page: it changes more than 50 words.");
        answer.Words.ShouldContain("Never published : Not done. Decide it on its own page: it is not published yet.");
        answer.Words.ShouldContain("A draft : Not done. It is not there any more.");
        answer.Text.ShouldContain(">\nKept in the box.</textarea>");
        (await site.FindAsync(good.ContentItemId))!.Published.ShouldBeTrue();
        foreach (var other in (ContentItem[])[changed, decided, large, fresh])
            (await site.FindAsync(other.ContentItemId))!.Published.ShouldBeFalse(other.DisplayText);
    }

    [Fact]
    public async Task An_action_that_needs_a_comment_takes_one_for_all_and_nothing_is_done_without_it()
    {
        ContentItem[] drafts = [await ChangedAsync("To be mended", "Worse words."), await ChangedAsync("To be mended, too", "Worse words.")];
        var refused = await DecideAsync("reviewer", "Request changes", drafts, " ");
        refused.Words.ShouldContain("“Request changes” needs a comment: write what the editors have to know.");
        foreach (var draft in drafts)
            refused.Text.ShouldContain($"value=\"{draft.ContentItemId}/{draft.ContentItemVersionId}\" checked=\"checked\"");
        (await site.HistoryAsync(drafts[0].ContentItemId))[0].Name.ShouldBe("Submit for review");

        (await DecideAsync("reviewer", "Request changes", drafts, "As before, please.")).Status.ShouldBe(HttpStatusCode.Redirect);
        foreach (var draft in drafts)
            (await site.HistoryAsync(draft.ContentItemId)).First(happened => happened.Name == "Request changes").Comment.ShouldBe("As before, please.");
    }

    [Theory]
    [InlineData("", true, "Choose what is to be done with one of the buttons.")]
    [InlineData("Approve", false, "Choose at least one draft, and at most 20.")]
    public async Task What_is_missing_is_said(string action, bool chooses, string expected)
    {
        var draft = await ChangedAsync($"Missing {chooses}", "Better words.");
        (await DecideAsync("reviewer", action, chooses ? [draft] : [], null)).Words.ShouldContain(expected);
        (await site.FindAsync(draft.ContentItemId))!.Published.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_decides_in_this_way_what_is_not_theirs_to_decide()
    {
        var own = await ChangedAsync("By a reviewer", "Better words.", "reviewer");
        (await DecideAsync("reviewer", "Approve", [own], null)).Words.ShouldContain("You were the last to change “By a reviewer”.");
        (await DecideAsync("editor", "Approve", [own], null, page: "/desk")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await site.FindAsync(own.ContentItemId))!.Published.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_the_sign_in_has_expired()
    {
        var draft = await ChangedAsync("Held", "Better words.");
        var answer = await site.Visit().PostAsync("/sign-in", Fields("Approve", [draft], "Typed for an hour"), "/review");
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Text.ShouldContain("Typed for an hour");
        answer.Text.ShouldContain(draft.ContentItemVersionId);
    }

    private Browser? _last;

    private async Task<Browser> LastAsync(string userName) => _last ??= await site.SignInAsync(userName);

    private async Task<Answer> DecideAsync(string userName, string action, ContentItem[] drafts, string? comment, string page = "/review?for=nobody")
    {
        _last = await site.SignInAsync(userName);
        return await _last.PostAsync(page, Fields(action, drafts, comment), "/review?for=nobody");
    }

    private static Dictionary<string, string> Fields(string action, ContentItem[] drafts, string? comment)
    {
        var fields = drafts.Select((draft, i) => (Name: $"Input.Chosen[{i}]", Value: $"{draft.ContentItemId}/{draft.ContentItemVersionId}")).ToDictionary(field => field.Name, field => field.Value);
        fields["decision"] = action;
        fields["Input.Comment"] = comment ?? "";
        return fields;
    }

    /// <summary>What the page says about a draft.</summary>
    private static string Row(Answer page, ContentItem item) =>
        new Answer(page.Status, page.Text.Split("<div class=\"item\">").Single(row => row.Contains($"/review/{item.ContentItemId}\"", StringComparison.Ordinal)), null).Words.Replace("Choose : ", "Choose: ", StringComparison.Ordinal);

    private async Task<ContentItem> ChangedAsync(string title, string body, string author = "editor") =>
        await SubmittedAsync(await ChangeAsync(await PublishedAsync(title), item => item.Content["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>{body}</p>" }, author));

    private async Task<ContentItem> PublishedAsync(string title)
    {
        var item = await site.WriteAsync("editor", title, Sentence);
        await site.AsAsync("", services => services.GetRequiredService<ContentManager>().PublishAsync(item.ContentItemId));
        return item;
    }

    private Task<ContentItem> ChangeAsync(ContentItem published, Action<ContentItem> change, string author = "editor") => site.AsAsync(author, async services =>
    {
        var manager = services.GetRequiredService<ContentManager>();
        var item = (await manager.GetAsync(published.ContentItemId))!;
        change(item);
        await manager.SaveDraftAsync(item, item.ContentItemVersionId);
        return item;
    });

    private async Task<ContentItem> SubmittedAsync(ContentItem item)
    {
        await TakeAsync("admin", item, "Submit for review");
        return item;
    }

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action, string? comment = null) =>
        site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId, comment));
}
