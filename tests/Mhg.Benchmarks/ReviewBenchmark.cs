using System.Diagnostics;
using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Tests.Databases;
using Mhg.Review.Figures;
using Mhg.Workflows.UserTasks;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Benchmarks;

/// <summary>How long the figures of reviews take, with so many decisions in the audit and as many other events.</summary>
internal static class ReviewBenchmark
{
    private static readonly DateTime Now = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Types = ["Workshop", "Document", "Campaign", "Discussion"];

    public static async Task RunAsync(int decisions)
    {
        await RunAsync("SQLite", null, decisions);
        if (PostgreSqlServer.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return;
        }
        await using var server = await PostgreSqlServer.StartAsync();
        await RunAsync("PostgreSQL", await server.NewDatabaseAsync(), decisions);
    }

    private static async Task RunAsync(string name, string? database, int decisions)
    {
        await using var made = await MadeSite.StartAsync(database);
        foreach (var chunk in Enumerable.Range(0, decisions).Chunk(5000))
            await made.InAsync(services => services.GetRequiredService<IAuditLog>().AppendAsync([.. chunk.SelectMany(i => Events(i, decisions))], default));
        var (last, first) = (DateOnly.FromDateTime(Now), DateOnly.FromDateTime(Now.AddYears(-1)));
        foreach (var (what, period) in new[] { ("a year", new FigurePeriod(first, last)), ("a month", new FigurePeriod(last.AddMonths(-1), last)) })
        {
            var times = new List<double>();
            for (var i = 0; i < 7; i++)
            {
                await made.InAsync(async services =>
                {
                    var watch = Stopwatch.StartNew();
                    await services.GetRequiredService<ReviewFigures>().OfAsync(period, default);
                    times.Add(watch.Elapsed.TotalMilliseconds);
                });
            }
            Figures.Print($"figures of reviews, {what}, {name}", Figures.Median(times.Skip(2)), "ms", $"{decisions} decisions in a year, and as many other events");
        }
    }

    /// <summary>A decision, and a change before it; all of them within a year.</summary>
    private static AuditEvent[] Events(int i, int all)
    {
        var utc = Now.AddDays(-365.0 * i / all);
        var type = Types[i % Types.Length];
        var decision = new Decision("4workflow", "4review00000000000workflow", "decide", true, true, false) { Title = i % 2 == 0 ? "Check" : "Decide", SinceUtc = utc.AddHours(-i % 100) };
        return
        [
            new(utc.AddHours(-1), "editor", "editor", "DraftSaved", $"item{i}", $"version{i}", type),
            new(utc, "reviewer", "reviewer", i % 3 == 0 ? "Reject" : "Approve", $"item{i}", $"version{i}", type, null, JsonSerializer.SerializeToNode(decision, ContentJson.Options)!.AsObject()),
        ];
    }
}
