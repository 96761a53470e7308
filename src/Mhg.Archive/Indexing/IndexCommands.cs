using System.CommandLine;
using System.Globalization;
using Mhg.Modularity.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive.Indexing;

/// <summary><c>index rebuild|verify|stats</c>.</summary>
internal static class IndexCommands
{
    private const string None = "There is no search index yet. The site builds it when it starts.";

    // Enough to see what is amiss.
    private const int MostIdsShown = 10;

    public static Command Create(ICommandHost host) => new("index", "The search index, which is made from the database")
    {
        Rebuild(host), Verify(host), Stats(host),
    };

    private static Command Rebuild(ICommandHost host)
    {
        var command = new Command("rebuild", "Builds the search index anew; a site that runs does it itself and is searched meanwhile");
        command.SetAction((_, cancellationToken) => host.OnSiteAsync(async (services, token) =>
        {
            var maintenance = services.GetRequiredService<IndexMaintenance>();
            if (maintenance.RequestRebuild() > 0)
            {
                Console.WriteLine("The site is running and builds its index anew now. Until that is done, the index before it is searched.");
                return 0;
            }
            var done = 0;
            var isDefined = await host.WithProgressAsync("Search index", show => maintenance.RebuildAsync(new Progress(value =>
            {
                done = value.Done;
                show($"{value.Done} of {value.Total} items", value.Total > 0 ? (double)value.Done / value.Total : 1);
            }), token));
            if (!isDefined)
            {
                await Console.Error.WriteLineAsync("The site has no search index: no recipe has defined the one that its settings name.");
                return 1;
            }
            Console.WriteLine($"The search index was built: {done} items.");
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Verify(ICommandHost host)
    {
        var command = new Command("verify", "Reads every file of the search index and compares it with the database; 1 where there is a difference");
        command.SetAction((_, cancellationToken) => host.OnSiteAsync(async (services, token) =>
        {
            var reports = await services.GetRequiredService<IndexMaintenance>().VerifyAsync(token);
            foreach (var report in reports)
            {
                if (report.Difference is { } difference)
                {
                    Console.WriteLine(report.IsSound ? $"{report.Name}: {report.Documents} items, as in the database." : $"{report.Name}: not as in the database.");
                    Print("Not in the index", difference.Missing);
                    Print("In the index in another version", difference.Outdated);
                    Print("In the index and not published", difference.Surplus);
                }
                else
                {
                    Console.WriteLine($"{report.Name}: {report.Problem}");
                }
            }
            if (reports.Count == 0)
                await Console.Error.WriteLineAsync(None);
            return reports.Count > 0 && reports.All(report => report.IsSound) ? 0 : 1;
        }, cancellationToken));
        return command;

        static void Print(string what, IReadOnlyList<string> ids)
        {
            if (ids.Count > 0)
                Console.WriteLine($"  {what}: {ids.Count} ({string.Join(", ", ids.Take(MostIdsShown))}{(ids.Count > MostIdsShown ? ", …" : "")})");
        }
    }

    private static Command Stats(ICommandHost host)
    {
        var command = new Command("stats", "Tells how large and how new the search index is");
        command.SetAction((_, cancellationToken) => host.OnSiteAsync(async (services, token) =>
        {
            var reports = await services.GetRequiredService<IndexMaintenance>().ReportAsync(token);
            foreach (var report in reports)
            {
                Console.WriteLine($"{report.Name}{(report.IsOpen ? ", open in a process" : "")}");
                if (report.Problem is not null)
                    Console.WriteLine($"  {report.Problem}");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {report.Documents} items, {report.Bytes / 1048576.0:0.0} MiB, up to change {report.Change}"));
            }
            if (reports.Count == 0)
                await Console.Error.WriteLineAsync(None);
            return 0;
        }, cancellationToken));
        return command;
    }

    private sealed class Progress(Action<IndexProgress> report) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => report(value);
    }
}
