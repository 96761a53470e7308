using Mhg.ContentManagement;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.People;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Tests;

/// <summary>Each activity, run as a recipe would hold it.</summary>
public sealed class ActivityTests : IAsyncLifetime
{
    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync(services => services.AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<GreetTask>());

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("ForEachTask", """{"Enumerable": {"Expression": "['a', 'b', 'c']"}}""", "a;b;c;end;")]
    [InlineData("ForEachTask", """{"Enumerable": {"Expression": "input('Words')"}}""", "one;two;end;")]
    [InlineData("ForEachTask", """{"Enumerable": {"Expression": "[]"}}""", "end;")]
    [InlineData("ForLoopTask", """{"From": {"Expression": "1"}, "To": {"Expression": "3 + 1"}}""", "1;2;3;end;")]
    [InlineData("ForLoopTask", """{"From": {"Expression": "0"}, "To": {"Expression": "1"}, "Step": {"Expression": "0.4"}}""", "0;0.4;0.8;end;")]
    [InlineData("WhileLoopTask", """{"Condition": {"Expression": "(property('Notes') || '').length < 4"}}""", ";;;;end;")]
    public async Task Loops_go_round_and_then_on(string name, string properties, string notes)
    {
        await _site.DefineAsync(new WorkflowBuilder("loop")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: loop")
            .Add("loop", name, properties, "Iterate: body, Done: end")
            .Add("body", "NoteTask", """{"Note": "{{ Workflow.Properties.x }}"}""", "Done: loop")
            .Add("end", "NoteTask", """{"Note": "end"}""").Json());
        await StartAsync(("Words", new[] { "one", "two" }));
        (await NotesAsync()).ShouldBe(notes);
    }

    [Fact]
    public async Task A_round_may_wait_and_the_loop_begins_anew_when_it_is_come_to_again()
    {
        await _site.DefineAsync(new WorkflowBuilder("loop")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: loop")
            .Add("loop", "ForEachTask", """{"Enumerable": {"Expression": "['a', 'b']"}, "LoopVariableName": "Letter"}""", "Iterate: note, Done: again")
            .Add("note", "NoteTask", """{"Note": "{{ Workflow.Properties.Letter }}"}""", "Done: wait")
            .Add("wait", "BellEvent", """{"Bell": "on"}""", "Done: loop")
            .Add("again", "IfElseTask", """{"Condition": {"Expression": "property('Notes').length > 6"}}""", "False: loop, True: end")
            .Add("end", "NoteTask", """{"Note": "end"}""").Json());
        await StartAsync();
        foreach (var notes in (string[])["a;", "a;b;", "a;b;a;", "a;b;a;b;", "a;b;a;b;end;"])
        {
            (await NotesAsync()).ShouldBe(notes);
            await _site.RestartAsync();
            await _site.TriggerAsync("BellEvent", "x", ("Bell", "on"));
        }
    }

    [Theory]
    [InlineData("ForEachTask", """{"Enumerable": {"Expression": "5"}}""", "Enumerable has to yield a list.")]
    [InlineData("ForLoopTask", """{"Step": {"Expression": "-1"}}""", "Step has to be more than 0.")]
    [InlineData("ForLoopTask", """{"To": {"Expression": "'many'"}}""", "To has to yield a number; it yields “many”.")]
    [InlineData("ForLoopTask", """{"To": {"Expression": "5000"}}""", "loop without end")]
    [InlineData("ScriptTask", """{"Script": {"Expression": "setOutcome('Gone')"}}""", "The script chooses “Gone”")]
    [InlineData("RetrieveContentTask", """{"Content": {"Expression": "'4nothing00000000000000000'"}}""", "There is no item “4nothing00000000000000000”.")]
    [InlineData("UpdateContentTask", "{}", "There is no item to work on")]
    [InlineData("CreateContentTask", """{"ContentType": "Nothing"}""", "There is no content type “Nothing”.")]
    [InlineData("CreateContentTask", """{"ContentType": "Document", "ContentProperties": {"Expression": "{ nonsense"}}""", "what is no JSON")]
    public async Task What_an_activity_can_not_do_faults_its_instance_with_the_reason(string name, string properties, string reason)
    {
        await _site.DefineAsync(new WorkflowBuilder("fault")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: it").Add("it", name, properties, name == "ForLoopTask" ? "Iterate: it" : "").Json());
        await StartAsync();
        var workflow = await TheOneAsync();
        workflow.Status.ShouldBe(WorkflowStatus.Faulted);
        workflow.FaultMessage!.ShouldContain(reason);
    }

    [Fact]
    public async Task A_script_chooses_its_ways_and_keeps_values()
    {
        await _site.DefineAsync(new WorkflowBuilder("script")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: script")
            .Add("script", "ScriptTask", """
                {"AvailableOutcomes": ["Many", "Few", "Always"],
                 "Script": {"Expression": "setProperty('Count', input('Words').length); output('Handed', 'out'); setOutcome(property('Count') > 1 ? 'Many' : 'Few'); setOutcome('Always'); 'last'"}}
                """, "Many: many, Few: few, Always: always")
            .Add("many", "NoteTask", """{"Note": "many {{ Workflow.LastResult }}"}""")
            .Add("few", "NoteTask", """{"Note": "few"}""")
            .Add("always", "SetOutputTask", """{"OutputName": "Total", "Value": {"Expression": "property('Count') + output('Handed')"}}""").Json());
        await StartAsync(("Words", new[] { "one", "two" }));
        (await NotesAsync()).ShouldBe("many last;");
        (await TheOneAsync()).State.Output.ToJsonString().ShouldBe("""{"Handed":"out","Total":"2out"}""");
    }

    [Fact]
    public async Task A_signal_resumes_whoever_waits_for_it_by_name()
    {
        await _site.DefineAsync(new WorkflowBuilder("signal")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: note")
            .Add("note", "NoteTask", """{"Note": "{{ 'Go on' | signal_url }}"}""", "Done: wait")
            .Add("wait", "SignalEvent", """{"SignalName": {"Expression": "Go {{ 'on' }}"}}""", "Done: end")
            .Add("end", "NoteTask", """{"Note": "{{ Workflow.Input.Signal }}"}""").Json());
        await StartAsync();
        var id = (await TheOneAsync()).WorkflowId;
        await _site.TriggerAsync("SignalEvent", "x", (WorkflowInput.Signal, "Stop"));
        (await NotesAsync()).ShouldBe($"/signal/{id}/Go on;");
        await _site.TriggerAsync("SignalEvent", "x", (WorkflowInput.Signal, "go on"));
        (await NotesAsync()).ShouldBe($"/signal/{id}/Go on;go on;");
    }

    [Fact]
    public async Task Content_is_made_changed_found_and_deleted()
    {
        await _site.DefineAsync(new WorkflowBuilder("content")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: create")
            .Add("create", "CreateContentTask", """
                {"ContentType": "Document", "ContentProperties": {"Expression": "{ \"DisplayText\": \"{{ Workflow.Input.Title }}\", \"Note\": {\"Kept\": 1} }"}}
                """, "Done: update")
            .Add("update", "UpdateContentTask", """
                {"Publish": true, "ContentProperties": {"Expression": "{ \"TitlePart\": {\"Title\": \"{{ Workflow.Properties.ContentItem.DisplayText }}!\"}, \"Note\": {\"New\": [2]} }"}}
                """, "Done: wait")
            .Add("wait", "BellEvent", """{"Bell": "on"}""", "Done: find")
            .Add("find", "RetrieveContentTask", """{"Content": {"Expression": "property('ContentItem').ContentItemId"}}""", "Retrieved: note")
            .Add("note", "NoteTask", """{"Note": "{{ Workflow.LastResult.Content.Note.Kept }}{{ Workflow.LastResult.Content.Note.New[0] }}"}""", "Done: delete")
            .Add("delete", "DeleteContentTask", "{}", "Deleted: again")
            .Add("again", "DeleteContentTask", "{}", "Noop: end")
            .Add("end", "NoteTask", """{"Note": "end"}""").Json());
        await _site.TriggerAsync("BellEvent", null, ("Bell", "start"), ("Title", "A \"quoted\" \\ title"));
        var id = (await TheOneAsync()).CorrelationId!;
        var item = (await _site.PublishedAsync(id))!;
        item.DisplayText.ShouldBe("A \"quoted\" \\ title!");
        item.Content["Note"]!.ToJsonString().ShouldBe("""{"Kept":1,"New":[2]}""");

        await _site.RestartAsync();
        await _site.TriggerAsync("BellEvent", id, ("Bell", "on"));
        (await NotesAsync()).ShouldBe("12;end;");
        (await _site.LatestAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Content_that_its_type_does_not_allow_is_an_outcome_and_leaves_nothing()
    {
        await _site.DefineAsync(new WorkflowBuilder("failed")
            .Add("start", "ContentCreatedEvent", "{}", "Done: update")
            .Add("update", "UpdateContentTask", """{"ContentProperties": {"Expression": "{\"TitlePart\": {\"Title\": \"{% for i in (1..256) %}x{% endfor %}\"}}"}}""", "Done: end, Failed: failed")
            .Add("failed", "NoteTask", """{"Note": "{{ Workflow.LastResult }}"}""")
            .Add("end", "NoteTask", """{"Note": "end"}""").Json());
        var item = await _site.WriteAsync("edith", "Draft");
        (await NotesAsync()).ShouldBe("The title has 256 characters. Keep it to 255.;");
        (await _site.LatestAsync(item.ContentItemId))!.ContentItemVersionId.ShouldBe(item.ContentItemVersionId);
    }

    [Fact]
    public async Task Nobody_approves_an_own_change_that_an_update_publishes()
    {
        await _site.DefineAsync(new WorkflowBuilder("approve")
            .Add("start", "ContentCreatedEvent", "{}", "Done: ask")
            .Add("ask", "UserTaskEvent", """{"Actions": ["Approve"], "Roles": ["Editor", "Reviewer"]}""", "Approve: publish")
            .Add("publish", "UpdateContentTask", """{"Publish": true}""").Json());
        var item = await _site.WriteAsync("edith", "Draft");
        (await _site.ButtonsAsync("edith", item.ContentItemId)).ShouldBeEmpty();
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("edith", item.ContentItemId, "Approve"));
        await _site.TakeAsync("rosa", item.ContentItemId, "Approve");
        (await _site.PublishedAsync(item.ContentItemId)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_happens_to_accounts_starts_workflows()
    {
        foreach (var name in (string[])["UserCreatedEvent", "UserUpdatedEvent", "UserEnabledEvent", "UserDisabledEvent", "UserDeletedEvent", "UserLoggedInEvent"])
            await _site.DefineAsync(new WorkflowBuilder(name).Add("start", name, "{}", "Done: end").Add("end", "NoteTask", """{"Note": "{{ Workflow.Input.User.UserName }} {{ Workflow.CorrelationId }}"}""").Json());
        await RaiseAsync<UserCreatedEvent>();
        await RaiseAsync<UserUpdatedEvent>();
        await RaiseAsync<UserEnabledEvent>();
        await RaiseAsync<UserDisabledEvent>();
        await RaiseAsync<UserDeletedEvent>();
        await RaiseAsync<UserLoggedInEvent>();
        var workflows = await _site.WorkflowsAsync();
        workflows.ShouldAllBe(workflow => (string?)workflow.State.Properties["Notes"] == "ann ann-id;");
        workflows.Count.ShouldBe(6);

        Task RaiseAsync<T>() where T : UserEventActivity =>
            _site.AsSite(scope => scope.Get<AccountEvents>().RaiseAsync<T>(new Person("ann-id", "ann", "ann@example.org"), default));
    }

    [Fact]
    public async Task A_modules_own_activity_takes_one_class()
    {
        await _site.DefineAsync(new WorkflowBuilder("own")
            .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: greet")
            .Add("greet", "GreetTask", """{"Whom": {"Expression": "{{ Workflow.CorrelationId }}"}}""", "Greeted: end")
            .Add("end", "NoteTask", """{"Note": "{{ Workflow.LastResult }}"}""").Json());
        await StartAsync();
        (await NotesAsync()).ShouldBe("Hello x!;");
        (await Should.ThrowAsync<WorkflowInvalidException>(_site.DefineAsync(new WorkflowBuilder("wrong").Add("greet", "GreetTask", """{"Whom": {"Expression": "line\n{{ x"}}""").Json())))
            .Message.ShouldContain("Whom: ");
    }

    [Fact]
    public async Task Every_activity_says_what_it_does_and_its_defaults_are_good_settings()
    {
        var activities = await _site.AsSite(scope => Task.FromResult(scope.Get<ActivityLibrary>().All.Where(activity => activity.GetType().Assembly == typeof(Activity).Assembly).ToList()));
        activities.Count.ShouldBeGreaterThan(35);
        foreach (var activity in activities)
        {
            activity.Summary.ShouldEndWith(".", Case.Sensitive, activity.Name);
            activity.Category.ShouldNotBe("Other", activity.Name);
            activity.Settings.Select(setting => setting.Name).ShouldBeUnique(activity.Name);
            activity.Settings.Where(setting => setting.Kind == SettingKind.Choice).ShouldAllBe(setting => setting.Choices.Any(choice => choice.Value == setting.Default), activity.Name);
        }
    }

    private Task StartAsync(params (string Name, object? Value)[] input) => _site.TriggerAsync("BellEvent", "x", [("Bell", "start"), .. input]);

    private async Task<Workflow> TheOneAsync() => (await _site.WorkflowsAsync()).ShouldHaveSingleItem();

    private async Task<string> NotesAsync() => (string?)(await TheOneAsync()).State.Properties["Notes"] ?? "";
}

/// <summary>All that a module needs for an activity of its own: its settings with their form, their check, its outcome and its work.</summary>
public sealed class GreetTask : Activity
{
    public override string Summary => "Greets somebody.";

    public override IReadOnlyList<ActivitySetting> Settings => [new("Whom", SettingKind.Liquid, "Whom") { IsRequired = true }];

    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ["Greeted"];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.SetLastResult($"Hello {context.Render("Whom")}!");
        return new(ActivityResult.Follow("Greeted"));
    }
}
