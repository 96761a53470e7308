using System.Diagnostics;
using Mhg.ContentManagement;
using Mhg.Workflows.UserTasks;

namespace Mhg.Workflows.Tests.Kills;

/// <summary>
/// Editors and reviewers at work, all at once, in a process of its own: <c>dotnet exec Mhg.Workflows.Tests.dll review FOLDER SEED SECONDS
/// DONE</c>, as long as that and until so much is done. What they were told was done it says: <c>did ACTION ITEM VERSION PERSON</c>.
/// </summary>
internal static class BusyReview
{
    public const string Submit = "Submit for review";

    public static readonly string[] Editors = [.. Enumerable.Range(0, 8).Select(i => $"editor{i}")];
    public static readonly string[] Reviewers = [.. Enumerable.Range(0, 4).Select(i => $"reviewer{i}")];
    public static readonly string[] Decisions = ["Approve", "Request changes", "Reject"];

    public static async Task RunAsync(string folder, int seed, TimeSpan time, int wanted)
    {
        var done = 0;
        var since = Stopwatch.GetTimestamp();
        await using var site = Site.Open(folder, TimeProvider.System);
        var items = (await site.WorkflowsAsync()).Select(workflow => workflow.CorrelationId!).ToList();
        Console.WriteLine("open");
        await Task.WhenAll([
            .. Editors.Select((editor, i) => Task.Run(() => WorkAsync(new Random(seed + i), editor, EditAsync))),
            .. Reviewers.Select((reviewer, i) => Task.Run(() => WorkAsync(new Random(seed - i - 1), reviewer, DecideAsync)))]);
        Console.WriteLine("end");

        async Task WorkAsync(Random random, string person, Func<Random, string, Task> work)
        {
            while (Stopwatch.GetElapsedTime(since) < time || Volatile.Read(ref done) < wanted)
            {
                try
                {
                    await work(random, person);
                }
                catch (Exception refusal) when (refusal is ContentRefusedException or ContentConflictException or DecisionConflictException)
                {
                    // Somebody else was quicker.
                }
            }
        }

        async Task EditAsync(Random random, string editor)
        {
            var id = items[random.Next(items.Count)];
            if (random.Next(3) == 0)
                await site.ChangeAsync(editor, id, $"{editor} {random.Next(1000)}");
            else if ((await site.ButtonsAsync(editor, id)).Contains(Submit))
                await TakeAsync(editor, id, Submit);
        }

        async Task DecideAsync(Random random, string reviewer)
        {
            var waiting = await site.As(reviewer, scope => scope.Tasks.QueueAsync(0, 20));
            if (waiting.Count > 0)
                await TakeAsync(reviewer, waiting[random.Next(waiting.Count)].ContentItemId, Decisions[random.Next(Decisions.Length)]);
        }

        Task TakeAsync(string person, string id, string action) => site.As(person, async scope =>
        {
            var version = (await scope.Content.GetAsync(id))!.ContentItemVersionId;
            await scope.Tasks.TakeAsync(id, action, version, $"{person} says so.");
            Interlocked.Increment(ref done);
            Console.WriteLine($"did {action.Replace(' ', '_')} {id} {version} {person}");
        });
    }
}
