using Mhg.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Tests;

public sealed class EngineTests : IAsyncLifetime
{
    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync(services => services
        .AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<BrokenTask>().AddActivity<HalfDoneTask>());

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_join_that_waits_for_all_goes_on_with_the_last_of_three_branches()
    {
        await _site.DefineAsync(Forked(joinMode: 0));
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"));
        await RingAsync("one");
        await RingAsync("three");
        (await NotesAsync()).ShouldBe("");
        (await TheOneAsync()).BlockingActivities.ShouldHaveSingleItem().ActivityId.ShouldBe("two");
        await _site.RestartAsync();
        await RingAsync("two");
        (await NotesAsync()).ShouldBe("joined;");
        (await TheOneAsync()).Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task A_join_that_waits_for_any_goes_on_with_the_first_and_gives_up_the_others()
    {
        await _site.DefineAsync(Forked(joinMode: 1));
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"));
        (await TheOneAsync()).BlockingActivities.Count.ShouldBe(3);
        await RingAsync("two");
        await RingAsync("one");
        (await NotesAsync()).ShouldBe("joined;");
        var workflow = await TheOneAsync();
        workflow.Status.ShouldBe(WorkflowStatus.Finished);
        workflow.BlockingActivities.ShouldBeEmpty();
    }

    [Fact]
    public async Task Branches_that_need_not_wait_join_once()
    {
        foreach (var mode in (int[])[0, 1])
        {
            await _site.DefineAsync(new WorkflowBuilder("straight" + mode)
                .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: fork")
                .Add("fork", "ForkTask", """{"Forks": ["A", "B"]}""", "A: a, B: b")
                .Add("a", "NoteTask", """{"Note": "a"}""", "Done: join")
                .Add("b", "NoteTask", """{"Note": "b"}""", "Done: join")
                .Add("join", "JoinTask", $$"""{"Mode": {{mode}}}""", "Joined: end")
                .Add("end", "NoteTask", """{"Note": "end"}""").Json());
        }
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"));
        (await _site.WorkflowsAsync()).Select(workflow => (workflow.WorkflowTypeId, (string?)workflow.State.Properties["Notes"]))
            .ShouldBe([("straight0", "a;b;end;"), ("straight1", "a;end;")], ignoreOrder: true);
    }

    [Fact]
    public async Task Conditions_variables_and_correlation()
    {
        await _site.DefineAsync(new WorkflowBuilder("flow")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: count")
            .Add("count", "SetPropertyTask", """{"PropertyName": "Count", "Value": {"Expression": "(property('Count') || 0) + 1"}}""", "Done: more")
            .Add("more", "IfElseTask", """{"Condition": {"Expression": "property('Count') < input('Wanted')"}}""", "True: count, False: about")
            .Add("about", "CorrelateTask", """{"Value": {"Expression": "input('Other')"}}""", "Done: wait")
            .Add("wait", "BellEvent", """{"Bell": "again"}""", "Done: end")
            .Add("end", "NoteTask", """{"Note": "{{ Workflow.CorrelationId }} {{ Workflow.Properties.Count }}"}""").Json());
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"), ("Wanted", 3), ("Other", "y"));
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "again"));
        (await TheOneAsync()).Status.ShouldBe(WorkflowStatus.Halted);
        await _site.TriggerAsync("BellEvent", "y", ("Bell", "again"));
        (await NotesAsync()).ShouldBe("y 3;");
    }

    [Fact]
    public async Task An_activity_that_nobody_offers_faults_only_the_instance_that_reaches_it()
    {
        await _site.DefineAsync(new WorkflowBuilder("missing")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: if")
            .Add("if", "IfElseTask", """{"Condition": {"Expression": "input('Far')"}}""", "True: nobody, False: end")
            .Add("nobody", "TeleportTask", """{"Where": "far"}""")
            .Add("end", "NoteTask", """{"Note": "near"}""").Json());
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"), ("Far", true));
        await _site.TriggerAsync("BellEvent", "y", ("Bell", "start"), ("Far", false));

        var faulted = (await _site.WorkflowsAsync("x")).ShouldHaveSingleItem();
        faulted.Status.ShouldBe(WorkflowStatus.Faulted);
        faulted.FaultMessage!.ShouldContain("No module offers the activity “TeleportTask”");
        (await _site.WorkflowsAsync("y")).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task A_loop_without_end_is_stopped()
    {
        await _site.DefineAsync(new WorkflowBuilder("loop")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: a")
            .Add("a", "SetPropertyTask", """{"PropertyName": "N", "Value": {"Expression": "1"}}""", "Done: b")
            .Add("b", "SetPropertyTask", """{"PropertyName": "N", "Value": {"Expression": "2"}}""", "Done: a").Json());
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"));
        var workflow = await TheOneAsync();
        workflow.Status.ShouldBe(WorkflowStatus.Faulted);
        workflow.FaultMessage!.ShouldContain("loop without end");
        workflow.State.ExecutedActivities.Count.ShouldBe(100);
    }

    [Fact]
    public async Task A_fault_leaves_the_saved_content_and_nothing_of_the_task_that_failed()
    {
        await _site.DefineAsync(new WorkflowBuilder("broken").Add("start", "ContentDraftSavedEvent", "{}", "Done: half").Add("half", "HalfDoneTask").Json());
        await _site.DefineAsync(new WorkflowBuilder("sound").Add("start", "ContentDraftSavedEvent", "{}", "Done: end").Add("end", "NoteTask", """{"Note": "sound"}""").Json());
        var item = await _site.WriteAsync("edith", "Kept");

        (await _site.LatestAsync(item.ContentItemId))!.Published.ShouldBeFalse();
        (await _site.WorkflowsAsync(item.ContentItemId)).Select(workflow => (workflow.WorkflowTypeId, workflow.Status))
            .ShouldBe([("broken", WorkflowStatus.Faulted), ("sound", WorkflowStatus.Finished)], ignoreOrder: true);
        (await _site.HistoryAsync(item.ContentItemId)).ShouldNotContain(entry => entry.Name == "Published");
    }

    [Fact]
    public async Task A_fault_after_a_persons_decision_undoes_the_decision_and_says_why()
    {
        await _site.DefineAsync(new WorkflowBuilder("approve")
            .Add("start", "ContentCreatedEvent", "{}", "Done: ask")
            .Add("ask", "UserTaskEvent", """{"Actions": ["Go"], "Roles": ["Reviewer"]}""", "Go: publish")
            .Add("publish", "PublishContentTask", "{}", "Published: broken")
            .Add("broken", "BrokenTask").Json());
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        (await Should.ThrowAsync<WorkflowFaultException>(_site.TakeAsync("rosa", id, "Go"))).Message.ShouldContain("It broke.");
        (await _site.PublishedAsync(id)).ShouldBeNull();
        (await _site.WorkflowsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Halted);
        (await _site.HistoryAsync(id)).ShouldNotContain(entry => entry.Name == "Go");
    }

    [Fact]
    public async Task What_a_workflow_does_it_does_not_hear_itself_but_others_do()
    {
        await _site.DefineAsync(new WorkflowBuilder("publisher")
            .Add("start", "ContentDraftSavedEvent", "{}", "Done: publish")
            .Add("publish", "PublishContentTask", "{}", "Published: wait")
            .Add("wait", "ContentPublishedEvent", "{}", "Done: end")
            .Add("end", "NoteTask", """{"Note": "again"}""").Json());
        await _site.DefineAsync(new WorkflowBuilder("listener")
            .Add("start", "ContentPublishedEvent", "{}", "Done: end").Add("end", "NoteTask", """{"Note": "heard"}""").Json());
        var id = (await _site.WriteAsync("edith", "First")).ContentItemId;

        (await _site.PublishedAsync(id)).ShouldNotBeNull();
        (await _site.WorkflowsAsync(id)).Select(workflow => (workflow.WorkflowTypeId, workflow.Status))
            .ShouldBe([("publisher", WorkflowStatus.Halted), ("listener", WorkflowStatus.Finished)], ignoreOrder: true);
        await _site.ChangeAsync("edith", id, "Second");
        (await _site.WorkflowsAsync(id)).Count(workflow => workflow is { WorkflowTypeId: "publisher", Status: WorkflowStatus.Finished }).ShouldBe(1);
    }

    [Theory]
    [InlineData("input('ContentItem')", "Published;")]
    [InlineData("input('ContentItem').ContentItemId", "Published;")]
    [InlineData("workflow().CorrelationId", "Published;")]
    [InlineData("'4nothing00000000000000000'", "Noop;")]
    public async Task The_item_to_publish_may_be_named_by_a_script(string script, string outcome)
    {
        await _site.DefineAsync(new WorkflowBuilder("publisher")
            .Add("start", "ContentDraftSavedEvent", "{}", "Done: publish")
            .Add("publish", "PublishContentTask", $$$"""{"Content": {"Expression": "{{{script}}}"}}""", "Published: yes, Noop: no")
            .Add("yes", "NoteTask", """{"Note": "Published"}""")
            .Add("no", "NoteTask", """{"Note": "Noop"}""").Json());
        await _site.WriteAsync("edith", "First");
        (await NotesAsync()).ShouldBe(outcome);
    }

    [Fact]
    public async Task Content_events_are_Orchards()
    {
        string[] events = ["ContentCreatedEvent", "ContentUpdatedEvent", "ContentDraftSavedEvent", "ContentVersionedEvent", "ContentPublishedEvent", "ContentUnpublishedEvent", "ContentDeletedEvent"];
        foreach (var name in events)
        {
            await _site.DefineAsync(new WorkflowBuilder(name).With("DeleteFinishedWorkflows", false)
                .Add("start", name, """{"ContentTypeFilter": ["Document"]}""", "Done: end")
                .Add("end", "NoteTask", """{"Note": "{{ Workflow.Input.ContentEvent.Name }}"}""").Json());
        }
        await _site.AsSite(scope => scope.DefineTypeAsync("Other"));
        await _site.WriteAsync("edith", "Not meant", "Other");
        var id = (await _site.WriteAsync("edith", "One")).ContentItemId;
        (await NewAsync()).ShouldBe(["ContentCreatedEvent", "ContentDraftSavedEvent"]);
        await _site.ChangeAsync("edith", id, "Two");
        (await NewAsync()).ShouldBe(["ContentDraftSavedEvent", "ContentUpdatedEvent"]);
        await _site.AsSite(scope => scope.Content.PublishAsync(id));
        (await NewAsync()).ShouldBe(["ContentPublishedEvent"]);
        await _site.ChangeAsync("edith", id, "Three");
        (await NewAsync()).ShouldBe(["ContentDraftSavedEvent", "ContentUpdatedEvent", "ContentVersionedEvent"]);
        await _site.AsSite(scope => scope.Content.UnpublishAsync(id));
        (await NewAsync()).ShouldBe(["ContentUnpublishedEvent"]);
        await _site.AsSite(scope => scope.Content.DeleteAsync(id));
        (await NewAsync()).ShouldBe(["ContentDeletedEvent"]);

        async Task<List<string>> NewAsync()
        {
            var all = await _site.WorkflowsAsync();
            await _site.AsSite(scope => scope.Get<IWorkflowStore>().DeleteAsync([.. all.Select(workflow => workflow.WorkflowId)], default));
            all.ShouldAllBe(workflow => (string?)workflow.State.Properties["Notes"] == workflow.WorkflowTypeId + ";");
            return [.. all.Select(workflow => workflow.WorkflowTypeId).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task A_singleton_is_not_started_beside_a_halted_one_and_finished_ones_may_be_forgotten()
    {
        await _site.DefineAsync(new WorkflowBuilder("single").With("IsSingleton", true).With("DeleteFinishedWorkflows", true)
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: wait").Add("wait", "BellEvent", """{"Bell": "end"}""").Json());
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"));
        await _site.TriggerAsync("BellEvent", "y", ("Bell", "start"));
        (await _site.WorkflowsAsync()).ShouldHaveSingleItem().CorrelationId.ShouldBe("x");
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "end"));
        (await _site.WorkflowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_type_that_is_off_starts_nothing()
    {
        await _site.DefineAsync(new WorkflowBuilder("off").With("IsEnabled", false).Add("start", "BellEvent", """{"Bell": "start"}""").Json());
        await _site.TriggerAsync("BellEvent", "x", ("Bell", "start"));
        (await _site.WorkflowsAsync()).ShouldBeEmpty();
    }

    private static string Forked(int joinMode) => new WorkflowBuilder("forked")
        .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: fork")
        .Add("fork", "ForkTask", """{"Forks": ["A", "B", "C"]}""", "A: one, B: two, C: three")
        .Add("one", "BellEvent", """{"Bell": "one"}""", "Done: join")
        .Add("two", "BellEvent", """{"Bell": "two"}""", "Done: join")
        .Add("three", "BellEvent", """{"Bell": "three"}""", "Done: join")
        .Add("join", "JoinTask", $$"""{"Mode": {{joinMode}}}""", "Joined: end")
        .Add("end", "NoteTask", """{"Note": "joined"}""").Json();

    private Task RingAsync(string bell) => _site.TriggerAsync("BellEvent", "x", ("Bell", bell));

    private async Task<Workflow> TheOneAsync() => (await _site.WorkflowsAsync()).ShouldHaveSingleItem();

    private async Task<string> NotesAsync() => (string?)(await TheOneAsync()).State.Properties["Notes"] ?? "";
}

/// <summary>A module's own event: a bell with a name.</summary>
public sealed class BellEvent : EventActivity
{
    public override ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(context.Input["Bell"]?.ToString() == context.Record.Text("Bell"));
}

/// <summary>A module's own task: writes something down.</summary>
public sealed class NoteTask : Activity
{
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.SetProperty("Notes", (string?)context.Workflow.State.Properties["Notes"] + context.Render("Note") + ";");
        return new(ActivityResult.Done);
    }
}

public sealed class BrokenTask : Activity
{
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) => throw new InvalidOperationException("It broke.");
}

/// <summary>Publishes, and then fails.</summary>
public sealed class HalfDoneTask(IServiceProvider services) : Activity
{
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ContentManagement.ContentManager>().PublishAsync(context.ContentItem!.ContentItemId, cancellationToken: cancellationToken);
        throw new InvalidOperationException("Half done.");
    }
}
