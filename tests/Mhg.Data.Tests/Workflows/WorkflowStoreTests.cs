using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Data.Tests.Databases;
using Mhg.Workflows;
using Mhg.Workflows.Notices;

namespace Mhg.Data.Tests.Workflows;

public sealed class WorkflowStoreTests(TestDatabases databases) : DatabaseTests(databases)
{
    private static readonly DateTime Morning = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task An_instance_is_read_as_it_was_stored(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var workflow = Halted("review", "item", Morning);
        workflow.State.Properties["count"] = 3;
        workflow.State.ActivityStates["join"] = new JsonObject { ["Arrived"] = new JsonArray("a", "b") };
        workflow.State.ExecutedActivities.Add("a1");
        workflow.State.Scheduled.Add(new ScheduledActivity("a2", new Transition("a1", "Done", "a2")));
        workflow.BlockingActivities.Add(new BlockingActivity("ship", "ShipTask", false, Morning.AddHours(1)) { DueUtc = Morning.AddHours(2), Attempts = 3, FaultMessage = "Bad weather." });
        await Save(site, workflow);

        var stored = (await site.In(scope => Store(scope).FindAsync(workflow.WorkflowId, default))).ShouldNotBeNull();

        JsonSerializer.Serialize(stored).ShouldBe(JsonSerializer.Serialize(workflow));
        stored.Revision.ShouldBe(1);
        (await site.In(scope => Store(scope).FindAsync("nowhere", default))).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_decision_taken_twice_at_the_same_moment_counts_once(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await using var otherProcess = site.Another();
        var workflow = Halted("review", "item", Morning);
        await Save(site, workflow);
        // Both have read it before either decides.
        var read = await Task.WhenAll(new[] { site, otherProcess, site, otherProcess }.Select(s => s.In(scope => Store(scope).FindAsync(workflow.WorkflowId, default))));

        var results = await Task.WhenAll(read.Select(async (mine, i) =>
        {
            mine!.Status = WorkflowStatus.Finished;
            mine.BlockingActivities.Clear();
            return await Record.ExceptionAsync(() => Save(i % 2 == 0 ? site : otherProcess, mine));
        }));

        results.Count(result => result is null).ShouldBe(1);
        results.Count(result => result is WorkflowConflictException).ShouldBe(3);
        var stored = (await site.In(scope => Store(scope).FindAsync(workflow.WorkflowId, default)))!;
        (stored.Status, stored.Revision, stored.BlockingActivities.Count).ShouldBe((WorkflowStatus.Finished, 2, 0));
    }

    [Theory, EachDatabase]
    public async Task A_conflict_stores_none_of_the_others_either(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var known = Halted("review", "a", Morning);
        await Save(site, known);
        known.Revision = 7;
        var fresh = Halted("review", "b", Morning);

        await Should.ThrowAsync<WorkflowConflictException>(Save(site, fresh, known));

        fresh.Revision.ShouldBe(0);
        (await site.In(scope => Store(scope).CountAsync(new WorkflowQuery(), default))).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Who_waits_where_is_listed_the_longest_first(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var late = Halted("review", "late", Morning.AddHours(2));
        var early = Halted("review", "early", Morning);
        var other = Halted("other", "other", Morning);
        var finished = Halted("review", "finished", Morning);
        finished.Status = WorkflowStatus.Finished;
        await Save(site, late, early, other, finished);
        WaitingPlace[] places = [new("review", "approve"), new("review", "submit"), new("other", "elsewhere")];

        (await site.In(scope => Store(scope).ListWaitingAsync(places, 0, 10, default))).Select(w => w.CorrelationId).ShouldBe(["early", "late"]);
        (await site.In(scope => Store(scope).ListWaitingAsync(places, 1, 10, default))).Select(w => w.CorrelationId).ShouldBe(["late"]);
        (await site.In(scope => Store(scope).ListHaltedAsync(["early", "other", "finished"], default))).Select(w => w.CorrelationId).ShouldBe(["early", "other"], ignoreOrder: true);
        (await site.In(scope => Store(scope).HasHaltedAsync("other", default))).ShouldBeTrue();
        (await site.In(scope => Store(scope).QueryAsync(new WorkflowQuery { WorkflowTypeId = "review", Status = WorkflowStatus.Finished }, default)))
            .ShouldHaveSingleItem().CorrelationId.ShouldBe("finished");

        await site.In(scope => Store(scope).DeleteAsync([early.WorkflowId, "nowhere"], default));
        (await site.In(scope => Store(scope).ListWaitingAsync(places, 0, 10, default))).ShouldHaveSingleItem().CorrelationId.ShouldBe("late");
    }

    [Theory, EachDatabase]
    public async Task What_has_no_draft_waits_for_nobody_to_review_it(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var (draft, published) = (await WriteAsync(), await WriteAsync());
        await site.In(scope => scope.Content.PublishAsync(published));
        await Save(site, Halted("review", draft, Morning), Halted("review", published, Morning), Halted("review", "nowhere", Morning));
        WaitingPlace[] places = [new("review", "approve"), new("review", "submit")];

        (await site.In(scope => Store(scope).ListWaitingDraftsAsync(places, 0, 10, default))).ShouldHaveSingleItem().CorrelationId.ShouldBe(draft);
        (await site.In(scope => Store(scope).CountWaitingDraftsAsync(places, default))).ShouldBe(1);
        (await site.In(scope => Store(scope).CountWaitingDraftsAsync([], default))).ShouldBe(0);

        Task<string> WriteAsync() => site.In(async scope =>
        {
            var item = await scope.Content.NewAsync("Page");
            item.Content["TitlePart"] = new JsonObject { ["Title"] = "A page" };
            await scope.Content.SaveDraftAsync(item);
            return item.ContentItemId;
        });
    }

    [Theory, EachDatabase]
    public async Task What_ended_long_ago_is_removed_the_oldest_first_and_so_many_at_once(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var workflows = Enum.GetValues<WorkflowStatus>().SelectMany(status => Enumerable.Range(0, 2).Select(day =>
        {
            var workflow = Halted("review", $"{status} {day}", Morning);
            (workflow.Status, workflow.ChangedUtc) = (status, Morning.AddDays(day).AddMinutes((int)status));
            return workflow;
        })).ToArray();
        await Save(site, workflows);

        (await site.In(scope => Store(scope).DeleteEndedAsync(Morning.AddDays(1), 1, default))).ShouldBe(1);
        (await LeftAsync()).ShouldBe(workflows.Select(w => w.CorrelationId).Except(["Finished 0"]), ignoreOrder: true);
        (await site.In(scope => Store(scope).DeleteEndedAsync(Morning.AddDays(1), 10, default))).ShouldBe(1);
        (await site.In(scope => Store(scope).DeleteEndedAsync(Morning.AddDays(1), 10, default))).ShouldBe(0);
        (await LeftAsync()).ShouldBe(workflows.Select(w => w.CorrelationId).Except(["Finished 0", "Aborted 0"]), ignoreOrder: true);

        async Task<IEnumerable<string?>> LeftAsync() => (await site.In(scope => Store(scope).QueryAsync(new WorkflowQuery(), default))).Select(w => w.CorrelationId);
    }

    [Theory, EachDatabase]
    public async Task Instances_are_found_and_counted_by_what_an_administrator_asks_for(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var (old, faulted, other) = (Halted("review", "a", Morning), Halted("review", "b", Morning.AddDays(3)), Halted("other", "c", Morning.AddDays(3)));
        (old.ChangedUtc, faulted.ChangedUtc, other.ChangedUtc) = (Morning, Morning.AddDays(3), Morning.AddDays(3));
        faulted.Status = WorkflowStatus.Faulted;
        await Save(site, old, faulted, other);

        (await FoundAsync(new WorkflowQuery { ChangedBeforeUtc = Morning.AddDays(1) })).ShouldBe(["a"]);
        (await FoundAsync(new WorkflowQuery { CorrelationIds = ["a", "c", "nothing"] })).ShouldBe(["a", "c"], ignoreOrder: true);
        (await FoundAsync(new WorkflowQuery { CorrelationIds = [] })).ShouldBeEmpty();
        (await site.In(scope => Store(scope).CountAllAsync(default))).ShouldBe(
            [new WorkflowCount("review", WorkflowStatus.Halted, 1), new WorkflowCount("review", WorkflowStatus.Faulted, 1), new WorkflowCount("other", WorkflowStatus.Halted, 1)],
            ignoreOrder: true);

        async Task<IEnumerable<string?>> FoundAsync(WorkflowQuery query) => (await site.In(scope => Store(scope).QueryAsync(query, default))).Select(w => w.CorrelationId);
    }

    [Theory, EachDatabase]
    public async Task Notices_are_counted_until_they_are_read(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        Notice[] notices = [For("ann", 0), For("ann", 1), For("ann", 2), For("bob", 3)];
        await site.In(scope => Notices(scope).AddAsync(notices, default));

        (await Unread("ann")).ShouldBe(3);
        (await site.In(scope => Notices(scope).ListAsync("ann", 1, 5, default))).ShouldBe([notices[1], notices[0]]);

        await site.In(scope => Notices(scope).MarkReadAsync("ann", [notices[0].NoticeId, notices[3].NoticeId], Morning, default));
        (await Unread("ann")).ShouldBe(2);
        (await Unread("bob")).ShouldBe(1);
        await site.In(scope => Notices(scope).MarkReadAsync("ann", null, Morning.AddDays(1), default));
        (await Unread("ann")).ShouldBe(0);
        (await site.In(scope => Notices(scope).ListAsync("ann", 0, 5, default))).Select(n => n.ReadUtc)
            .ShouldBe([Morning.AddDays(1), Morning.AddDays(1), Morning]);

        Notice[] about = [For("ann", 4) with { ContentItemId = "x", Anchor = "thread-1" }, For("ann", 5) with { ContentItemId = "y" }, For("bob", 6) with { ContentItemId = "x" }];
        await site.In(scope => Notices(scope).AddAsync(about, default));
        (await site.In(scope => Notices(scope).FindAsync([about[0].NoticeId], default))).ShouldBe([about[0]]);
        using var plans = kind == DatabaseKind.Sqlite ? new Plans() : null;
        await site.In(scope => Notices(scope).MarkReadAboutAsync("ann", "x", Morning, default));
        (await site.In(scope => Notices(scope).FindAsync([about[0].NoticeId], default)))[0].ReadUtc.ShouldBe(Morning);
        (await Unread("ann")).ShouldBe(1);
        (await Unread("bob")).ShouldBe(2);
        plans?.Of.Count(plan => plan.Contains("IX_Notices_Unread (UserId=? AND ContentItemId=?)", StringComparison.Ordinal)).ShouldBe(2, string.Join("; ", plans.Of));

        Task<int> Unread(string user) => site.In(scope => Notices(scope).CountUnreadAsync(user, default));
        Notice For(string user, int minute) => new(ContentId.New(), user, Morning.AddMinutes(minute), "Subject", "Summary", "Text", "", false, null);
    }

    private static Workflow Halted(string type, string correlation, DateTime since) => new()
    {
        WorkflowId = ContentId.New(),
        WorkflowTypeId = type,
        Status = WorkflowStatus.Halted,
        CorrelationId = correlation,
        CreatedUtc = since,
        ChangedUtc = since,
        BlockingActivities = [new("approve", "UserTaskEvent", false, since.AddMinutes(1)), new("submit", "UserTaskEvent", true, since.AddMinutes(2))],
    };

    private static Task Save(Site site, params Workflow[] workflows) => site.In(scope => Store(scope).SaveAsync(workflows, default));

    private static IWorkflowStore Store(Scope scope) => scope.Get<IWorkflowStore>();

    private static INoticeStore Notices(Scope scope) => scope.Get<INoticeStore>();
}
