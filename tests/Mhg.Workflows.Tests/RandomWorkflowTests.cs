using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Tests;

/// <summary>Whatever workflow somebody draws and whatever happens to it, instances stay in legal states, and restarts do not show.</summary>
public sealed class RandomWorkflowTests
{
    private static readonly string[] Kinds = ["BellEvent", "BellEvent", "BellEvent", "NoteTask", "IfElseTask", "ForkTask", "ForkTask", "JoinTask"];
    private static readonly string[] Bells = ["ding", "dong", "clang"];

    [Fact]
    public async Task What_happens_one_by_one_or_at_once_ends_the_same_and_legally()
    {
        await using var site = await Site.StartAsync(services => services.AddActivity<BellEvent>().AddActivity<NoteTask>());
        var round = 0;
        var shapes = Gen.Choose(0, 10_000).ArrayOf(12);
        var bells = Gen.Elements(Bells).ListOf().Select(list => list.Take(8).ToArray());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(shapes.ToArbitrary(), bells.ToArbitrary(), (shape, rung) =>
        {
            var (json, name) = (Draw(shape, ++round), $"random{round}");
            Task.Run(() => PlayAsync(site, json, name, rung)).GetAwaiter().GetResult();
        }));
    }

    private static async Task PlayAsync(Site site, string json, string name, string[] rung)
    {
        await site.DefineAsync(json);
        string[] all = [name, .. rung];
        foreach (var bell in all)
            await site.TriggerAsync("BellEvent", "slow", ("Bell", bell));
        await site.AsSite(scope => scope.Get<WorkflowEngine>().TriggerAsync(
            [.. all.Select(bell => new WorkflowEvent("BellEvent", "fast", new Dictionary<string, object?> { ["Bell"] = bell }))], default));

        var slow = (await site.WorkflowsAsync("slow")).ShouldHaveSingleItem(json);
        var fast = (await site.WorkflowsAsync("fast")).ShouldHaveSingleItem(json);
        Summary(fast).ShouldBe(Summary(slow), json);
        await site.AsSite(scope => scope.Get<WorkflowTypes>().DeleteAsync(name, default));
        await site.AsSite(scope => scope.Get<IWorkflowStore>().DeleteAsync([slow.WorkflowId, fast.WorkflowId], default));

        var type = System.Text.Json.JsonSerializer.Deserialize<WorkflowType>(json)!;
        (slow.Status switch
        {
            WorkflowStatus.Halted => slow.BlockingActivities.Count > 0,
            WorkflowStatus.Finished => slow.BlockingActivities.Count == 0,
            WorkflowStatus.Faulted => slow.FaultMessage!.Contains("loop without end", StringComparison.Ordinal),
            _ => false,
        }).ShouldBeTrue($"{slow.Status} {json}");
        slow.BlockingActivities.ShouldAllBe(blocking => type.Find(blocking.ActivityId)!.Name == "BellEvent");
        slow.BlockingActivities.Select(blocking => blocking.ActivityId).ShouldBeUnique();

        if (slow.State.ExecutedActivities.Count < 100)
        {
            var executed = new HashSet<string>();
            foreach (var activity in slow.State.ExecutedActivities)
            {
                (executed.Count == 0 || type.Into(activity).Any(transition => executed.Contains(transition.SourceActivityId))).ShouldBeTrue(json);
                executed.Add(activity);
            }
        }
    }

    private static string Summary(Workflow workflow) => string.Join(
        " | ", workflow.Status, workflow.State.Properties.ToJsonString(), string.Join(",", workflow.BlockingActivities.Select(blocking => blocking.ActivityId).Order()),
        string.Join(",", workflow.State.ExecutedActivities));

    /// <summary>A start and a dozen activities; every outcome leads to one of them or nowhere.</summary>
    private static string Draw(int[] shape, int round)
    {
        var builder = new WorkflowBuilder($"random{round}").Add("start", "BellEvent", $$"""{"Bell": "random{{round}}"}""", $"Done: a{shape[0] % shape.Length}");
        foreach (var (index, number) in shape.Index())
        {
            var kind = Kinds[number % Kinds.Length];
            var (properties, outcomes) = kind switch
            {
                "BellEvent" => ($$"""{"Bell": "{{Bells[number / 8 % Bells.Length]}}"}""", new[] { "Done" }),
                "NoteTask" => ($$"""{"Note": "{{index}}"}""", ["Done"]),
                "IfElseTask" => ("""{"Condition": {"Expression": "(property('Notes') || '').length % 3 == 1"}}""", ["True", "False"]),
                "ForkTask" => ("""{"Forks": ["A", "B", "C"]}""", ["A", "B", "C"]),
                _ => ($$"""{"Mode": {{number / 8 % 2}}}""", ["Joined"]),
            };
            var then = outcomes.Index().Where(outcome => number / (7 + outcome.Index) % 8 > 0)
                .Select(outcome => $"{outcome.Item}: a{(number / (11 + 6 * outcome.Index) + outcome.Index) % shape.Length}");
            builder.Add($"a{index}", kind, properties, string.Join(", ", then));
        }
        return builder.Json();
    }
}
