using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.Faults;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.People;
using Mhg.Workflows.Timers;
using Microsoft.Extensions.Logging;

namespace Mhg.Workflows;

/// <summary>
/// Starts workflows and lets them go on, in the transaction of what happened. Activities that change content cause events
/// themselves; these wait until the run that caused them has come to rest, and neither that instance nor its type hears them:
/// nobody waits for himself.
/// </summary>
public sealed class WorkflowEngine(
    WorkflowTypes types, IWorkflowStore store, IOutboxStore outbox, IUnitOfWork unitOfWork, IContentStore contents, ActivityLibrary library,
    WorkflowExpressions expressions, IPeople people, TimeProvider time, ILogger<WorkflowEngine> logger)
{
    // Workflows that hear one another take turns some times. Where one event leads to this many runs, they do so without end.
    private const int MostRuns = 1000;

    private readonly List<(WorkflowEvent Event, Chain Chain)> _pending = [];
    private readonly Dictionary<string, List<Workflow>> _halted = [];
    private readonly HashSet<string> _loaded = [];
    private readonly HashSet<Workflow> _changed = [];
    private readonly HashSet<string> _forgotten = [];
    private Chain? _chain;
    private bool _isWorking;

    /// <summary>Says that something has happened: instances that wait for it go on, and types that it starts are started.</summary>
    public Task TriggerAsync(WorkflowEvent happened, CancellationToken cancellationToken) => TriggerAsync([happened], cancellationToken);

    /// <summary>Says that several things have happened, in this order. Costs few questions to the database however many they are.</summary>
    public async Task TriggerAsync(IReadOnlyList<WorkflowEvent> happened, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        foreach (var one in happened.Where(one => all.Hears(one.Name) || (one.IsLast && all.Types.Count > 0)))
            _pending.Add((one, _chain ?? new Chain()));
        if (_pending.Count > 0 && !_isWorking)
            await WorkAsync(_ => Task.CompletedTask, cancellationToken);
    }

    /// <summary>Lets an instance go on at one of the activities that it waits at.</summary>
    /// <returns>The instance as it is now; null where it does not wait there (any more), or the event is not the one meant.</returns>
    /// <exception cref="WorkflowFaultException">The workflow can't go on. Nothing is stored: the instance waits as it did.</exception>
    public Task<Workflow?> ResumeAsync(string workflowId, string activityId, IReadOnlyDictionary<string, object?> input, CancellationToken cancellationToken) =>
        ResumeAsync(workflowId, activityId, input, faults: false, cancellationToken);

    /// <summary>Lets an instance go on with what came of something that it has begun itself. A fault is the instance's own affair.</summary>
    internal Task AnswerAsync(string workflowId, string activityId, IReadOnlyDictionary<string, object?> input, CancellationToken cancellationToken) =>
        ResumeAsync(workflowId, activityId, input, faults: true, cancellationToken);

    private async Task<Workflow?> ResumeAsync(
        string workflowId, string activityId, IReadOnlyDictionary<string, object?> input, bool faults, CancellationToken cancellationToken)
    {
        Workflow? resumed = null;
        await WorkAsync(async token =>
        {
            if (await HaltedAsync(workflowId, token) is { } workflow && await GoOnAsync(workflow, activityId, input, _chain ?? new Chain(), faults, token))
                resumed = workflow;
        }, cancellationToken);
        return resumed;
    }

    /// <summary>Lets an instance go on where a time has come: a timer's, or that of a failed task's next attempt. A fault is the instance's own affair.</summary>
    /// <returns>Whether it went on; not where it does not wait there any more, or longer.</returns>
    internal Task<bool> ResumeDueAsync(string workflowId, string activityId, CancellationToken cancellationToken) =>
        ResumeTimedAsync(workflowId, blocking => blocking.ActivityId == activityId && blocking.DueUtc <= time.GetUtcNow().UtcDateTime, cancellationToken);

    /// <summary>
    /// Tries again what has failed: the activity that an instance is faulted at, with all that was to run after it, or the tasks that
    /// wait for their next attempt. The instance may be faulted again afterwards.
    /// </summary>
    /// <returns>Whether there was something to try.</returns>
    internal async Task<bool> RetryAsync(string workflowId, CancellationToken cancellationToken)
    {
        var tried = false;
        await WorkAsync(async token =>
        {
            var workflow = await store.FindAsync(workflowId, token);
            if (workflow is not { Status: WorkflowStatus.Faulted, State.Scheduled.Count: > 0 })
                return;
            var all = await types.AllAsync(token);
            if (all.Find(workflow.WorkflowTypeId) is not { } type)
                return;
            var run = NewRun(workflow, type, await MergeAsync(workflow.State.Input, new Dictionary<string, object?>(), token));
            await RecallAsync(run, token);
            await RunAsync(run, null, new Chain(), faults: true, token);
            tried = true;
        }, cancellationToken);
        return tried || await ResumeTimedAsync(workflowId, blocking => blocking.Attempts > 0, cancellationToken);
    }

    /// <summary>Gives up an instance that has not come to its end.</summary>
    /// <returns>Whether there was one to give up.</returns>
    internal async Task<bool> AbortAsync(string workflowId, CancellationToken cancellationToken)
    {
        var aborted = false;
        await WorkAsync(async token =>
        {
            if (await store.FindAsync(workflowId, token) is not { Status: WorkflowStatus.Halted or WorkflowStatus.Faulted } workflow)
                return;
            Abort([workflow]);
            aborted = true;
        }, cancellationToken);
        return aborted;
    }

    /// <summary>Starts an instance of a type at one of its start events, about nothing in particular.</summary>
    internal Task StartAsync(WorkflowType type, ActivityRecord start, CancellationToken cancellationToken) => WorkAsync(
        token => StartAsync(type, start, new WorkflowEvent(start.Name, null, new Dictionary<string, object?>()), new Chain(), token), cancellationToken);

    private async Task<bool> ResumeTimedAsync(string workflowId, Predicate<BlockingActivity> isMeant, CancellationToken cancellationToken)
    {
        var resumed = false;
        await WorkAsync(async token =>
        {
            if (await HaltedAsync(workflowId, token) is not { } workflow)
                return;
            foreach (var blocking in workflow.BlockingActivities.FindAll(isMeant))
            {
                if (workflow.Status == WorkflowStatus.Halted && workflow.BlockingActivities.Contains(blocking))
                    resumed |= await GoOnAsync(workflow, blocking.ActivityId, new Dictionary<string, object?>(), new Chain(), faults: true, token);
            }
        }, cancellationToken);
        return resumed;
    }

    private async Task WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (_isWorking)
        {
            await work(cancellationToken);
            return;
        }
        await unitOfWork.RunAsync(async token =>
        {
            _isWorking = true;
            try
            {
                await work(token);
                while (_pending.Count > 0)
                {
                    var (happened, chain) = _pending[0];
                    _pending.RemoveAt(0);
                    await HandleAsync(happened, chain, token);
                }
                await StoreAsync(token);
            }
            finally
            {
                _isWorking = false;
                _pending.Clear();
                _halted.Clear();
                _loaded.Clear();
                _changed.Clear();
                _forgotten.Clear();
            }
        }, cancellationToken);
    }

    private async Task HandleAsync(WorkflowEvent happened, Chain chain, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        if (happened.CorrelationId is { } correlationId && (happened.IsLast || all.MayAwait(happened.Name)))
        {
            var others = (await HaltedAboutAsync(correlationId, cancellationToken)).Where(workflow => !chain.Causes.Contains(workflow.WorkflowId)).ToList();
            var waiting = (from workflow in others
                           from blocking in workflow.BlockingActivities
                           where blocking.Name == happened.Name
                           select (workflow, blocking)).ToList();
            if (happened.IsLast)
                Abort(others.Except(waiting.Select(one => one.workflow)));
            foreach (var (workflow, blocking) in waiting)
            {
                // An instance that waits twice for the event may have gone on already, and have given up the second wait or failed.
                if (workflow.Status == WorkflowStatus.Halted && workflow.BlockingActivities.Contains(blocking))
                    await GoOnAsync(workflow, blocking.ActivityId, happened.Input, chain, faults: true, cancellationToken);
            }
        }
        foreach (var (type, start) in all.StartedBy(happened.Name))
        {
            if (!chain.Causes.Contains(type.WorkflowTypeId))
                await StartAsync(type, start, happened, chain, cancellationToken);
        }
    }

    private void Abort(IEnumerable<Workflow> workflows)
    {
        foreach (var workflow in workflows)
        {
            workflow.Status = WorkflowStatus.Aborted;
            workflow.BlockingActivities.Clear();
            workflow.State.Scheduled.Clear();
            _changed.Add(workflow);
        }
    }

    private async Task StartAsync(WorkflowType type, ActivityRecord start, WorkflowEvent happened, Chain chain, CancellationToken cancellationToken)
    {
        var workflow = new Workflow
        {
            WorkflowId = ContentId.New(),
            WorkflowTypeId = type.WorkflowTypeId,
            Status = WorkflowStatus.Starting,
            CorrelationId = happened.CorrelationId,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        var run = NewRun(workflow, type, new Dictionary<string, object?>(happened.Input));
        if (!await IsMeantAsync(run, start, chain, faults: true, cancellationToken))
            return;
        if (type.IsSingleton)
        {
            await StoreAsync(cancellationToken);
            if (await store.HasHaltedAsync(type.WorkflowTypeId, cancellationToken))
                return;
        }
        await RunAsync(run, start, chain, faults: true, cancellationToken);
    }

    private async Task<bool> GoOnAsync(
        Workflow workflow, string activityId, IReadOnlyDictionary<string, object?> input, Chain chain, bool faults, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        if (!workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == activityId)
            || all.Find(workflow.WorkflowTypeId) is not { } type || type.Find(activityId) is not { } activity)
            return false;
        var run = NewRun(workflow, type, await MergeAsync(workflow.State.Input, input, cancellationToken));
        await RecallAsync(run, cancellationToken);
        if (!library.IsTask(activity) && !await IsMeantAsync(run, activity, chain, faults, cancellationToken))
            return false;
        await RunAsync(run, activity, chain, faults, cancellationToken);
        return true;
    }

    /// <summary>
    /// Whether the event that has happened is the one that an activity means. Where its condition fails, the instance is faulted like
    /// one whose task fails, and what has happened stands; a retry takes the event for the one meant.
    /// </summary>
    private async Task<bool> IsMeantAsync(WorkflowRun run, ActivityRecord activity, Chain chain, bool faults, CancellationToken cancellationToken)
    {
        try
        {
            return await run.CanExecuteAsync(activity, cancellationToken);
        }
        catch (WorkflowFaultException fault) when (faults)
        {
            var workflow = run.Workflow;
            workflow.BlockingActivities.RemoveAll(blocking => blocking.ActivityId == activity.ActivityId);
            workflow.State.Scheduled.Insert(0, new ScheduledActivity(activity.ActivityId, null));
            Fault(run, fault, chain.With(workflow));
            run.KeepInput();
            _changed.Add(workflow);
            return false;
        }
    }

    private void Fault(WorkflowRun run, WorkflowFaultException fault, Chain chain)
    {
        var workflow = run.Workflow;
        logger.LogError(fault, "Workflow instance {WorkflowId} about {CorrelationId} is faulted.", workflow.WorkflowId, workflow.CorrelationId);
        workflow.Status = WorkflowStatus.Faulted;
        workflow.FaultMessage = fault.Message;
        _pending.Add((WorkflowFaultEvent.Of(workflow, run.Type, fault), chain.Anew()));
    }

    /// <param name="run">What to run.</param>
    /// <param name="activity">The event that has happened, or the task that is tried again; null for what the instance has scheduled.</param>
    /// <param name="chain">What led to it.</param>
    /// <param name="faults">Whether a fault is the instance's own affair; otherwise it is reported to whoever made it go on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task RunAsync(WorkflowRun run, ActivityRecord? activity, Chain chain, bool faults, CancellationToken cancellationToken)
    {
        var workflow = run.Workflow;
        var outer = _chain;
        _chain = chain.With(workflow);
        try
        {
            if (activity is not null && _chain.Runs > MostRuns)
            {
                _pending.RemoveAll(next => next.Chain.HasSameStart(_chain));
                workflow.State.Scheduled.Insert(0, new ScheduledActivity(activity.ActivityId, null));
                throw new WorkflowFaultException(run.Type, activity,
                    $"What happened has led to {MostRuns} runs of workflows, so these cause one another without end. Put a condition into one of them.");
            }
            await run.ExecuteAsync(activity?.ActivityId, cancellationToken);
        }
        catch (WorkflowFaultException fault) when (
            !faults && fault.InnerException is (ContentRefusedException or ContentInvalidException or ContentConflictException))
        {
            // An answer to the person who made it go on.
            ExceptionDispatchInfo.Throw(fault.InnerException!);
        }
        catch (WorkflowFaultException fault) when (faults)
        {
            Fault(run, fault, _chain);
        }
        finally
        {
            _chain = outer;
        }

        run.KeepInput();
        if (workflow.Status == WorkflowStatus.Finished && run.Type.DeleteFinishedWorkflows)
        {
            _changed.Remove(workflow);
            if (workflow.Revision > 0)
                _forgotten.Add(workflow.WorkflowId);
            return;
        }
        _changed.Add(workflow);
        if (workflow is { Status: WorkflowStatus.Halted, CorrelationId: { } correlationId })
            Remember(correlationId, workflow);
    }

    /// <summary>Does an activity's work so that nothing of it stays when it fails: neither what it wrote nor the events that it caused.</summary>
    private async Task<ActivityResult> IsolateAsync(Func<CancellationToken, Task<ActivityResult>> work, CancellationToken cancellationToken)
    {
        var events = _pending.Count;
        try
        {
            return await unitOfWork.RunAsync(work, cancellationToken);
        }
        catch
        {
            _pending.RemoveRange(events, _pending.Count - events);
            throw;
        }
    }

    /// <summary>A halted instance, as this very run has left it; null where it is not halted.</summary>
    private async Task<Workflow?> HaltedAsync(string workflowId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(workflowId, cancellationToken) is not { Status: WorkflowStatus.Halted } workflow)
            return null;
        return workflow.CorrelationId is { } correlationId
            ? (await HaltedAboutAsync(correlationId, cancellationToken)).FirstOrDefault(halted => halted.WorkflowId == workflowId)
            : workflow;
    }

    /// <summary>The halted instances about something, the ones of this very run included.</summary>
    private async Task<IReadOnlyList<Workflow>> HaltedAboutAsync(string correlationId, CancellationToken cancellationToken)
    {
        if (!_loaded.Contains(correlationId))
        {
            var all = await types.AllAsync(cancellationToken);
            var wanted = _pending.Where(next => all.MayAwait(next.Event.Name)).Select(next => next.Event.CorrelationId).OfType<string>()
                .Append(correlationId).Where(_loaded.Add).ToList();
            foreach (var workflow in await store.ListHaltedAsync(wanted, cancellationToken))
                Remember(workflow.CorrelationId!, workflow);
        }
        return [.. (_halted.GetValueOrDefault(correlationId) ?? [])
            .Where(workflow => workflow.Status == WorkflowStatus.Halted && workflow.CorrelationId == correlationId)];
    }

    private void Remember(string correlationId, Workflow workflow)
    {
        if (!_halted.TryGetValue(correlationId, out var known))
            _halted[correlationId] = known = [];
        if (!known.Exists(other => other.WorkflowId == workflow.WorkflowId))
            known.Add(workflow);
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (_changed.Count > 0)
        {
            var now = time.GetUtcNow().UtcDateTime;
            foreach (var workflow in _changed)
                workflow.ChangedUtc = now;
            await store.SaveAsync([.. _changed], cancellationToken);
            if (_changed.SelectMany(WaitReceiver.Waits).ToList() is { Count: > 0 } waits)
                await outbox.AddAsync(waits, cancellationToken);
        }
        if (_forgotten.Count > 0)
            await store.DeleteAsync([.. _forgotten], cancellationToken);
        _changed.Clear();
        _forgotten.Clear();
    }

    /// <summary>What the instance was told before, and over it what it is told now.</summary>
    private async Task<Dictionary<string, object?>> MergeAsync(JsonObject before, IReadOnlyDictionary<string, object?> now, CancellationToken cancellationToken)
    {
        var merged = new Dictionary<string, object?>(now);
        foreach (var (name, value) in before)
        {
            if (!merged.ContainsKey(name))
                merged[name] = ContentReference.VersionIn(value) is { } version ? await contents.FindVersionAsync(version, cancellationToken) : value;
        }
        return merged;
    }

    /// <summary>Reads the content items that the instance's variables refer to.</summary>
    private async Task RecallAsync(WorkflowRun run, CancellationToken cancellationToken)
    {
        foreach (var version in run.Workflow.State.Properties.Select(property => property.Value).Append(run.Workflow.State.LastResult).Select(ContentReference.VersionIn))
        {
            if (version is not null && await contents.FindVersionAsync(version, cancellationToken) is { } item)
                run.Items[version] = item;
        }
    }

    private WorkflowRun NewRun(Workflow workflow, WorkflowType type, Dictionary<string, object?> input) =>
        new(workflow, type, input, IsolateAsync, library, expressions, people, time);

    /// <summary>What led to an event: the instances and types that ran on the way from the first one, and how many runs that one has led to.</summary>
    private sealed class Chain
    {
        private readonly Chain _start;
        private int _runs;

        public Chain() => (_start, Causes) = (this, []);

        private Chain(Chain start, ImmutableHashSet<string> causes) => (_start, Causes) = (start, causes);

        public ImmutableHashSet<string> Causes { get; }

        public int Runs => _start._runs;

        public Chain With(Workflow workflow)
        {
            _start._runs++;
            return new Chain(_start, Causes.Union([workflow.WorkflowId, workflow.WorkflowTypeId]));
        }

        /// <summary>The same causes, with no runs so far: for what tells of a chain that had no end.</summary>
        public Chain Anew() => new(new Chain(), Causes);

        public bool HasSameStart(Chain other) => _start == other._start;
    }
}
