using System.Diagnostics;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Data.Tests.Databases;
using Mhg.Web.Hosting;
using Mhg.Workflows;
using Mhg.Workflows.Activities.Content;
using Mhg.Workflows.Activities.Http;
using Mhg.Workflows.Activities.UserTasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Benchmarks;

/// <summary>How many events workflows are started and resumed by, one transaction each, and what halted instances cost a save.</summary>
internal static class WorkflowBenchmark
{
    private const string Review = "4review00000000000workflow";

    public static async Task RunAsync(int halted)
    {
        await EventsAsync("SQLite", null);
        await SavesAsync(halted);
        if (PostgreSqlServer.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return;
        }
        await using var server = await PostgreSqlServer.StartAsync();
        await EventsAsync("PostgreSQL", await server.NewDatabaseAsync());
    }

    private static async Task EventsAsync(string name, string? database)
    {
        const int Count = 2000;
        await using var made = await MadeSite.StartAsync(database);
        await made.InAsync(services => services.GetRequiredService<WorkflowTypes>().SaveAsync(JsonNode.Parse("""
            {"WorkflowTypeId": "benchmark", "Name": "Benchmark", "IsEnabled": true,
             "Activities": [{"ActivityId": "start", "Name": "SignalEvent", "IsStart": true, "Properties": {"SignalName": {"Expression": "start"}}},
                            {"ActivityId": "note", "Name": "SetPropertyTask", "Properties": {"PropertyName": "Seen", "Value": {"Expression": "workflow().CorrelationId"}}},
                            {"ActivityId": "wait", "Name": "SignalEvent", "Properties": {"SignalName": {"Expression": "go on"}}}],
             "Transitions": [{"SourceActivityId": "start", "SourceOutcomeName": "Done", "DestinationActivityId": "note"},
                             {"SourceActivityId": "note", "SourceOutcomeName": "Done", "DestinationActivityId": "wait"}]}
            """)!.AsObject(), default));
        foreach (var (figure, signal) in new[] { ("started", "start"), ("resumed", "go on") })
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Count; i++)
                await made.InAsync(services => services.GetRequiredService<WorkflowEngine>().TriggerAsync(
                    new WorkflowEvent(nameof(SignalEvent), $"x{i}", new Dictionary<string, object?> { [WorkflowInput.Signal] = signal }), default));
            Figures.Print($"events {figure}, {name}", Count / watch.Elapsed.TotalSeconds, "events/s", $"{Count} one after another, a transaction each");
        }
    }

    /// <summary>Two sites, one with and one without halted instances, take turns, so that whatever else the machine does meets both.</summary>
    private static async Task SavesAsync(int halted)
    {
        const int Saves = 300;
        await using var empty = await MadeSite.StartAsync(null);
        await using var full = await MadeSite.StartAsync(null);
        foreach (var chunk in Enumerable.Range(0, halted).Chunk(1000))
            await full.InAsync(services => services.GetRequiredService<IWorkflowStore>().SaveAsync([.. chunk.Select(Halted)], default));
        var (without, with) = (new List<double>(), new List<double>());
        string[] items = [await empty.SaveAsync(null, 0), await full.SaveAsync(null, 0)];
        for (var save = 1; save <= Saves + 20; save++)
        {
            foreach (var (site, item, times) in save % 2 == 0 ? [(empty, items[0], without), (full, items[1], with)] : new[] { (full, items[1], with), (empty, items[0], without) })
            {
                var watch = Stopwatch.StartNew();
                await site.SaveAsync(item, save);
                if (save > 20)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        Figures.Print("save of a draft, no other instance", Figures.Median(without), "ms", $"median of {Saves}");
        Figures.Print($"save of a draft beside {halted} halted instances", Figures.Median(with), "ms", $"median of {Saves}, taking turns with the one before");
        Figures.Print("what they cost", Figures.Median(without.Zip(with, (before, after) => after - before)), "ms", "median of the differences");
    }

    private static Workflow Halted(int number)
    {
        var since = DateTime.UtcNow.AddMinutes(-number);
        return new Workflow
        {
            WorkflowId = ContentId.New(),
            WorkflowTypeId = Review,
            Status = WorkflowStatus.Halted,
            CorrelationId = ContentId.New(),
            CreatedUtc = since,
            ChangedUtc = since,
            BlockingActivities = [new("decide", nameof(UserTaskEvent), false, since), new("changed", nameof(ContentDraftSavedEvent), false, since)],
        };
    }
}
