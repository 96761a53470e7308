using Mhg.ContentManagement;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly Weather _weather = new();
    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync(services => services
        .AddSingleton(_weather).AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<ShipTask>().AddActivity<EchoTask>().AddActivity<PublishAndShipTask>());

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_task_whose_fault_may_pass_is_tried_again_with_growing_pauses_also_after_a_restart()
    {
        await _site.DefineAsync(Shipping);
        _weather.Fault = new HttpRequestException("The harbour is closed.");
        await RingAsync("start");
        var pauses = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var waiting = (await TheOneAsync()).BlockingActivities.ShouldHaveSingleItem();
            (waiting.Attempts, waiting.Name, waiting.FaultMessage).ShouldBe((attempt, "ShipTask", "The harbour is closed."));
            pauses.Add(waiting.DueUtc!.Value - waiting.SinceUtc);
            await _site.DeliverAsync();
            _weather.Tried.ShouldBe(attempt, "Nothing is tried before its time.");
            _site.Time.Advance(pauses[^1]);
            await _site.RestartAsync();
            if (attempt == 5)
                _weather.Fault = null;
            await _site.DeliverAsync();
        }

        var workflow = await TheOneAsync();
        (workflow.Status, (string?)workflow.State.Properties["Notes"]).ShouldBe((WorkflowStatus.Finished, "packed;shipped;"));
        pauses.ShouldBe(pauses.Order());
        pauses[0].ShouldBeLessThan(TimeSpan.FromMinutes(1));
        pauses[^1].ShouldBeGreaterThan(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_faults_the_instance_and_an_administrator_goes_on_from_there()
    {
        await _site.DefineAsync(Shipping);
        _weather.Fault = new IOException("The quay is full.");
        await RingAsync("start");
        for (var attempt = 1; attempt <= 5; attempt++)
            await LaterAsync();
        var faulted = await TheOneAsync();
        faulted.Status.ShouldBe(WorkflowStatus.Faulted);
        faulted.FaultMessage!.ShouldBe("The workflow “shipping” can't go on at “ShipTask” (ShipTask ship): The quay is full.");
        faulted.BlockingActivities.ShouldBeEmpty();
        _weather.Tried.ShouldBe(6);

        // Not mended yet: it waits for its next attempts anew, and may be hurried.
        (await _site.RetryAsync(faulted.WorkflowId))!.BlockingActivities.ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await _site.RetryAsync(faulted.WorkflowId))!.BlockingActivities.ShouldHaveSingleItem().Attempts.ShouldBe(2);
        _weather.Fault = null;
        var mended = (await _site.RetryAsync(faulted.WorkflowId))!;
        (mended.Status, mended.FaultMessage, (string?)mended.State.Properties["Notes"]).ShouldBe((WorkflowStatus.Finished, null, "packed;shipped;"));
        await Should.ThrowAsync<ContentRefusedException>(_site.RetryAsync(faulted.WorkflowId));
        (await _site.HistoryAsync("x")).Select(entry => (entry.Name, entry.UserName)).ShouldBe(
            Enumerable.Repeat((WorkflowOperations.Retried, "admin"), 3));
        await LaterAsync();
        _weather.Shipped.ShouldBe(1);
    }

    [Theory]
    [InlineData(typeof(FileNotFoundException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task What_waiting_does_not_mend_is_not_tried_again(Type fault)
    {
        await _site.DefineAsync(Shipping);
        _weather.Fault = (Exception)Activator.CreateInstance(fault, "No such ship.")!;
        await RingAsync("start");
        (await TheOneAsync()).Status.ShouldBe(WorkflowStatus.Faulted);
        _weather.Tried.ShouldBe(1);
    }

    [Fact]
    public async Task Other_branches_go_on_while_a_task_waits_and_a_retry_runs_what_was_left()
    {
        await _site.DefineAsync(new WorkflowBuilder("branches")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: fork")
            .Add("fork", "ForkTask", """{"Forks": ["A", "B"]}""", "A: ship, B: note")
            .Add("ship", "ShipTask", "{}", "Done: join")
            .Add("note", "NoteTask", """{"Note": "other"}""", "Done: join")
            .Add("join", "JoinTask", "{}", "Joined: end")
            .Add("end", "NoteTask", """{"Note": "end"}""").Json());
        _weather.Fault = new TimeoutException();
        await RingAsync("start");
        (await TheOneAsync()).State.Properties["Notes"]!.ToString().ShouldBe("other;");
        _weather.Fault = null;
        await LaterAsync();
        (await TheOneAsync()).State.Properties["Notes"]!.ToString().ShouldBe("other;end;");

        // A fault stops all of it; what had not run yet does when it is tried again.
        await _site.AsSite(async scope => await scope.Get<IWorkflowStore>().DeleteAsync([(await TheOneAsync()).WorkflowId], default));
        _weather.Fault = new InvalidOperationException("Broken.");
        await RingAsync("start");
        var faulted = await TheOneAsync();
        faulted.State.Properties.ContainsKey("Notes").ShouldBeFalse();
        _weather.Fault = null;
        (await _site.RetryAsync(faulted.WorkflowId))!.State.Properties["Notes"]!.ToString().ShouldBe("other;end;");
    }

    [Fact]
    public async Task What_is_given_up_does_nothing_any_more()
    {
        await _site.DefineAsync(Shipping);
        _weather.Fault = new TimeoutException();
        await RingAsync("start");
        var workflow = (await _site.AbortAsync((await TheOneAsync()).WorkflowId))!;
        (workflow.Status, workflow.BlockingActivities.Count).ShouldBe((WorkflowStatus.Aborted, 0));
        await LaterAsync();
        _weather.Tried.ShouldBe(1);
        await Should.ThrowAsync<ContentRefusedException>(_site.AbortAsync(workflow.WorkflowId));
        (await _site.HistoryAsync("x")).ShouldHaveSingleItem().Name.ShouldBe(WorkflowOperations.Aborted);
    }

    [Fact]
    public async Task A_persons_decision_stands_while_a_server_that_must_hear_of_it_is_away()
    {
        await _site.DefineAsync(new WorkflowBuilder("approve")
            .Add("start", "ContentCreatedEvent", "{}", "Done: ask")
            .Add("ask", "UserTaskEvent", """{"Actions": ["Go"], "Roles": ["Reviewer"]}""", "Go: publish")
            .Add("publish", "PublishContentTask", "{}", "Published: ship")
            .Add("ship", "ShipTask").Json());
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        _weather.Fault = new TimeoutException();
        await _site.TakeAsync("rosa", id, "Go");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
        _weather.Fault = null;
        await LaterAsync();
        (await _site.WorkflowsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Finished);
        (await _site.HistoryAsync(id)).Count(entry => entry.Name == "Published").ShouldBe(1);
    }

    [Fact]
    public async Task A_task_that_is_tried_again_leaves_nothing_of_its_first_attempt()
    {
        await _site.DefineAsync(new WorkflowBuilder("half").Add("start", "ContentCreatedEvent", "{}", "Done: both").Add("both", "PublishAndShipTask").Json());
        _weather.Fault = new TimeoutException();
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        (await _site.PublishedAsync(id)).ShouldBeNull();
        _weather.Fault = null;
        await LaterAsync();
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Faults_are_heard_by_workflows_that_ask_for_them()
    {
        await _site.DefineAsync(Shipping);
        await _site.DefineAsync(new WorkflowBuilder("ships").Add("start", "WorkflowFaultEvent",
            """{"ErrorFilter": {"Expression": "input('ErrorInfo').ActivityTypeName == 'ShipTask' && input('ErrorInfo').WorkflowName == 'shipping'"}}""", "Done: note")
            .Add("note", "NoteTask", """{"Note": "{{ Workflow.Input.ErrorInfo.ErrorMessage }}"}""", "Done: ship").Add("ship", "ShipTask").Json());
        await _site.DefineAsync(new WorkflowBuilder("others").Add("start", "WorkflowFaultEvent",
            """{"ErrorFilter": {"Expression": "input('ErrorInfo').ActivityTypeName == 'NoteTask'"}}""").Json());
        _weather.Fault = new InvalidOperationException("Aground.");
        await RingAsync("start");
        // It fails itself, and does not hear that.
        (await _site.WorkflowsAsync()).Select(workflow => (workflow.WorkflowTypeId, workflow.CorrelationId, workflow.Status))
            .ShouldBe([("shipping", "x", WorkflowStatus.Faulted), ("ships", "x", WorkflowStatus.Faulted)], ignoreOrder: true);
        (await _site.WorkflowsAsync()).Single(workflow => workflow.WorkflowTypeId == "ships").State.Properties["Notes"]!.ToString().ShouldBe("Aground.;");
    }

    [Fact]
    public async Task A_condition_that_fails_faults_its_own_workflow_and_leaves_what_has_happened()
    {
        await _site.DefineAsync(new WorkflowBuilder("half").Add("start", "ContentCreatedEvent", "{}", "Done: ship").Add("ship", "ShipTask").Json());
        await _site.DefineAsync(new WorkflowBuilder("hears")
            .Add("start", "WorkflowFaultEvent", """{"ErrorFilter": {"Expression": "input('ErrorInfo').Nothing.Name == 'x'"}}""", "Done: note").Add("note", "NoteTask", """{"Note": "heard"}""").Json());
        await _site.DefineAsync(new WorkflowBuilder("waits").Add("start", "ContentCreatedEvent", "{}", "Done: signal")
            .Add("signal", "SignalEvent", """{"SignalName": {"Expression": "{{ 1 | divided_by: 0 }}"}}""", "Done: note").Add("note", "NoteTask", """{"Note": "went on"}""").Json());
        _weather.Fault = new InvalidOperationException("Aground.");
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        (await _site.LatestAsync(id)).ShouldNotBeNull();
        await _site.TriggerAsync("SignalEvent", id, ("Signal", "go"));

        var workflows = (await _site.WorkflowsAsync(id)).ToLookup(workflow => workflow.WorkflowTypeId);
        workflows.SelectMany(ofType => ofType).ShouldAllBe(workflow => workflow.Status == WorkflowStatus.Faulted && workflow.BlockingActivities.Count == 0);
        // One for each of the two others.
        workflows["hears"].Select(workflow => workflow.FaultMessage).Distinct().ShouldHaveSingleItem().ShouldBe("The workflow “hears” can't go on at “WorkflowFaultEvent” (WorkflowFaultEvent start): undefined has no members. (line 1, column 27)");
        var waits = workflows["waits"].ShouldHaveSingleItem();
        waits.FaultMessage!.ShouldContain("'divided_by' zero.");
        (await _site.RetryAsync(waits.WorkflowId))!.State.Properties["Notes"]!.ToString().ShouldBe("went on;");
    }

    [Fact]
    public async Task A_script_that_fails_leaves_the_instance_as_it_was()
    {
        await _site.DefineAsync(new WorkflowBuilder("counts").Add("start", "ContentCreatedEvent", "{}", "Done: first")
            .Add("first", "SetPropertyTask", """{"PropertyName": "Count", "Value": {"Expression": "5"}}""", "Done: count")
            .Add("count", "ScriptTask", """
                {"AvailableOutcomes": ["Done"], "Script": {"Expression": "setProperty('Count', property('Count') + 1); setProperty('Other', 1); output('Out', 1); setOutcome('Nowhere');"}}
                """).Json());
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        var faulted = (await _site.WorkflowsAsync(id)).ShouldHaveSingleItem();
        faulted.Status.ShouldBe(WorkflowStatus.Faulted);
        var again = (await _site.RetryAsync(faulted.WorkflowId))!;
        (again.State.Properties.ToJsonString(), again.State.Output.ToJsonString(), again.State.LastResult).ShouldBe(("{\"Count\":5}", "{}", null));
    }

    [Fact]
    public async Task What_a_script_keeps_may_look_like_a_reference_to_content()
    {
        await _site.DefineAsync(new WorkflowBuilder("keeps").Add("start", "ContentCreatedEvent", "{}", "Done: keep")
            .Add("keep", "SetPropertyTask", """{"PropertyName": "Kept", "Value": {"Expression": "({ Type: 5, ContentItemVersionId: 6 })"}}""", "Done: wait")
            .Add("wait", "ContentUpdatedEvent", "{}", "Done: note").Add("note", "NoteTask", """{"Note": "{{ Workflow.Properties.Kept.Type }}"}""").Json());
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        await _site.ChangeAsync("edith", id, "Changed");
        (await _site.WorkflowsAsync(id)).ShouldHaveSingleItem().State.Properties["Notes"]!.ToString().ShouldBe("5;");
    }

    [Fact]
    public async Task Workflows_that_cause_one_another_without_end_are_stopped()
    {
        // Each hears what the others do: with every one of them there are as many times more ways through all.
        for (var type = 0; type < 8; type++)
        {
            await _site.DefineAsync(new WorkflowBuilder("echo" + type).With("DeleteFinishedWorkflows", true)
                .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: echo").Add("echo", "EchoTask").Json());
        }
        await _site.DefineAsync(new WorkflowBuilder("told").Add("start", "WorkflowFaultEvent").Json());
        await RingAsync("start");

        var left = await _site.WorkflowsAsync();
        var faulted = left.Where(workflow => workflow.Status == WorkflowStatus.Faulted).ToList();
        faulted.Count.ShouldBeInRange(1, 8);
        faulted[0].FaultMessage!.ShouldContain("cause one another without end");
        left.ShouldContain(workflow => workflow.WorkflowTypeId == "told" && workflow.Status == WorkflowStatus.Finished);
        _weather.Echoes.ShouldBe(1000);
    }

    [Fact]
    public async Task A_loop_over_many_transactions_is_stopped_too()
    {
        await _site.DefineAsync(new WorkflowBuilder("loop")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: commit").Add("commit", "CommitTransactionTask", "{}", "Done: commit").Json());
        await RingAsync("start");
        await _site.AsSite(async scope =>
        {
            var workflow = await TheOneAsync();
            workflow.State.Deferrals = 990;
            await scope.Get<IWorkflowStore>().SaveAsync([workflow], default);
        });
        await _site.DeliverAsync();
        var faulted = await TheOneAsync();
        faulted.Status.ShouldBe(WorkflowStatus.Faulted);
        faulted.FaultMessage!.ShouldContain("loop without end");
        faulted.State.ExecutedActivities.Count(id => id == "commit").ShouldBe(10);
    }

    private static string Shipping => new WorkflowBuilder("shipping")
        .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: pack")
        .Add("pack", "NoteTask", """{"Note": "packed"}""", "Done: ship")
        .Add("ship", "ShipTask", "{}", "Done: end")
        .Add("end", "NoteTask", """{"Note": "shipped"}""").Json();

    private Task RingAsync(string bell) => _site.TriggerAsync("BellEvent", "x", ("Bell", bell));

    private async Task<Workflow> TheOneAsync() => (await _site.WorkflowsAsync()).ShouldHaveSingleItem();

    private async Task LaterAsync()
    {
        _site.Time.Advance(TimeSpan.FromDays(1));
        await _site.DeliverAsync();
    }
}

/// <summary>What keeps tasks from their work.</summary>
public sealed class Weather
{
    public Exception? Fault { get; set; }

    public int Tried { get; private set; }

    public int Shipped { get; private set; }

    public int Echoes { get; set; }

    public void Sail()
    {
        Tried++;
        if (Fault is not null)
            throw Fault;
        Shipped++;
    }
}

/// <summary>Fails in bad weather.</summary>
public sealed class ShipTask(Weather weather) : Activity
{
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        weather.Sail();
        return new(ActivityResult.Done);
    }
}

/// <summary>Publishes, and then fails in bad weather.</summary>
public sealed class PublishAndShipTask(IServiceProvider services, Weather weather) : Activity
{
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ContentManager>().PublishAsync(context.ContentItem!.ContentItemId, cancellationToken: cancellationToken);
        weather.Sail();
        return ActivityResult.Done;
    }
}

/// <summary>Causes the event that it was caused by.</summary>
public sealed class EchoTask(IServiceProvider services, Weather weather) : Activity
{
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        weather.Echoes++;
        await services.GetRequiredService<WorkflowEngine>().TriggerAsync(new WorkflowEvent("BellEvent", "x", context.Input), cancellationToken);
        return ActivityResult.Done;
    }
}
