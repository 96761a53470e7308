using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Mhg.Workflows.Tests.Kills;

/// <summary>Whatever a process is doing when it is killed: the next one goes on where it was, and every message was sent once.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_process_that_is_killed_at_any_moment_is_followed_by_one_that_goes_on_where_it_was()
    {
        var kills = Environment.GetEnvironmentVariable("MHG_LONG_TESTS") == "1" ? 100 : 6;
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        var start = DateTimeOffset.UtcNow.UtcTicks;
        var (whole, steps) = (0, 0);
        for (var kill = 0; kill < kills;)
        {
            await using var made = await Site.StartAsync(services => services.AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<ChanceTask>().AddSingleton(random));
            await made.DefineAsync(DoomedSite.Journey);
            SqliteConnection.ClearAllPools();
            // Each site outlives some processes, so that a round of many kills sees the beginning and the end of many journeys.
            for (var most = kill + 6; kill < Math.Min(kills, most); kill++)
            {
                using var process = Start(made.Folder, start, random.Next());
                var wanted = random.Next(60);
                for (var seen = 0; seen < wanted && await process.StandardOutput.ReadLineAsync() is { } line && line != "end"; seen++)
                    steps++;
                await Task.Delay(random.Next(60));
                process.Kill();
                await process.WaitForExitAsync();
                (process.ExitCode is 137 or 0).ShouldBeTrue($"seed {seed}, kill {kill}: {await process.StandardError.ReadToEndAsync()}");
            }

            using (var last = Start(made.Folder, start, random.Next()))
            {
                var said = await last.StandardOutput.ReadToEndAsync();
                await last.WaitForExitAsync();
                last.ExitCode.ShouldBe(0, $"seed {seed}: {await last.StandardError.ReadToEndAsync()}");
                said.ShouldEndWith("end\n");
            }
            await CheckAsync(made.Folder, start, $"seed {seed}, after kill {kill}");
            whole++;
        }
        output.WriteLine($"{steps} steps, {whole} sites");
    }

    private async Task CheckAsync(string folder, long start, string place)
    {
        await using var site = DoomedSite.Open(folder, new SwiftTime(start), new Random());
        // The last process ended without looking whether its last messages were out.
        while (await site.DeliverAsync() is not null)
            await Task.Delay(5);
        var journeys = await site.WorkflowsAsync();
        journeys.Select(workflow => (workflow.CorrelationId, workflow.Status)).ShouldBe(
            Enumerable.Range(0, DoomedSite.Journeys).Select(i => ((string?)$"x{i}", WorkflowStatus.Finished)), ignoreOrder: true, place);
        foreach (var journey in journeys)
        {
            var rounds = ((string)journey.State.Properties["Notes"]!).Split(';', StringSplitOptions.RemoveEmptyEntries);
            rounds[^1].ShouldBe("end", place);
            rounds[..^1].Chunk(3).Select(round => string.Concat(round.Order())).ShouldBe(Enumerable.Repeat("ABC", DoomedSite.Rounds), place);
        }

        var expected = from i in Enumerable.Range(0, DoomedSite.Journeys)
                       from round in Enumerable.Range(1, DoomedSite.Rounds)
                       select $"x{i} {round}";
        (await site.NoticesAsync("rosa")).Select(notice => notice.Subject).Order().ShouldBe(expected.Order(), place);
        var mails = MailLog.Read(folder);
        var byId = mails.Select(line => line.Split(' ', 2)).DistinctBy(line => line[0]).ToList();
        // The first of the three is the notice, which comes by e-mail, too.
        byId.Select(line => line[1]).Order().ShouldBe(expected.SelectMany(about => (string[])[about, $"{about} at once", $"{about} later"]).Order(), place);
        output.WriteLine($"{byId.Count} e-mails, {mails.Length - byId.Count} of them sent again with the same id");
    }

    private static Process Start(string folder, long start, int seed) => Process.Start(
        new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", typeof(DoomedSite).Assembly.Location, folder, start.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
