using System.Globalization;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Tests.Kills;

/// <summary>
/// A site in a process of its own: <c>dotnet exec Mhg.Workflows.Tests.dll FOLDER START SEED</c>. It drives all journeys to their
/// end, each from wherever the process before it left off, delivers the outbox meanwhile, and says <c>step</c> after every step.
/// </summary>
internal static class DoomedSite
{
    public const int Journeys = 8;
    public const int Rounds = 2;

    /// <summary>
    /// Three ways at once, some rounds: an e-mail; an e-mail after a wait; a task that often fails and a notice. Then it waits
    /// for the bell.
    /// </summary>
    public static string Journey => new WorkflowBuilder("journey")
        .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: count")
        .Add("count", "SetPropertyTask", """{"PropertyName": "Round", "Value": {"Expression": "(property('Round') || 0) + 1"}}""", "Done: fork")
        .Add("fork", "ForkTask", """{"Forks": ["A", "B", "C"]}""", "A: mail, B: wait, C: try")
        .Add("mail", "EmailTask", Mail("at once"), "Done: noteA")
        .Add("noteA", "NoteTask", """{"Note": "A"}""", "Done: join")
        .Add("wait", "TimerEvent", """{"CronExpression": "* * * * *"}""", "Done: later")
        .Add("later", "EmailTask", Mail("later"), "Done: noteB")
        .Add("noteB", "NoteTask", """{"Note": "B"}""", "Done: join")
        .Add("try", "ChanceTask", "{}", "Done: notify")
        .Add("notify", "NotifyUserTask", """{"UserNames": {"Expression": "rosa"}, "Subject": {"Expression": "{{ Workflow.CorrelationId }} {{ Workflow.Properties.Round }}"}}""", "Done: noteC")
        .Add("noteC", "NoteTask", """{"Note": "C"}""", "Done: join")
        .Add("join", "JoinTask", "{}", "Joined: bell")
        .Add("bell", "BellEvent", """{"Bell": "next"}""", "Done: more")
        .Add("more", "IfElseTask", $$$"""{"Condition": {"Expression": "property('Round') < {{{Rounds}}}"}}""", "True: count, False: end")
        .Add("end", "NoteTask", """{"Note": "end"}""").Json();

    public static async Task Main(string[] arguments)
    {
        if (arguments is ["review", var folder, .. var numbers])
        {
            var values = Array.ConvertAll(numbers, number => int.Parse(number, CultureInfo.InvariantCulture));
            await BusyReview.RunAsync(folder, values[0], TimeSpan.FromSeconds(values[1]), values[2]);
            return;
        }
        var time = new SwiftTime(long.Parse(arguments[1], CultureInfo.InvariantCulture));
        var seed = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        var random = new Random(seed);
        await using var site = Open(arguments[0], time, new Random(seed + 1));
        Console.WriteLine("open");
        var delivery = Task.Run(async () =>
        {
            while (true)
            {
                await site.DeliverAsync();
                await Task.Delay(5);
            }
        });
        while (await StepAsync(site, random))
        {
            Console.WriteLine("step");
            if (delivery.IsCompleted)
                await delivery;
        }
        Console.WriteLine("end");
    }

    public static Site Open(string folder, TimeProvider time, Random random) => Site.Open(folder, time, services => services
        .AddSingleton(random).AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<ChanceTask>()
        .AddSingleton<IMailTransport>(new MailLog(folder)));

    /// <summary>Starts or rings for one journey that needs it.</summary>
    /// <returns>Whether there is something left to do or to wait for.</returns>
    private static async Task<bool> StepAsync(Site site, Random random)
    {
        var about = $"x{random.Next(Journeys)}";
        switch (await site.WorkflowsAsync(about))
        {
            case []:
                await site.TriggerAsync("BellEvent", about, ("Bell", "start"));
                break;
            case [{ Status: WorkflowStatus.Halted } workflow] when workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == "bell"):
                await site.TriggerAsync("BellEvent", about, ("Bell", "next"));
                break;
        }
        return (await site.WorkflowsAsync()).Count(workflow => workflow.Status == WorkflowStatus.Finished) < Journeys;
    }

    private static string Mail(string when) =>
        $$$"""{"Recipients": {"Expression": "rosa@example.org"}, "Subject": {"Expression": "{{ Workflow.CorrelationId }} {{ Workflow.Properties.Round }} {{{when}}}"}}""";
}

/// <summary>Fails as often as not.</summary>
public sealed class ChanceTask(Random random) : Activity
{
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        lock (random)
        {
            if (random.Next(4) == 0)
                throw new TimeoutException("Bad luck.");
        }
        return new(ActivityResult.Done);
    }
}

/// <summary>Appends a line for each e-mail that arrives.</summary>
internal sealed class MailLog(string folder) : IMailTransport
{
    private const string Name = "mail.log";

    public static string[] Read(string folder) => File.Exists(Path.Combine(folder, Name)) ? File.ReadAllLines(Path.Combine(folder, Name)) : [];

    public Task SendAsync(string messageId, Email email, CancellationToken cancellationToken)
    {
        File.AppendAllText(Path.Combine(folder, Name), $"{messageId} {email.Subject}\n");
        return Task.CompletedTask;
    }
}

/// <summary>A clock on which ten minutes pass in a second, the same in every process.</summary>
internal sealed class SwiftTime(long startTicks) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(startTicks, TimeSpan.Zero) + ((DateTimeOffset.UtcNow - new DateTimeOffset(startTicks, TimeSpan.Zero)) * 600);
}
