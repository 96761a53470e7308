using System.Globalization;
using System.Net;
using Mhg.ContentManagement;
using Mhg.Data.Identity;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

public sealed class AssigningTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_reviewer_claims_a_draft_the_others_see_it_and_it_is_given_back()
    {
        var document = await SubmittedAsync("Claimed");
        var (first, second) = (await site.SignInAsync("reviewer"), await site.SignInAsync("reviewer2"));
        var seen = await second.GetAsync(PageOf(document));
        (await PostAsync(first, document, "Claim", [])).Status.ShouldBe(HttpStatusCode.Redirect);

        (await second.GetAsync("/review")).Words.ShouldContain("Somchai Prasert is looking at it since");
        (await first.GetAsync("/review?for=me")).Words.ShouldContain("You are looking at it since");
        (await second.GetAsync("/review?for=nobody")).Words.ShouldNotContain("Claimed");
        (await second.SendAsync(seen, $"{PageOf(document)}?handler=Claim", [])).Words.ShouldContain("Somebody else is looking at it by now");
        (await PostAsync(second, document, "GiveBack", [])).Words.ShouldContain("Somebody else is looking at it by now");

        // Who has agreed with the other takes it over.
        (await PostAsync(second, document, "Claim", new() { ["from"] = await IdOfAsync("reviewer") })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await first.GetAsync(PageOf(document))).Words.ShouldContain("Nok Chai is looking at it since");
        (await PostAsync(second, document, "GiveBack", [])).Status.ShouldBe(HttpStatusCode.Redirect);
        (await first.GetAsync(PageOf(document))).Words.ShouldNotContain("is looking at it");
        (await site.HistoryAsync(document.ContentItemId)).Select(happened => happened.Name).Take(3).ShouldBe(["ReviewGivenBack", "ReviewClaimed", "ReviewClaimed"]);
    }

    [Fact]
    public async Task A_claim_ends_with_the_request_and_is_for_reviewers_alone()
    {
        var document = await SubmittedAsync("Claimed before");
        (await PostAsync(await site.SignInAsync("editor"), document, "Claim", [])).Words.ShouldContain("does not wait for a decision of yours");
        var reviewer = await site.SignInAsync("reviewer");
        await PostAsync(reviewer, document, "Claim", []);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        document = await site.ChangeAsync("editor", document.ContentItemId, "Changed.");
        await TakeAsync("editor", document, "Submit for review");

        (await reviewer.GetAsync(PageOf(document))).Words.ShouldNotContain("looking at it since");
        (await PostAsync(await site.SignInAsync("reviewer2"), document, "Claim", [])).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_editor_asks_a_person_by_a_day_and_the_queue_shows_and_filters_it()
    {
        var urgent = await SubmittedAsync("Asked: urgent");
        var other = await SubmittedAsync("Asked: other");
        var editor = await site.SignInAsync("editor");
        (await PostAsync(editor, urgent, "Ask", Ask(await IdOfAsync("reviewer2"), Today.AddDays(2), "High"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var reviewer = await site.SignInAsync("reviewer2");
        (await reviewer.GetAsync("/notices")).Words.ShouldContain($"Ana Reyes asks you to review Asked: urgent by {Say(Today.AddDays(2))}.");
        var queue = (await reviewer.GetAsync("/review")).Words;
        queue.IndexOf("Asked: urgent", StringComparison.Ordinal).ShouldBeInRange(0, queue.IndexOf("Asked: other", StringComparison.Ordinal), "high priority comes first");
        queue.ShouldContain($"High priority Due {Say(Today.AddDays(2))} For Nok Chai");
        foreach (var filter in (string[])["for=me", "due=7", "priority=High"])
        {
            var filtered = (await reviewer.GetAsync($"/review?{filter}")).Words;
            filtered.ShouldContain("Asked: urgent", customMessage: filter);
            filtered.ShouldNotContain("Asked: other", customMessage: filter);
        }
        (await (await site.SignInAsync("reviewer")).GetAsync("/review?for=me")).Words.ShouldNotContain("Asked: urgent");

        site.Clock.Advance(TimeSpan.FromDays(4));
        (await reviewer.GetAsync("/review?due=over")).Words.ShouldContain("Overdue");
        (await site.HistoryAsync(urgent.ContentItemId))[0].Data!["Request"]!.ToString().ShouldStartWith("asked Nok Chai to review it by");
        await TakeAsync("reviewer", urgent, "Approve");
        var next = await site.ChangeAsync("editor", urgent.ContentItemId, "The next edition.");
        (await editor.GetAsync(PageOf(next))).Words.ShouldNotContain("For Nok Chai", customMessage: "what was published was reviewed");
    }

    [Fact]
    public async Task What_can_not_be_asked_is_said_and_kept_in_the_form()
    {
        var document = await SubmittedAsync("Asked wrongly");
        var editor = await site.SignInAsync("editor");
        (await PostAsync(editor, document, "Ask", Ask(await IdOfAsync("member"), null, "Normal"))).Words.ShouldContain("The person does not review this.");
        var answer = await PostAsync(editor, document, "Ask", Ask("", Today.AddDays(-1), "Low"));
        answer.Words.ShouldContain("Choose today or a later day.");
        answer.Text.ShouldContain($"value=\"{Today.AddDays(-1):yyyy-MM-dd}\"");
        (await PostAsync(editor, document, "Ask", Ask("", null, "77"))).Words.ShouldContain("There is no such priority. Choose high, normal or low.");
        (await site.HistoryAsync(document.ContentItemId))[0].Name.ShouldBe("Submit for review");

        await TakeAsync("reviewer", document, "Approve");
        (await PostAsync(editor, document, "Ask", Ask(await IdOfAsync("reviewer"), null, "Normal"))).Words.ShouldContain("“Asked wrongly” is published and has no draft to be reviewed.");
        (await site.HistoryAsync(document.ContentItemId)).ShouldNotContain(happened => happened.Name == "ReviewAsked");
    }

    [Fact]
    public async Task Where_nobody_is_asked_nobody_is_said_to_be_told()
    {
        var document = await SubmittedAsync("Asked of nobody");
        var editor = await site.SignInAsync("editor");
        await PostAsync(editor, document, "Ask", Ask("", Today.AddDays(3), "Normal"));
        (await editor.GetAsync(PageOf(document))).Words.ShouldSatisfyAllConditions(words => words.ShouldContain("It is kept."), words => words.ShouldNotContain("who is asked is told"));
        await PostAsync(editor, document, "Ask", Ask(await IdOfAsync("reviewer"), null, "Normal"));
        (await editor.GetAsync(PageOf(document))).Words.ShouldContain("It is kept, and who is asked is told.");
    }

    [Fact]
    public async Task Somebody_stands_in_for_who_is_away()
    {
        var away = await site.SignInAsync("reviewer2");
        (await away.PostAsync("/account/away", new() { ["Input.First"] = Day(Today.AddDays(3)), ["Input.Last"] = Day(Today) })).Words.ShouldContain("The last day is before the first one.");
        (await away.PostAsync("/account/away", new() { ["Input.First"] = "tomorrow", ["Input.Last"] = "" })).Words.ShouldContain("Say from which day on you are away.");
        (await away.PostAsync("/account/away", new() { ["Input.First"] = Day(Today), ["Input.Last"] = Day(Today.AddDays(5)), ["Input.StandInId"] = await IdOfAsync("reviewer") })).Location.ShouldBe("/account/away");

        var document = await SubmittedAsync("Stood in for");
        await PostAsync(await site.SignInAsync("editor"), document, "Ask", Ask(await IdOfAsync("reviewer2"), null, "Normal"));

        var standIn = await site.SignInAsync("reviewer");
        (await standIn.GetAsync("/notices")).Words.ShouldContain("Ana Reyes asks Nok Chai, who is away, to review Stood in for. You stand in.");
        (await standIn.GetAsync("/review?for=me")).Words.ShouldContain($"For Nok Chai (away until {Say(Today.AddDays(5))}, Somchai Prasert stands in)");
        (await away.PostAsync("/account/away", [], "/account/away?handler=Back")).Location.ShouldBe("/account/away");
        (await standIn.GetAsync("/review?for=me")).Words.ShouldNotContain("Stood in for");
    }

    [Fact]
    public async Task A_day_that_was_over_when_the_review_was_asked_for_is_no_day_for_it()
    {
        var document = await SubmittedAsync("Asked by a day");
        var editor = await site.SignInAsync("editor");
        var day = Today.AddDays(2);
        await PostAsync(editor, document, "Ask", Ask(await IdOfAsync("reviewer2"), day, "High"));
        await TakeAsync("reviewer", document, "Request changes", "Name the year.");
        await TakeAsync("editor", document, "Submit for review");
        (await editor.GetAsync(PageOf(document))).Words.ShouldContain($"Due {Say(day)}");

        await TakeAsync("reviewer", document, "Request changes", "Name the place, too.");
        site.Clock.Advance(TimeSpan.FromDays(3));
        await TakeAsync("editor", document, "Submit for review");
        var page = (await editor.GetAsync(PageOf(document))).Words;
        page.ShouldNotContain($"Due {Say(day)}");
        page.ShouldContain("High priority For Nok Chai");
    }

    [Fact]
    public async Task Who_was_asked_and_who_is_looking_at_it_are_told_of_comments_and_of_the_withdrawal()
    {
        var document = await SubmittedAsync("Told to reviewers");
        var editor = await site.SignInAsync("editor");
        await PostAsync(editor, document, "Ask", Ask(await IdOfAsync("reviewer2"), null, "Normal"));
        await PostAsync(await site.SignInAsync("reviewer"), document, "Claim", []);
        await PostAsync(editor, document, "Comment", new() { ["Input.Comment"] = "The figures are new." });
        await TakeAsync("editor", document, "Withdraw", "One more source.");

        foreach (var name in (string[])["reviewer", "reviewer2"])
        {
            var notices = (await (await site.SignInAsync(name)).GetAsync("/notices")).Words;
            notices.ShouldContain("Ana Reyes: The figures are new.", customMessage: name);
            notices.ShouldContain("Ana Reyes chose “Withdraw” for Told to reviewers: it does not wait for your decision any more. One more source.", customMessage: name);
        }
    }

    [Fact]
    public async Task Who_was_looking_at_it_is_told_that_somebody_else_has_taken_it_over()
    {
        var document = await SubmittedAsync("Goes over");
        var (first, second) = (await site.SignInAsync("reviewer"), await site.SignInAsync("reviewer2"));
        await PostAsync(first, document, "Claim", []);
        await PostAsync(second, document, "Claim", new() { ["from"] = await IdOfAsync("reviewer") });

        (await first.GetAsync("/notices")).Words.ShouldContain("Nok Chai has taken over the review of Goes over, which you were looking at.");
        (await second.GetAsync("/notices")).Words.ShouldNotContain("Taken over: Goes over");
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(site.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kuala_Lumpur")).DateTime);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Say(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string PageOf(ContentItem item) => $"/review/{item.ContentItemId}";

    private static Dictionary<string, string> Ask(string person, DateOnly? due, string priority) =>
        new() { ["Ask.IsSent"] = "true", ["Ask.PersonId"] = person, ["Ask.Due"] = due is { } day ? Day(day) : "", ["Ask.Priority"] = priority };

    private static Task<Answer> PostAsync(Browser browser, ContentItem item, string handler, Dictionary<string, string> values) =>
        browser.PostAsync(PageOf(item), values, $"{PageOf(item)}?handler={handler}");

    private Task<string> IdOfAsync(string userName) => site.AsAsync("", async services => (await services.GetRequiredService<UserManager<MhgUser>>().FindByNameAsync(userName))!.Id);

    private async Task<ContentItem> SubmittedAsync(string title)
    {
        var item = await site.WriteAsync("editor", title);
        await TakeAsync("editor", item, "Submit for review");
        return item;
    }

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action, string? comment = null) =>
        site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId, comment));
}
