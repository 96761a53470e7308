using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Tests.Databases;
using Mhg.Workflows;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Figures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Mhg.Data.Tests.Workflows;

public sealed class ReviewFigureStoreTests(TestDatabases databases) : DatabaseTests(databases)
{
    private static readonly DateTime Morning = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    private readonly TestDatabases _databases = databases;

    [Theory, EachDatabase]
    public async Task The_reviewers_decisions_of_a_period_are_read_and_nothing_else(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => scope.Get<IAuditLog>().AppendAsync(
        [
            Decided("Approve", 2), Decided("Reject", 1), Decided("Submit for review", 1, isReview: false), Decided("Approve", 0), Decided("Approve", 3),
            new(Morning.AddHours(1), null, "ana", "Published", "item", "version", "Document"),
            new(Morning.AddHours(1), null, "ana", "Noted", Data: new JsonObject { ["IsReview"] = true }),
        ], default));

        (await site.In(scope => ReadAsync(scope, 1, 3))).ShouldBe(
            [(Morning.AddHours(1), "Reject", "Document", "Decide", Morning), (Morning.AddHours(2), "Approve", "Document", "Decide", Morning)]);
    }

    [Theory, EachDatabase]
    public async Task Decisions_from_before_they_were_marked_are_found(DatabaseKind kind)
    {
        await using var site = await Site.StartAsync(await _databases.NewAsync(kind), opens: false);
        await site.In(async scope =>
        {
            if (kind == DatabaseKind.Sqlite)
                await scope.Db.GetService<IRelationalDatabaseCreator>().CreateAsync();
            await scope.Db.GetService<IMigrator>().MigrateAsync("20261122063500_NoticeMailChoice");
            foreach (var old in (AuditEvent[])[Decided("Approve", 1), Decided("Submit for review", 1, isReview: false), new(Morning.AddHours(1), null, "ana", "Saved")])
            {
                await scope.Db.Database.ExecuteSqlAsync(
                    $"""INSERT INTO "AuditEvents" ("Utc", "UserName", "Name", "ContentType", "Data") VALUES ({old.Utc}, {old.UserName}, {old.Name}, {old.ContentType}, {old.Data?.ToJsonString(ContentJson.Options)})""");
            }
            await scope.Db.Database.MigrateAsync();
        });

        (await site.In(scope => ReadAsync(scope, 0, 9))).ShouldHaveSingleItem().Action.ShouldBe("Approve");
    }

    [Fact]
    public async Task An_index_finds_the_decisions_of_a_period()
    {
        await using var site = await StartAsync(DatabaseKind.Sqlite);
        var plan = await site.In(async scope =>
        {
            using var plans = new Plans();
            await ReadAsync(scope, 0, 1);
            return plans.Of.Single(plan => plan.Contains("IX_", StringComparison.Ordinal) || plan.Contains("SCAN", StringComparison.Ordinal));
        });
        plan.ShouldBe("SEARCH a USING INDEX IX_AuditEvents_Decisions (Utc>? AND Utc<?)");
    }

    [Theory, EachDatabase]
    public async Task Drafts_that_wait_are_counted_by_place_and_type(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var places = new[] { new WaitingPlace("review", "check"), new WaitingPlace("review", "decide") };
        await site.In(async scope =>
        {
            for (var i = 0; i < 5; i++)
            {
                var item = await scope.Content.NewAsync("Page");
                item.Content["TitlePart"] = new JsonObject { ["Title"] = $"Page {i}" };
                await scope.Content.SaveDraftAsync(item);
                if (i == 4)
                    await scope.Content.PublishAsync(item.ContentItemId);
                await scope.Get<IWorkflowStore>().SaveAsync([Waiting(item.ContentItemId, i == 0 ? "check" : "decide", i == 3 ? WorkflowStatus.Faulted : WorkflowStatus.Halted)], default);
            }
        });

        (await site.In(scope => scope.Get<IReviewFigureStore>().CountWaitingAsync(places, default))).ShouldBe(
            [new WaitingCount(places[0], "Page", 1), new WaitingCount(places[1], "Page", 2)], ignoreOrder: true);
        (await site.In(scope => scope.Get<IReviewFigureStore>().CountWaitingAsync([places[0]], default))).ShouldHaveSingleItem().Count.ShouldBe(1);
        (await site.In(scope => scope.Get<IReviewFigureStore>().CountWaitingAsync([], default))).ShouldBeEmpty();
    }

    private static Workflow Waiting(string contentItemId, string activity, WorkflowStatus status) => new()
    {
        WorkflowId = ContentId.New(),
        CreatedUtc = Morning,
        WorkflowTypeId = "review",
        Status = status,
        CorrelationId = contentItemId,
        BlockingActivities = [new BlockingActivity(activity, "UserTaskEvent", false, Morning)],
    };

    private static AuditEvent Decided(string action, int hour, bool isReview = true) => new(
        Morning.AddHours(hour), "u1", "ana", action, "item", "version", "Document", null,
        JsonSerializer.SerializeToNode(new Decision("w", "t", "decide", isReview, true, false) { Title = "Decide", SinceUtc = Morning }, ContentJson.Options)!.AsObject());

    private static async Task<List<(DateTime Utc, string Action, string Type, string? Stage, DateTime? Since)>> ReadAsync(Scope scope, int from, int until) =>
        await scope.Get<IReviewFigureStore>().ReadDecisionsAsync(Morning.AddHours(from), Morning.AddHours(until))
            .Select(decided => (decided.Utc, decided.Action, decided.ContentType, decided.Decision.Title, decided.Decision.SinceUtc)).ToListAsync();
}
