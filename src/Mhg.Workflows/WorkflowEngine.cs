using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Activities;
using Mhg.Workflows.People;
using Microsoft.Extensions.Logging;

namespace Mhg.Workflows;

/// <summary>
/// Starts workflows and lets them go on, in the transaction of what happened. Activities that change content cause events
/// themselves; these wait until the run that caused them has come to rest, and neither that instance nor its type hears them:
/// nobody waits for himself.
/// </summary>
public sealed class WorkflowEngine(
    WorkflowTypes types, IWorkflowStore store, IUnitOfWork unitOfWork, IContentStore contents, ActivityLibrary library,
    WorkflowExpressions expressions, IPeople people, TimeProvider time, ILogger<WorkflowEngine> logger)
{
    private readonly List<(WorkflowEvent Event, ImmutableHashSet<string> Causes)> _pending = [];
    private readonly Dictionary<string, List<Workflow>> _halted = [];
    private readonly HashSet<string> _loaded = [];
    private readonly HashSet<Workflow> _changed = [];
    private readonly HashSet<string> _forgotten = [];
    private ImmutableHashSet<string> _causes = [];
    private bool _isWorking;

    /// <summary>Says that something has happened: instances that wait for it go on, and types that it starts are started.</summary>
    public Task TriggerAsync(WorkflowEvent happened, CancellationToken cancellationToken) => TriggerAsync([happened], cancellationToken);

    /// <summary>Says that several things have happened, in this order. Costs few questions to the database however many they are.</summary>
    public async Task TriggerAsync(IReadOnlyList<WorkflowEvent> happened, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        foreach (var one in happened.Where(one => all.Hears(one.Name) || (one.IsLast && all.Types.Count > 0)))
            _pending.Add((one, _causes));
        if (_pending.Count > 0 && !_isWorking)
            await WorkAsync(_ => Task.CompletedTask, cancellationToken);
    }

    /// <summary>Lets an instance go on at one of the activities that it waits at.</summary>
    /// <returns>The instance as it is now; null where it does not wait there (any more), or the event is not the one meant.</returns>
    /// <exception cref="WorkflowFaultException">The workflow can't go on. Nothing is stored: the instance waits as it did.</exception>
    public async Task<Workflow?> ResumeAsync(
        string workflowId, string activityId, IReadOnlyDictionary<string, object?> input, CancellationToken cancellationToken)
    {
        Workflow? resumed = null;
        await WorkAsync(async token =>
        {
            if (await store.FindAsync(workflowId, token) is not { Status: WorkflowStatus.Halted } workflow)
                return;
            if (workflow.CorrelationId is { } correlationId)
                workflow = (await HaltedAsync(correlationId, token)).FirstOrDefault(halted => halted.WorkflowId == workflowId) ?? workflow;
            if (await GoOnAsync(workflow, activityId, input, _causes, faults: false, token))
                resumed = workflow;
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
                    var (happened, causes) = _pending[0];
                    _pending.RemoveAt(0);
                    await HandleAsync(happened, causes, token);
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

    private async Task HandleAsync(WorkflowEvent happened, ImmutableHashSet<string> causes, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        if (happened.CorrelationId is { } correlationId && (happened.IsLast || all.MayAwait(happened.Name)))
        {
            var others = (await HaltedAsync(correlationId, cancellationToken)).Where(workflow => !causes.Contains(workflow.WorkflowId)).ToList();
            var waiting = (from workflow in others
                           from blocking in workflow.BlockingActivities
                           where blocking.Name == happened.Name
                           select (workflow, blocking)).ToList();
            if (happened.IsLast)
                Abort(others.Except(waiting.Select(one => one.workflow)));
            foreach (var (workflow, blocking) in waiting)
            {
                // An instance that waits twice for the event may have gone on already, and have given up the second wait.
                if (workflow.BlockingActivities.Contains(blocking))
                    await GoOnAsync(workflow, blocking.ActivityId, happened.Input, causes, faults: true, cancellationToken);
            }
        }
        foreach (var (type, start) in all.StartedBy(happened.Name))
        {
            if (!causes.Contains(type.WorkflowTypeId))
                await StartAsync(type, start, happened, causes, cancellationToken);
        }
    }

    private void Abort(IEnumerable<Workflow> workflows)
    {
        foreach (var workflow in workflows)
        {
            workflow.Status = WorkflowStatus.Aborted;
            workflow.BlockingActivities.Clear();
            _changed.Add(workflow);
        }
    }

    private async Task StartAsync(
        WorkflowType type, ActivityRecord start, WorkflowEvent happened, ImmutableHashSet<string> causes, CancellationToken cancellationToken)
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
        if (!await run.CanExecuteAsync(start, cancellationToken))
            return;
        if (type.IsSingleton)
        {
            await StoreAsync(cancellationToken);
            if (await store.HasHaltedAsync(type.WorkflowTypeId, cancellationToken))
                return;
        }
        await RunAsync(run, start, causes, faults: true, cancellationToken);
    }

    private async Task<bool> GoOnAsync(
        Workflow workflow, string activityId, IReadOnlyDictionary<string, object?> input, ImmutableHashSet<string> causes, bool faults,
        CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        if (!workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == activityId)
            || all.Find(workflow.WorkflowTypeId) is not { } type || type.Find(activityId) is not { } activity)
            return false;
        var run = NewRun(workflow, type, await MergeAsync(workflow.State.Input, input, cancellationToken));
        await RecallAsync(run, cancellationToken);
        if (!await run.CanExecuteAsync(activity, cancellationToken))
            return false;
        await RunAsync(run, activity, causes, faults, cancellationToken);
        return true;
    }

    /// <param name="run">What to run.</param>
    /// <param name="activity">The event that has happened.</param>
    /// <param name="causes">The instances and types that led to it.</param>
    /// <param name="faults">Whether a fault is the instance's own affair; otherwise it is reported to whoever made it go on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task RunAsync(WorkflowRun run, ActivityRecord activity, ImmutableHashSet<string> causes, bool faults, CancellationToken cancellationToken)
    {
        var workflow = run.Workflow;
        var outer = _causes;
        _causes = causes.Union([workflow.WorkflowId, workflow.WorkflowTypeId]);
        try
        {
            await run.ExecuteAsync(activity, cancellationToken);
        }
        catch (WorkflowFaultException fault) when (
            !faults && fault.InnerException is (ContentRefusedException or ContentInvalidException or ContentConflictException))
        {
            // An answer to the person who made it go on.
            ExceptionDispatchInfo.Throw(fault.InnerException!);
        }
        catch (WorkflowFaultException fault) when (faults)
        {
            logger.LogError(fault, "Workflow instance {WorkflowId} about {CorrelationId} is faulted.", workflow.WorkflowId, workflow.CorrelationId);
            workflow.Status = WorkflowStatus.Faulted;
            workflow.FaultMessage = fault.Message;
        }
        finally
        {
            _causes = outer;
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

    /// <summary>The halted instances about something, the ones of this very run included.</summary>
    private async Task<IReadOnlyList<Workflow>> HaltedAsync(string correlationId, CancellationToken cancellationToken)
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
            await store.SaveAsync([.. _changed], cancellationToken);
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
}
