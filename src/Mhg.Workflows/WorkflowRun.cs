using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Expressions;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.People;

namespace Mhg.Workflows;

/// <summary>One run of an instance: from an event over all that follows, until every branch has ended or waits.</summary>
internal sealed class WorkflowRun(
    Workflow workflow, WorkflowType type, Dictionary<string, object?> input,
    Func<Func<CancellationToken, Task<ActivityResult>>, CancellationToken, Task<ActivityResult>> isolate,
    ActivityLibrary library, WorkflowExpressions expressions, IPeople people, TimeProvider time)
{
    // A workflow waits for people after some dozen activities. One that runs this many goes round and round.
    private const int MostSteps = 1000;

    private const int MostRemembered = 100;

    // With the pauses between them, some three hours; what has not passed by then needs somebody who looks.
    private const int MostAttempts = 6;

    private BlockingActivity? _happened;

    public Workflow Workflow => workflow;

    public WorkflowType Type => type;

    public IReadOnlyDictionary<string, object?> Input => input;

    public WorkflowExpressions Expressions => expressions;

    public ExpressionScope Scope => field ??= NewScope();

    /// <summary>The content items that the instance's variables refer to, by version.</summary>
    public Dictionary<string, ContentItem> Items { get; } = [];

    private List<ScheduledActivity> Scheduled => workflow.State.Scheduled;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public ExpressionScope NewScope() => WorkflowScope.Of(this, people, time);

    /// <summary>A stored value as expressions see it: a content item for a reference to one.</summary>
    public object? View(JsonNode? value) =>
        ContentReference.VersionIn(value) is { } version ? ContentReference.View(Items.GetValueOrDefault(version)) : value;

    /// <summary>Whether the event that has happened is the one meant.</summary>
    /// <exception cref="WorkflowFaultException">That can't be said, for reasons that lie in the workflow.</exception>
    public async ValueTask<bool> CanExecuteAsync(ActivityRecord record, CancellationToken cancellationToken)
    {
        if (library.Find(record.Name) is not EventActivity activity)
            return false;
        try
        {
            return await activity.CanExecuteAsync(new ActivityContext(this, record, null), cancellationToken);
        }
        catch (Exception exception) when (WorkflowFaultException.IsFault(exception))
        {
            throw new WorkflowFaultException(type, record, exception.Message, exception);
        }
    }

    /// <summary>Goes on at an event that has happened or a task that is tried again, and then with whatever is scheduled.</summary>
    /// <param name="activityId">Where; null for what is scheduled alone.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="WorkflowFaultException">
    /// An activity can't do its work, for reasons that lie in the workflow. It is the first of what is scheduled then.
    /// </exception>
    public async Task ExecuteAsync(string? activityId, CancellationToken cancellationToken)
    {
        workflow.Status = WorkflowStatus.Executing;
        workflow.FaultMessage = null;
        if (activityId is not null)
        {
            _happened = workflow.BlockingActivities.Find(blocking => blocking.ActivityId == activityId);
            workflow.BlockingActivities.RemoveAll(blocking => blocking.ActivityId == activityId);
            Scheduled.Insert(0, new ScheduledActivity(activityId, null, _happened?.Attempts ?? 0));
            CountDeferral(type.Find(activityId));
        }
        for (var steps = 0; Scheduled.Count > 0; steps++)
        {
            var next = Scheduled[0];
            var record = type.Find(next.ActivityId) ?? throw new WorkflowFaultException(type, new ActivityRecord { ActivityId = next.ActivityId },
                "The workflow does not have this activity any more. Put it back, or abort this instance.");
            if (steps > MostSteps)
                throw new WorkflowFaultException(type, record,
                    $"It ran {MostSteps} activities without waiting for anything, so it is in a loop without end. Put an event or a condition into the loop.");
            Scheduled.RemoveAt(0);
            await StepAsync(record, next, cancellationToken);
        }
        workflow.Status = workflow.BlockingActivities.Count > 0 ? WorkflowStatus.Halted : WorkflowStatus.Finished;
    }

    /// <summary>An activity that goes on after the transaction must not hide a loop without end from the limit of one run.</summary>
    private void CountDeferral(ActivityRecord? happened)
    {
        var state = workflow.State;
        state.Deferrals = happened is not null && library.Find(happened.Name) is DeferredActivity ? state.Deferrals + 1 : 0;
        if (state.Deferrals <= MostSteps)
            return;
        state.Deferrals = 0;
        throw new WorkflowFaultException(type, happened!,
            $"It went on by itself {MostSteps} times without waiting for anything, so it is in a loop without end. Put a timer or another event into the loop.");
    }

    public void GiveUp(IReadOnlySet<string> activityIds)
    {
        workflow.BlockingActivities.RemoveAll(blocking => activityIds.Contains(blocking.ActivityId));
        Scheduled.RemoveAll(scheduled => activityIds.Contains(scheduled.ActivityId));
    }

    /// <summary>Writes what the events brought into the instance's state.</summary>
    public void KeepInput() =>
        workflow.State.Input = new JsonObject(input.Select(value => KeyValuePair.Create(value.Key, ContentReference.ToJson(value.Value))));

    private async Task StepAsync(ActivityRecord record, ScheduledActivity scheduled, CancellationToken cancellationToken)
    {
        ActivityResult result;
        try
        {
            result = await ResultAsync(record, scheduled.Arrival, cancellationToken);
        }
        catch (WorkflowFaultException fault) when (fault.MayPass && scheduled.Attempts + 1 < MostAttempts && library.IsTask(record))
        {
            var attempts = scheduled.Attempts + 1;
            Wait(record, Now + Pauses.After(attempts), attempts, fault.Reason);
            return;
        }
        catch (WorkflowFaultException)
        {
            Scheduled.Insert(0, scheduled with { Attempts = 0 });
            throw;
        }
        if (result.IsHalted)
        {
            // An event that is to happen again, say for a second approval, has been waited for since it was reached.
            Wait(record, result.DueUtc, sinceUtc: scheduled.Arrival is null ? _happened?.SinceUtc : null);
            return;
        }

        Remember(workflow.State.ExecutedActivities, record.ActivityId);
        Remember(workflow.State.ExecutedUtc, Now);
        // Depth first: a branch goes as far as it can before the next one begins, in the order of the outcomes.
        var place = 0;
        foreach (var outcome in result.Outcomes)
        {
            if (type.Follow(record.ActivityId, outcome) is { } transition)
                Scheduled.Insert(place++, new ScheduledActivity(transition.DestinationActivityId, transition));
        }
    }

    private static void Remember<T>(List<T> newest, T value)
    {
        newest.Add(value);
        if (newest.Count > MostRemembered)
            newest.RemoveAt(0);
    }

    private void Wait(ActivityRecord record, DateTime? dueUtc, int attempts = 0, string? faultMessage = null, DateTime? sinceUtc = null)
    {
        // Two branches may come to the same event; it happens to both at once.
        if (!workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == record.ActivityId))
        {
            workflow.BlockingActivities.Add(
                new BlockingActivity(record.ActivityId, record.Name, record.IsStart, sinceUtc ?? Now) { DueUtc = dueUtc, Attempts = attempts, FaultMessage = faultMessage });
        }
    }

    private async Task<ActivityResult> ResultAsync(ActivityRecord record, Transition? arrival, CancellationToken cancellationToken)
    {
        if (library.Find(record.Name) is not { } activity)
            throw new WorkflowFaultException(type, record,
                $"No module offers the activity “{record.Name}”. Switch on the feature that does, or take it out of the workflow.");
        var undo = activity is EventActivity ? null : Undo();
        try
        {
            var context = new ActivityContext(this, record, arrival);
            return activity switch
            {
                // No transition leads to an event that has happened.
                EventActivity happened when arrival is null => await happened.ResumeAsync(context, cancellationToken),
                EventActivity => await activity.ExecuteAsync(context, cancellationToken),
                _ => await isolate(token => activity.ExecuteAsync(context, token).AsTask(), cancellationToken),
            };
        }
        catch (Exception exception) when (WorkflowFaultException.IsFault(exception))
        {
            undo?.Invoke();
            throw new WorkflowFaultException(type, record, exception.Message, exception);
        }
    }

    /// <summary>
    /// Puts back what the instance knows now: a task that is tried again begins where it began before. Values are replaced and not
    /// changed, so remembering which ones there are is enough.
    /// </summary>
    private Action Undo()
    {
        var state = workflow.State;
        var (properties, output, lastResult, about) = (state.Properties.ToArray(), state.Output.ToArray(), state.LastResult, workflow.CorrelationId);
        return () =>
        {
            PutBack(state.Properties, properties);
            PutBack(state.Output, output);
            (state.LastResult, workflow.CorrelationId) = (lastResult, about);
        };
    }

    private static void PutBack(JsonObject values, KeyValuePair<string, JsonNode?>[] before)
    {
        values.Clear();
        foreach (var (name, value) in before)
            values[name] = value;
    }
}
