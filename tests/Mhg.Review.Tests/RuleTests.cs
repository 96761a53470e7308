using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

/// <summary>The rules that hold at the server, whatever a page offers.</summary>
public sealed class RuleTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Nobody_approves_what_they_last_changed()
    {
        var document = await SubmittedAsync("Last changed", "reviewer");
        (await Should.ThrowAsync<ContentRefusedException>(() => TakeAsync("reviewer", document, "Approve"))).Message.ShouldContain("“Approve” is for somebody else");
        await TakeAsync("reviewer2", document, "Approve");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_takes_a_suggestion_was_the_last_to_change_the_draft()
    {
        var document = await site.WriteAsync("editor", "By suggestion", "Mobile clinics reach people.");
        var reviewer = await site.SignInAsync("reviewer");
        await reviewer.PostAsync($"/review/{document.ContentItemId}", new() { ["Remark.Quote"] = "Mobile clinics", ["Remark.Text"] = "", ["Remark.Replacement"] = "Clinics" }, $"/review/{document.ContentItemId}?handler=Remark");
        var threads = await site.AsAsync("", services => services.GetRequiredService<Mhg.ContentManagement.Comments.ICommentStore>().ListAsync(document.ContentItemId, default));
        await reviewer.PostAsync($"/review/{document.ContentItemId}", new() { ["suggestion"] = threads[0].Comments[0].CommentId }, $"/review/{document.ContentItemId}?handler=Take");
        document = (await site.FindAsync(document.ContentItemId))!;
        document.Author.ShouldBe("reviewer");
        await TakeAsync("editor", document, "Submit for review");
        await Should.ThrowAsync<ContentRefusedException>(() => TakeAsync("reviewer", document, "Approve"));
    }

    [Fact]
    public async Task An_approval_belongs_to_the_version_that_was_reviewed()
    {
        var reviewed = await SubmittedAsync("Reviewed version", "editor");
        var changed = await site.ChangeAsync("editor", reviewed.ContentItemId, "Something else.");
        await TakeAsync("editor", changed, "Submit for review");
        (await Should.ThrowAsync<ContentRefusedException>(() => TakeAsync("reviewer", reviewed, "Approve"))).Message.ShouldContain("in the meantime");
        (await site.FindAsync(reviewed.ContentItemId, VersionOptions.Published)).ShouldBeNull();
    }

    [Theory]
    [InlineData(ReviewOfChange.Withdraw, "Submit for review", "Draft")]
    [InlineData(ReviewOfChange.Restart, "Approve", "Waiting")]
    public async Task A_change_during_the_review_withdraws_it_or_lets_it_begin_anew_as_the_type_says(ReviewOfChange rule, string next, string state)
    {
        await site.SetRuleAsync(rule);
        try
        {
            var document = await SubmittedAsync($"Changed during the review, {rule}", "editor");
            var changed = await site.ChangeAsync("reviewer", document.ContentItemId, "Changed by a reviewer, who may not submit.");

            (await ActionsAsync(next == "Approve" ? "reviewer2" : "editor", changed)).ShouldContain(next);
            await Should.ThrowAsync<Exception>(() => TakeAsync("reviewer2", document, "Approve"));
            (await Should.ThrowAsync<ContentRefusedException>(() => TakeAsync("reviewer", changed, "Approve"))).ShouldNotBeNull("neither for the version before nor by whoever changed it");
            (await (await site.SignInAsync("editor")).GetAsync($"/review/{document.ContentItemId}")).Text.ShouldContain(state == "Waiting" ? "Waiting since" : "value=\"Submit for review\"");
            var history = (await site.HistoryAsync(document.ContentItemId)).Select(happened => happened.Name).ToList();
            history.Count(name => name == "Submit for review").ShouldBe(rule == ReviewOfChange.Restart ? 2 : 1);
            if (rule == ReviewOfChange.Restart)
                await TakeAsync("reviewer2", changed, "Approve");
        }
        finally
        {
            await site.SetRuleAsync(ReviewOfChange.Withdraw);
        }
    }

    [Fact]
    public async Task The_editor_withdraws_a_request_and_asks_again()
    {
        var document = await SubmittedAsync("Withdrawn", "editor");
        (await ActionsAsync("editor", document)).ShouldBe(["Withdraw"]);
        (await ActionsAsync("reviewer", document)).ShouldNotContain("Withdraw");
        await Should.ThrowAsync<ContentRefusedException>(() => TakeAsync("reviewer", document, "Withdraw"));

        var editor = await site.SignInAsync("editor");
        (await editor.PostAsync($"/review/{document.ContentItemId}", new() { ["decision"] = "Withdraw" })).Location.ShouldBe("/desk");

        await Should.ThrowAsync<Exception>(() => TakeAsync("reviewer", document, "Approve"));
        (await (await site.SignInAsync("reviewer")).GetAsync("/review")).Words.ShouldNotContain("Withdrawn");
        (await editor.GetAsync("/desk")).Words.ShouldContain("Withdrawn");
        await TakeAsync("editor", document, "Submit for review");
        await TakeAsync("reviewer", document, "Approve");
        (await site.HistoryAsync(document.ContentItemId)).Select(happened => happened.Name)
            .ShouldBe(["Published", "Approve", "Submit for review", "Withdraw", "Submit for review", "Created"]);
    }

    [Theory]
    [InlineData("written", 0)]
    [InlineData("submitted", 1)]
    [InlineData("rejected", 2)]
    public async Task Publishing_past_the_review_takes_a_permission_and_a_reason_and_is_in_the_audit(string state, int steps)
    {
        var document = await site.WriteAsync("editor", $"Past the review, {state}");
        if (steps > 0)
            await TakeAsync("editor", document, "Submit for review");
        if (steps > 1)
            await TakeAsync("reviewer", document, "Reject", "No.");
        await HasRoleAsync("publisher", "Publisher", ["PublishContent"]);
        await HasRoleAsync("director", "Director", ["PublishContent", "PublishPastReview"]);

        (await Should.ThrowAsync<ContentRefusedException>(() => PublishAsync("publisher", document, "I want to"))).Message.ShouldContain("published by its review");
        (await Should.ThrowAsync<ContentRefusedException>(() => PublishAsync("director", document, " "))).Message.ShouldContain("Write why");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
        await PublishAsync("director", document, "The minister asked.");

        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldNotBeNull();
        var past = (await site.HistoryAsync(document.ContentItemId)).Single(happened => happened.Name == Publishing.PublishedPastReview);
        (past.UserName, past.Comment, past.ContentItemVersionId).ShouldBe(("director", "The minister asked.", document.ContentItemVersionId));
    }

    [Fact]
    public async Task A_new_document_is_not_published_past_the_review_in_one_step_either()
    {
        await HasRoleAsync("publisher", "Publisher", ["PublishContent"]);
        (await (await site.SignInAsync("publisher")).GetAsync("/content/new/Document")).Text.ShouldNotContain("value=\"publish\"");
        var admin = await site.SignInAsync("admin");
        var answer = await admin.PostAsync("/content/new/Document", new() { ["TitlePart.Title"] = "New and urgent", ["do"] = "publish" });
        answer.Words.ShouldContain("Write why it is published without a review");
    }

    private async Task<ContentItem> SubmittedAsync(string title, string lastChangedBy)
    {
        var item = await site.WriteAsync("editor", title);
        if (lastChangedBy != "editor")
            item = await site.ChangeAsync(lastChangedBy, item.ContentItemId, "Other words.");
        await TakeAsync("editor", item, "Submit for review");
        return item;
    }

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action, string? comment = null) =>
        site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId, comment));

    private Task<List<string>> ActionsAsync(string userName, ContentItem item) => site.AsAsync(userName, async services =>
        (await services.GetRequiredService<UserTasks>().ListAsync([item])).SelectMany(task => task.Actions).Select(action => action.Name).ToList());

    private Task<bool> PublishAsync(string userName, ContentItem item, string reason) => site.AsAsync(userName, async services =>
    {
        await services.GetRequiredService<Publishing>().PublishAsync(item, reason);
        return true;
    });

    private Task<bool> HasRoleAsync(string userName, string role, string[] permissions) => site.AsAsync("", async services =>
    {
        var users = services.GetRequiredService<UserManager<MhgUser>>();
        if (await users.FindByNameAsync(userName) is not null)
            return true;
        await services.GetRequiredService<RoleManager<MhgRole>>().CreateAsync(new MhgRole { Name = role, Permissions = permissions });
        var user = new MhgUser { UserName = userName, Email = $"{userName}@example.org" };
        (await users.CreateAsync(user, Mhg.Web.Setup.SiteSetup.DemonstrationPassword)).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
        return true;
    });
}
