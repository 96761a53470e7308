using Mhg.ContentManagement;
using Mhg.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Mhg.Workflows.Tests;

/// <summary>Random workflows, to which random things happen, do what the model of the rules says.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private static readonly string[] Kinds =
        ["BellEvent", "BellEvent", "UserTaskEvent", "NoteTask", "NoteTask", "TryTask", "TryTask", "IfElseTask", "ForkTask", "ForkTask", "JoinTask", "JoinTask"];

    private static readonly string[] Bells = ["ding", "dong"];
    private static readonly string[] Actions = ["Yes", "No"];

    [Fact]
    public async Task Whatever_happens_to_whatever_workflow_is_what_the_rules_say()
    {
        var seed = Environment.TickCount;
        var rounds = Environment.GetEnvironmentVariable("MHG_LONG_TESTS") == "1" ? 500 : 50;
        output.WriteLine($"seed {seed}, {rounds} workflows");
        var random = new Random(seed);
        var seen = new Dictionary<WorkflowStatus, int>();
        var mirrored = new Trials();
        var trials = new Trials();
        await using var site = await Site.StartAsync(services => services.AddSingleton(trials)
            .AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<TryTask>());
        for (var round = 0; round < rounds; round++)
        {
            var (name, about) = ($"random{round}", $"about{round}");
            var json = Draw(random, name);
            await site.DefineAsync(json);
            var type = (await site.AsSite(async scope => await scope.Get<WorkflowTypes>().AllAsync(default))).Find(name)!;
            var model = new WorkflowModel(type, mirrored, about);
            var happened = new List<string> { "start" };
            await site.TriggerAsync("BellEvent", about, ("Bell", name));
            model.Start(type.Find("start")!);
            for (var step = 0; ; step++)
            {
                var workflow = (await site.WorkflowsAsync(about)).ShouldHaveSingleItem();
                var place = $"seed {seed}, round {round}: {string.Join(", ", happened)} of {json}";
                workflow.Status.ShouldBe(model.Status, place);
                ((string?)workflow.State.Properties["Notes"] ?? "").ShouldBe(model.Notes, place);
                workflow.BlockingActivities.Select(blocking => $"{blocking.ActivityId} {blocking.Attempts}").Order().ShouldBe(model.Waiting, place);
                workflow.State.ExecutedActivities.ShouldBe(model.Executed, place);
                if (workflow.Status != WorkflowStatus.Aborted)
                    (workflow.Status == WorkflowStatus.Faulted).ShouldBe(workflow.FaultMessage is not null, place);
                (workflow.Status == WorkflowStatus.Faulted).ShouldBe(workflow.State.Scheduled.Count > 0, place);
                workflow.BlockingActivities.ShouldAllBe(blocking => (blocking.DueUtc != null) == (blocking.Attempts > 0), place);
                seen[workflow.Status] = seen.GetValueOrDefault(workflow.Status) + 1;
                if (step == 10 || workflow.Status is WorkflowStatus.Finished or WorkflowStatus.Aborted)
                    break;

                var asked = workflow.BlockingActivities.Where(blocking => blocking.Name == "UserTaskEvent").ToList();
                switch (random.Next(10))
                {
                    case < 4:
                        happened.Add(Bells[random.Next(Bells.Length)]);
                        await site.TriggerAsync("BellEvent", about, ("Bell", happened[^1]));
                        model.Ring(happened[^1]);
                        break;
                    case < 6 when asked.Count > 0 && workflow.Status == WorkflowStatus.Halted:
                        var (task, action) = (asked[random.Next(asked.Count)].ActivityId, Actions[random.Next(Actions.Length)]);
                        happened.Add($"{action} at {task}");
                        try
                        {
                            await site.AsSite(scope => scope.Get<WorkflowEngine>().ResumeAsync(workflow.WorkflowId, task, new Dictionary<string, object?> { [WorkflowInput.UserAction] = action }, default));
                        }
                        catch (WorkflowFaultException)
                        {
                            happened[^1] += " refused";
                        }
                        model.Take(task, action);
                        break;
                    case < 9:
                        happened.Add("retry");
                        try
                        {
                            await site.RetryAsync(workflow.WorkflowId);
                        }
                        catch (ContentRefusedException)
                        {
                            happened[^1] += " refused";
                        }
                        model.Retry();
                        break;
                    default:
                        if (random.Next(4) > 0)
                            break;
                        happened.Add("abort");
                        await site.AbortAsync(workflow.WorkflowId);
                        model.Abort();
                        break;
                }
            }
            await site.AsSite(scope => scope.Get<WorkflowTypes>().DeleteAsync(name, default));
        }
        output.WriteLine(string.Join(", ", seen.Select(status => $"{status.Key} {status.Value}")));
        seen.Keys.ShouldBe([WorkflowStatus.Halted, WorkflowStatus.Finished, WorkflowStatus.Faulted, WorkflowStatus.Aborted], ignoreOrder: true);
    }

    /// <summary>A start and some activities; every outcome leads to one of them or nowhere, mostly onward.</summary>
    private static string Draw(Random random, string name)
    {
        var count = 4 + random.Next(9);
        var builder = new WorkflowBuilder(name).Add("start", "BellEvent", $$"""{"Bell": "{{name}}"}""", "Done: a0");
        for (var index = 0; index < count; index++)
        {
            var (kind, here) = (Kinds[random.Next(Kinds.Length)], index);
            var (properties, outcomes) = kind switch
            {
                "BellEvent" => ($$"""{"Bell": "{{Bells[random.Next(Bells.Length)]}}"}""", new[] { "Done" }),
                "UserTaskEvent" => ("""{"Actions": ["Yes", "No"]}""", Actions),
                "NoteTask" => ($$"""{"Note": "{{index}}"}""", ["Done"]),
                "TryTask" => ($$"""{"Fails": {{random.Next(8)}}, "Lasting": {{(random.Next(3) == 0 ? "true" : "false")}}}""", ["Done"]),
                "IfElseTask" => ("""{"Condition": {"Expression": "(property('Notes') || '').length % 3 == 1"}}""", ["True", "False"]),
                "ForkTask" => ("""{"Forks": ["A", "B", "C"]}""", ["A", "B", "C"]),
                _ => ($$"""{"Mode": {{random.Next(2)}}}""", ["Joined"]),
            };
            var then = outcomes.Where(_ => random.Next(8) > 0)
                .Select(outcome => $"{outcome}: a{(random.Next(6) == 0 ? random.Next(count) : Math.Min(count - 1, here + 1 + random.Next(3)))}");
            builder.Add($"a{index}", kind, properties, string.Join(", ", then));
        }
        return builder.Json();
    }
}

/// <summary>How often tasks were tried.</summary>
public sealed class Trials
{
    private readonly Dictionary<(string About, string ActivityId), int> _tried = [];

    /// <summary>Whether this attempt fails: the first <c>Fails</c> of an activity do.</summary>
    public bool Fails(string about, ActivityRecord record)
    {
        var tried = _tried[(about, record.ActivityId)] = _tried.GetValueOrDefault((about, record.ActivityId)) + 1;
        return tried <= int.Parse(record.Text("Fails"));
    }
}

/// <summary>Fails some times, for a reason that may pass or for a <c>Lasting</c> one.</summary>
public sealed class TryTask(Trials trials) : Activity
{
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (trials.Fails(context.Workflow.CorrelationId!, context.Record))
            throw context.Record.Flag("Lasting") ? new InvalidOperationException("It does not work.") : new TimeoutException();
        return new(ActivityResult.Done);
    }
}
