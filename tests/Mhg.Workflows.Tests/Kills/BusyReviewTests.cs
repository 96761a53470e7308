using System.Diagnostics;
using System.Globalization;
using Mhg.ContentManagement.Storage;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Mhg.Workflows.Tests.Kills;

public sealed class BusyReviewTests(ITestOutputHelper output)
{
    private const int Drafts = 200;

    [Fact]
    public async Task Eight_editors_and_four_reviewers_work_at_once_and_the_process_is_killed_three_times()
    {
        // So long, and until so much is done: what a slow machine does in a few seconds says nothing.
        var (seconds, done) = Environment.GetEnvironmentVariable("MHG_LONG_TESTS") == "1" ? (15, 500) : (0, 25);
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, {seconds} s and {done} acts for each of four processes");
        await using var site = await Site.StartAsync();
        await site.RunRecipeAsync("mhg.review");
        foreach (var person in BusyReview.Editors)
            await site.AddAccountAsync(person, "Editor");
        foreach (var person in BusyReview.Reviewers)
            await site.AddAccountAsync(person, "Reviewer");
        for (var draft = 0; draft < Drafts; draft++)
            await site.WriteAsync(BusyReview.Editors[draft % BusyReview.Editors.Length], $"Draft {draft}");
        SqliteConnection.ClearAllPools();

        var random = new Random(seed);
        var reported = new List<string[]>();
        for (var run = 0; run < 4; run++)
        {
            using var process = Start(site.Folder, random.Next(), seconds, done);
            var since = Stopwatch.GetTimestamp();
            var lines = new List<string>();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                lines.Add(line);
                if (run == 3 || lines.Count < done || Stopwatch.GetElapsedTime(since).TotalSeconds < seconds)
                    continue;
                await Task.Delay(random.Next(50));
                process.Kill();
            }
            await process.WaitForExitAsync();
            (process.ExitCode is 137 or 0).ShouldBeTrue($"seed {seed}: {await process.StandardError.ReadToEndAsync()}");
            // A line that the kill cut short may be anything.
            reported.AddRange(lines.SkipLast(run < 3 ? 1 : 0).Select(line => line.Split(' ')).Where(words => words.Length == 5));
        }
        await CheckAsync(site, reported, $"seed {seed}");
    }

    private async Task CheckAsync(Site site, List<string[]> reported, string place)
    {
        var (submitted, decided) = (0, 0);
        var told = new Dictionary<string, int>();
        var audited = new List<(string Action, string Item, string Version, string Person)>();
        var workflows = await site.WorkflowsAsync();
        workflows.Count.ShouldBe(Drafts, place);
        foreach (var workflow in workflows)
        {
            var id = workflow.CorrelationId!;
            workflow.Status.ShouldBe(WorkflowStatus.Halted, place);
            string.Join(" ", workflow.BlockingActivities.Select(blocking => blocking.ActivityId).Order()).ShouldBeOneOf("submit", "changed decide", "changed");

            // The history tells what has to be, event by event: who may do what follows from what was done before.
            var owner = (await site.LatestAsync(id))!.Owner;
            var (state, version, lastChangedBy, submittedBy, published) = ("submit", "", "", "", (string?)null);
            var history = (await site.HistoryAsync(id)).Reverse().ToList();
            for (var at = 0; at < history.Count; at++)
            {
                var entry = history[at];
                var here = $"{place}, {id}: {string.Join(", ", history.Select(event_ => $"{event_.Name} by {event_.UserName}"))}";
                switch (entry.Name)
                {
                    case BusyReview.Submit:
                        state.ShouldBe("submit", here);
                        entry.ContentItemVersionId.ShouldBe(version, here);
                        (state, submitted, submittedBy) = ("decide", submitted + 1, entry.UserName);
                        break;
                    case "Approve" or "Request changes" or "Reject":
                        state.ShouldBe("decide", here);
                        entry.ContentItemVersionId.ShouldBe(version, here);
                        decided++;
                        foreach (var editor in (string[])[.. new[] { owner, lastChangedBy + "-id", submittedBy + "-id" }.Distinct()])
                            told[editor] = told.GetValueOrDefault(editor) + 1;
                        if (entry.Name == "Approve")
                        {
                            entry.UserName.ShouldNotBe(lastChangedBy, here);
                            history[++at].Name.ShouldBe("Published", here);
                            (history[at].ContentItemVersionId, history[at].UserName).ShouldBe((version, entry.UserName), here);
                            (state, published) = ("changed", version);
                        }
                        else
                        {
                            state = entry.Name == "Reject" ? "changed" : "submit";
                        }
                        break;
                    default:
                        entry.Name.ShouldNotBe("Published", here);
                        (state, version, lastChangedBy) = ("submit", entry.ContentItemVersionId!, entry.UserName);
                        break;
                }
                if (entry.Name == BusyReview.Submit || BusyReview.Decisions.Contains(entry.Name))
                    audited.Add((entry.Name, id, entry.ContentItemVersionId!, entry.UserName));
            }
            workflow.BlockingActivities.ShouldContain(blocking => blocking.ActivityId == state, place);
            (await site.PublishedAsync(id))?.ContentItemVersionId.ShouldBe(published, place);
            (await site.PublishedAsync(id) is null).ShouldBe(published is null, place);
        }

        // Whoever was told that it was done finds it in the audit.
        foreach (var words in reported)
            audited.Remove((words[1].Replace('_', ' '), words[2], words[3], words[4])).ShouldBeTrue($"{place}: {string.Join(' ', words)}");
        audited.Count.ShouldBeLessThanOrEqualTo(3 * (BusyReview.Editors.Length + BusyReview.Reviewers.Length), place);
        foreach (var reviewer in (string[])[.. BusyReview.Reviewers, "rosa", "rick"])
            (await CountAsync(site, reviewer)).ShouldBe(submitted, place);
        foreach (var editor in BusyReview.Editors)
            (await CountAsync(site, editor)).ShouldBe(told.GetValueOrDefault(editor + "-id"), place);
        output.WriteLine($"{submitted} submitted, {decided} decided, {audited.Count} done and not reported before a kill");
        decided.ShouldBeGreaterThan(0, place);
    }

    private static Task<int> CountAsync(Site site, string userName) =>
        site.AsSite(scope => scope.Get<Notices.INoticeStore>().CountAsync(userName + "-id", default));

    private static Process Start(string folder, int seed, int seconds, int done) => Process.Start(
        new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                "exec", typeof(BusyReview).Assembly.Location, "review", folder,
                seed.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture), done.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
