using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.Modularity.Features;
using Mhg.Workflows.UserTasks;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

public sealed class WorkPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_queue_is_oldest_first_and_can_be_narrowed_by_person_and_age()
    {
        await SubmittedAsync("editor", "Queue: the first");
        site.Clock.Advance(TimeSpan.FromDays(10));
        await SubmittedAsync("editor2", "Queue: the second");
        var reviewer = await site.SignInAsync("reviewer");

        var all = (await reviewer.GetAsync("/review")).Words;
        all.IndexOf("Queue: the first", StringComparison.Ordinal).ShouldBeInRange(0, all.IndexOf("Queue: the second", StringComparison.Ordinal));
        all.ShouldContain("Waiting 10 days");
        var old = (await reviewer.GetAsync("/review?age=7")).Words;
        old.ShouldContain("Queue: the first");
        old.ShouldNotContain("Queue: the second");
        var budis = (await reviewer.GetAsync("/review?person=editor2")).Words;
        budis.ShouldContain("By Budi Santoso");
        budis.ShouldNotContain("Queue: the first");
        (await reviewer.GetAsync("/review?type=Workshop")).Words.ShouldContain("Queue: the second", customMessage: "nothing of that type waits, so it is no filter");
        (await reviewer.GetAsync("/review?age=28")).Words.ShouldContain("No draft fits these filters");
    }

    [Fact]
    public async Task The_menu_counts_what_waits()
    {
        await SubmittedAsync("editor", "Counted");
        var waiting = await site.AsAsync("reviewer", services => services.GetRequiredService<UserTasks>().CountQueueAsync());
        var page = await (await site.SignInAsync("reviewer")).GetAsync("/desk");
        Regex.Match(page.Text, @"Review\s*<span class=""menu-count"">(\d+)</span>").Groups[1].Value.ShouldBe($"{waiting}");
    }

    [Fact]
    public async Task The_desk_shows_drafts_of_the_one_who_owns_them()
    {
        await site.WriteAsync("editor", "A draft of Ana's");
        (await (await site.SignInAsync("editor")).GetAsync("/desk")).Words.ShouldContain("A draft of Ana's");
        (await (await site.SignInAsync("editor2")).GetAsync("/desk")).Words.ShouldNotContain("A draft of Ana's");
    }

    [Fact]
    public async Task The_desk_says_how_far_a_draft_has_come_after_each_decision_and_each_change()
    {
        var editor = await site.SignInAsync("editor");
        var document = await SubmittedAsync("editor", "Back and forth");
        (await StateAsync()).ShouldBe("waiting: Waiting for review");
        await DecideAsync("reviewer", "Request changes");
        (await StateAsync()).ShouldBe("returned: Returned");
        document = await site.ChangeAsync("editor", document.ContentItemId, "Half mended.");
        (await StateAsync()).ShouldBe("returned: Returned", "a reviewer still waits for the change");
        await DecideAsync("editor", "Submit for review");
        (await StateAsync()).ShouldBe("waiting: Waiting for review");
        await DecideAsync("reviewer", "Reject");
        (await StateAsync()).ShouldBe("returned: Rejected");
        document = await site.ChangeAsync("editor", document.ContentItemId, "Begun anew.");
        (await StateAsync()).ShouldBe("drafts: Draft", "nobody asked for this change");
        (await editor.GetAsync("/desk")).Words.ShouldContain("Back and forth");
        await DecideAsync("editor", "Submit for review");
        await DecideAsync("reviewer", "Request changes");
        await site.AsAsync("", services => services.GetRequiredService<ContentManager>().PublishAsync(document.ContentItemId, comment: "Urgent"));
        document = await site.ChangeAsync("editor", document.ContentItemId, "The next edition.");
        (await StateAsync()).ShouldBe("drafts: Draft", "what was asked for before the publication is settled");

        Task DecideAsync(string userName, string action) => site.AsAsync(userName, services => services.GetRequiredService<UserTasks>()
            .TakeAsync(document.ContentItemId, action, document.ContentItemVersionId, "Because."));

        // The tab under which it stands, and what is said of it there.
        async Task<string> StateAsync()
        {
            foreach (var tab in (string[])["drafts", "returned", "waiting"])
            {
                if (Regex.Match((await editor.GetAsync($"/desk?tab={tab}")).Words, "Document ([A-Za-z ]+) Back and forth") is { Success: true } row)
                    return $"{tab}: {row.Groups[1].Value}";
            }
            return "nowhere";
        }
    }

    [Theory]
    [InlineData("editor2", "/desk")]
    [InlineData("reviewer", "/review")]
    public async Task More_drafts_do_not_cost_more_questions_to_the_database(string userName, string address)
    {
        // So that the requests are known by the test that makes them.
        site.Server.PreserveExecutionContext = true;
        var browser = await site.SignInAsync(userName);
        await SubmittedAsync("editor2", $"Few, for {userName}");
        await browser.GetAsync(address);
        var few = await CountAsync();
        for (var i = 0; i < 8; i++)
        {
            await site.WriteAsync("editor2", $"Many drafts {i}, for {userName}");
            await SubmittedAsync("editor2", $"Many submitted {i}, for {userName}");
        }
        (await CountAsync()).ShouldBe(few);

        // Every few seconds a request also looks whether another process has changed something; the next one does not.
        async Task<int> CountAsync()
        {
            var least = int.MaxValue;
            for (var i = 0; i < 4; i++)
            {
                using var commands = new CommandCount();
                (await browser.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK);
                commands.Value.ShouldBeGreaterThan(0);
                least = Math.Min(least, commands.Value);
            }
            return least;
        }
    }

    [Fact]
    public async Task Notices_are_new_until_they_are_marked_as_read()
    {
        await SubmittedAsync("editor", "To be read");
        var reviewer = await site.SignInAsync("reviewer2");
        (await reviewer.GetAsync("/notices")).Words.ShouldContain("New");
        var unread = (await reviewer.GetAsync("/api/notices/unread")).Text;
        int.Parse(unread, CultureInfo.InvariantCulture).ShouldBePositive();
        (await reviewer.GetAsync("/")).Text.ShouldContain($"data-if-unread>{unread}</span>");
        (await reviewer.PostAsync("/notices", [])).Location.ShouldBe("/notices");
        var page = await reviewer.GetAsync("/notices");
        page.Words.ShouldContain("For review: To be read");
        page.Words.ShouldNotContain("Mark all as read");
        page.Text.ShouldContain("data-if-unread hidden=\"hidden\">0</span>");
        (await reviewer.GetAsync("/api/notices/unread")).Text.ShouldBe("0");
    }

    [Fact]
    public async Task Who_opens_a_review_or_decides_has_read_what_they_were_told_about_it()
    {
        var reviewer = await site.SignInAsync("reviewer2");
        await reviewer.PostAsync("/notices", []);
        var opened = await SubmittedAsync("editor", "Opened by a reviewer");
        var decided = await SubmittedAsync("editor", "Decided at once");
        await SubmittedAsync("editor", "Neither of them");

        await reviewer.PrefetchAsync($"/review/{opened.ContentItemId}");
        (await reviewer.GetAsync("/api/notices/unread")).Text.ShouldBe("3", "nobody has seen it yet");
        (await reviewer.GetAsync($"/review/{opened.ContentItemId}")).Text.ShouldContain("data-if-unread>2</span>");
        await site.AsAsync("reviewer2", services => services.GetRequiredService<UserTasks>().TakeAsync(decided.ContentItemId, "Approve", decided.ContentItemVersionId));
        (await reviewer.GetAsync("/api/notices/unread")).Text.ShouldBe("1");
        (await site.AsAsync("reviewer", services => services.GetRequiredService<Mhg.Workflows.Notices.INoticeStore>()
            .ListAsync(services.GetRequiredService<Mhg.ContentManagement.Access.CurrentActor>().Actor.UserId!, 0, 3, default))).ShouldAllBe(notice => notice.ReadUtc == null, "each reads their own");
    }

    [Fact]
    public async Task What_somebody_was_the_last_to_change_stands_on_their_desk_whoever_owns_it()
    {
        var document = await site.WriteAsync("editor", "Changed by another");
        var other = await site.WriteAsync("editor", "Not changed by another");
        var desk = await site.SignInAsync("editor2");
        (await desk.GetAsync("/desk")).Words.ShouldNotContain("Changed by another");
        document = await site.ChangeAsync("editor2", document.ContentItemId, "Other words.");
        (await desk.GetAsync("/desk")).Words.ShouldContain("Changed by another");

        await TakeAsync("editor2", "Submit for review");
        await TakeAsync("reviewer", "Request changes");
        var returned = (await desk.GetAsync("/desk?tab=returned")).Words;
        returned.ShouldContain("Changed by another");
        returned.ShouldContain("Because.");
        (await (await site.SignInAsync("editor")).GetAsync("/desk?tab=returned")).Words.ShouldContain("Changed by another", customMessage: "and on the owner’s");
        (await desk.GetAsync("/desk")).Words.ShouldNotContain(other.DisplayText);

        Task TakeAsync(string userName, string action) => site.AsAsync(userName, services => services.GetRequiredService<UserTasks>()
            .TakeAsync(document.ContentItemId, action, document.ContentItemVersionId, "Because."));
    }

    [Fact]
    public async Task A_notice_leads_the_owner_to_the_editor()
    {
        var document = await SubmittedAsync("editor", "Led to the editor");
        await site.AsAsync("reviewer", services => services.GetRequiredService<UserTasks>()
            .TakeAsync(document.ContentItemId, "Request changes", document.ContentItemVersionId, "Shorter, please."));
        var editor = await site.SignInAsync("editor");
        var link = Regex.Match((await editor.GetAsync("/notices")).Text, $"/notices/[a-z0-9]+/{document.ContentItemId}").Value;
        (await editor.GetAsync(link)).Location.ShouldBe($"/content/{document.ContentItemId}/edit");
    }

    [Fact]
    public async Task While_the_feature_is_off_its_pages_are_gone_and_content_can_be_saved()
    {
        await SwitchAsync(on: false);
        try
        {
            var editor = await site.SignInAsync("editor");
            foreach (var address in (string[])["/desk", "/review", "/notices"])
                (await editor.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
            var content = (await editor.GetAsync("/content")).Text;
            content.ShouldNotContain("href=\"/desk\"");
            content.ShouldNotContain("href=\"/notices\"", customMessage: "the bell would lead nowhere");
            (await site.WriteAsync("editor", "Saved without the feature")).Latest.ShouldBeTrue();
        }
        finally
        {
            await SwitchAsync(on: true);
        }
        var desk = await (await site.SignInAsync("editor")).GetAsync("/desk");
        desk.Words.ShouldContain("Saved without the feature");
        desk.Text.ShouldContain("href=\"/notices\"");
    }

    private Task<bool> SwitchAsync(bool on) =>
        site.AsAsync("", services => services.GetRequiredService<FeatureSwitch>().SetAsync("Mhg.Review", on, default));

    private async Task<ContentItem> SubmittedAsync(string userName, string title)
    {
        var item = await site.WriteAsync(userName, title);
        await site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, "Submit for review", item.ContentItemVersionId));
        return item;
    }

    /// <summary>Counts what EF Core asks of the database for the requests of one test; other work asks, too.</summary>
    private sealed class CommandCount : IObserver<System.Diagnostics.DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly AsyncLocal<CommandCount?> Current = new();

        private readonly List<IDisposable> _subscriptions = [];

        public CommandCount()
        {
            Current.Value = this;
            _subscriptions.Add(System.Diagnostics.DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Value { get; private set; }

        public void OnNext(System.Diagnostics.DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                _subscriptions.Add(value.Subscribe(this, name => name.EndsWith("CommandExecuted", StringComparison.Ordinal)));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Current.Value == this)
                Value++;
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
