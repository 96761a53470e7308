using System.Text.Json.Nodes;
using Mhg.Data;
using Mhg.Workflows.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Tests;

/// <summary>Timers on a site in Berlin whose clock begins on 21 November 2026 at 8:00 UTC.</summary>
public sealed class TimerTests : IAsyncLifetime
{
    private static readonly DateTime Morning = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync(services => services.AddActivity<BellEvent>().AddActivity<NoteTask>());

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_workflow_is_started_whenever_its_time_has_come()
    {
        await _site.DefineAsync(Daily("0 12 * * *"));
        (await _site.DeliverAsync()).ShouldBe(Morning.AddHours(4));
        (await _site.WorkflowsAsync()).ShouldBeEmpty();
        for (var day = 1; day <= 3; day++)
        {
            _site.Time.Advance(TimeSpan.FromDays(1));
            (await _site.DeliverAsync()).ShouldBe(Morning.AddHours(4).AddDays(day));
            (await _site.WorkflowsAsync()).Count(workflow => workflow is { Status: WorkflowStatus.Finished, CorrelationId: null }).ShouldBe(day);
            await _site.RestartAsync();
        }
    }

    [Fact]
    public async Task Times_that_nobody_was_there_for_are_one()
    {
        await _site.DefineAsync(Daily("*/5 * * * *"));
        _site.Time.Advance(TimeSpan.FromDays(7));
        await _site.DeliverAsync();
        (await _site.WorkflowsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_sites_zone_counts_where_it_is_asked_for()
    {
        await _site.DefineAsync(Daily("0 12 * * *", inSiteZone: true));
        (await _site.DeliverAsync()).ShouldBe(Morning.AddHours(3));
    }

    [Fact]
    public async Task A_changed_timer_takes_the_place_of_the_one_before()
    {
        await _site.DefineAsync(Daily("0 12 * * *"));
        await _site.DefineAsync(Daily("0 10 * * *"));
        (await _site.DeliverAsync()).ShouldBe(Morning.AddHours(2));
        _site.Time.Advance(TimeSpan.FromHours(3));
        await _site.DeliverAsync();
        (await _site.WorkflowsAsync()).ShouldHaveSingleItem();
        _site.Time.Advance(TimeSpan.FromHours(3));
        await _site.DeliverAsync();
        (await _site.WorkflowsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_type_that_is_off_or_gone_is_not_started()
    {
        await _site.DefineAsync(Daily("0 12 * * *"));
        await _site.DefineAsync(Daily("0 12 * * *", isEnabled: false));
        await _site.DefineAsync(Daily("0 12 * * *", id: "gone"));
        await _site.AsSite(scope => scope.Get<WorkflowTypes>().DeleteAsync("gone", default));
        _site.Time.Advance(TimeSpan.FromDays(1));
        (await _site.DeliverAsync()).ShouldBeNull();
        (await _site.WorkflowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_timer_that_is_missing_is_added_when_a_process_starts()
    {
        await _site.DefineAsync(Daily("0 12 * * *"));
        await _site.AsSite(scope => scope.Get<MhgDbContext>().Database.ExecuteSqlRawAsync("""DELETE FROM "Outbox" """));
        await _site.DefineAsync(Daily("0 13 * * *", id: "other"));
        for (var start = 0; start < 2; start++)
            await _site.AsSite(scope => scope.Get<OutboxDelivery>().StartAsync(default));
        _site.Time.Advance(TimeSpan.FromHours(6));
        await _site.DeliverAsync();
        (await _site.WorkflowsAsync()).Select(workflow => workflow.WorkflowTypeId).ShouldBe(["daily", "other"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_workflow_waits_for_a_time_and_the_event_that_comes_first_counts()
    {
        await _site.DefineAsync(new WorkflowBuilder("remind")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: fork")
            .Add("fork", "ForkTask", """{"Forks": ["A", "B"]}""", "A: answer, B: timer")
            .Add("answer", "BellEvent", """{"Bell": "answer"}""", "Done: thank")
            .Add("thank", "NoteTask", """{"Note": "thanks"}""", "Done: join")
            .Add("timer", "TimerEvent", """{"CronExpression": "0 9 * * *"}""", "Done: remind")
            .Add("remind", "NoteTask", """{"Note": "reminded"}""", "Done: timer")
            .Add("join", "JoinTask", """{"Mode": 1}""", "Joined: end")
            .Add("end", "NoteTask", """{"Note": "end"}""").Json());
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"));
        await _site.TriggerAsync("BellEvent", "y", ("Bell", "start"));
        (await _site.DeliverAsync()).ShouldBe(Morning.AddHours(1));
        _site.Time.Advance(TimeSpan.FromHours(2));
        (await _site.DeliverAsync()).ShouldBe(Morning.AddHours(25));
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "answer"));
        _site.Time.Advance(TimeSpan.FromDays(1));
        await _site.DeliverAsync();

        (await NotesAsync("x")).ShouldBe("reminded;thanks;end;reminded;");
        (await NotesAsync("y")).ShouldBe("reminded;reminded;");
    }

    [Fact]
    public async Task Two_nodes_run_each_timer_once()
    {
        for (var timer = 0; timer < 5; timer++)
            await _site.DefineAsync(Daily("0 12 * * *", id: $"daily{timer}"));
        await _site.DefineAsync(new WorkflowBuilder("wait")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: timer").Add("timer", "TimerEvent", """{"CronExpression": "0 12 * * *"}""", "Done: end")
            .Add("end", "NoteTask", """{"Note": "once"}""", "Done: timer").Json());
        for (var instance = 0; instance < 20; instance++)
            await _site.TriggerAsync("BellEvent", $"x{instance}", ("Bell", "start"));
        _site.Time.Advance(TimeSpan.FromDays(1));
        await using var other = _site.Another();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(node => Task.Run(() => (node % 2 == 0 ? _site : other).DeliverAsync())));

        var all = await _site.WorkflowsAsync();
        all.Where(workflow => workflow.WorkflowTypeId == "wait").Select(workflow => (string?)workflow.State.Properties["Notes"]).ShouldBe(Enumerable.Repeat("once;", 20));
        all.Where(workflow => workflow.WorkflowTypeId != "wait").Select(workflow => workflow.WorkflowTypeId).Order().ShouldBe(Enumerable.Range(0, 5).Select(timer => $"daily{timer}"));
    }

    [Fact]
    public async Task An_expression_that_is_none_is_refused_with_its_place()
    {
        var fault = await Should.ThrowAsync<WorkflowInvalidException>(_site.DefineAsync(Daily("every day")));
        fault.Problems.ShouldHaveSingleItem().Path.ShouldBe("$.Activities[0].Properties.CronExpression");
        (await Should.ThrowAsync<WorkflowInvalidException>(_site.DefineAsync(Daily("0 0 30 2 *")))).Message.ShouldContain("no such day");
    }

    [Fact]
    public async Task What_ended_long_ago_is_trimmed_and_faulted_instances_stay()
    {
        await _site.DefineAsync(new WorkflowBuilder("quick").Add("start", "BellEvent", """{"Bell": "start"}""").Json());
        await _site.DefineAsync(new WorkflowBuilder("faulty").Add("start", "BellEvent", """{"Bell": "start"}""", "Done: nobody").Add("nobody", "TeleportTask").Json());
        await _site.AsSite(scope => scope.Get<WorkflowEngine>().TriggerAsync(
            [.. Enumerable.Range(0, 450).Select(i => new WorkflowEvent("BellEvent", $"x{i}", new Dictionary<string, object?> { ["Bell"] = "start" }))], default));
        await _site.AsSite(scope => scope.Get<OutboxDelivery>().StartAsync(default));
        _site.Time.Advance(TimeSpan.FromDays(80));
        await _site.DeliverAsync();
        (await _site.WorkflowsAsync()).Count.ShouldBe(900);
        _site.Time.Advance(TimeSpan.FromDays(11));
        await _site.DeliverAsync();
        (await _site.WorkflowsAsync()).Select(workflow => workflow.Status).Distinct().ShouldBe([WorkflowStatus.Faulted]);
    }

    private async Task<string?> NotesAsync(string about) => (string?)(await _site.WorkflowsAsync(about)).ShouldHaveSingleItem().State.Properties["Notes"];

    private static string Daily(string cron, bool inSiteZone = false, bool isEnabled = true, string id = "daily") => new WorkflowBuilder(id).With("IsEnabled", isEnabled)
        .Add("start", "TimerEvent", new JsonObject { ["CronExpression"] = cron, ["UseSiteTimeZone"] = inSiteZone }.ToJsonString(), "Done: end")
        .Add("end", "NoteTask", """{"Note": "{{ Workflow.LastResult }}"}""").Json();
}
