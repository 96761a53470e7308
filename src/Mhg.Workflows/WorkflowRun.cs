using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Expressions;
using Mhg.Workflows.Activities;
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

    private readonly List<(ActivityRecord Activity, Transition? Arrival)> _scheduled = [];

    public Workflow Workflow => workflow;

    public WorkflowType Type => type;

    public IReadOnlyDictionary<string, object?> Input => input;

    public WorkflowExpressions Expressions => expressions;

    public ExpressionScope Scope => field ??= NewScope();

    /// <summary>The content items that the instance's variables refer to, by version.</summary>
    public Dictionary<string, ContentItem> Items { get; } = [];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public ExpressionScope NewScope() => WorkflowScope.Of(this, people, time);

    /// <summary>A stored value as expressions see it: a content item for a reference to one.</summary>
    public object? View(JsonNode? value) =>
        ContentReference.VersionIn(value) is { } version ? ContentReference.View(Items.GetValueOrDefault(version)) : value;

    public ValueTask<bool> CanExecuteAsync(ActivityRecord record, CancellationToken cancellationToken) =>
        library.Find(record.Name) is EventActivity activity
            ? activity.CanExecuteAsync(new ActivityContext(this, record, null), cancellationToken)
            : new(false);

    /// <summary>Goes on from an event that has happened.</summary>
    /// <exception cref="WorkflowFaultException">An activity can't do its work, for reasons that lie in the workflow.</exception>
    public async Task ExecuteAsync(ActivityRecord happened, CancellationToken cancellationToken)
    {
        workflow.Status = WorkflowStatus.Executing;
        workflow.BlockingActivities.RemoveAll(blocking => blocking.ActivityId == happened.ActivityId);
        var steps = 0;
        await StepAsync(happened, null, hasHappened: true, cancellationToken);
        while (_scheduled.Count > 0)
        {
            if (++steps > MostSteps)
                throw new WorkflowFaultException(type, _scheduled[0].Activity,
                    $"It ran {MostSteps} activities without waiting for anything, so it is in a loop without end. Put an event or a condition into the loop.");
            var (activity, arrival) = _scheduled[0];
            _scheduled.RemoveAt(0);
            await StepAsync(activity, arrival, hasHappened: false, cancellationToken);
        }
        workflow.Status = workflow.BlockingActivities.Count > 0 ? WorkflowStatus.Halted : WorkflowStatus.Finished;
    }

    public void GiveUp(IReadOnlySet<string> activityIds)
    {
        workflow.BlockingActivities.RemoveAll(blocking => activityIds.Contains(blocking.ActivityId));
        _scheduled.RemoveAll(scheduled => activityIds.Contains(scheduled.Activity.ActivityId));
    }

    /// <summary>Writes what the events brought into the instance's state.</summary>
    public void KeepInput() =>
        workflow.State.Input = new JsonObject(input.Select(value => KeyValuePair.Create(value.Key, ContentReference.ToJson(value.Value))));

    private async Task StepAsync(ActivityRecord record, Transition? arrival, bool hasHappened, CancellationToken cancellationToken)
    {
        var result = await ResultAsync(record, arrival, hasHappened, cancellationToken);
        if (result.IsHalted)
        {
            // Two branches may come to the same event; it happens to both at once.
            if (!workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == record.ActivityId))
                workflow.BlockingActivities.Add(new BlockingActivity(record.ActivityId, record.Name, record.IsStart, Now));
            return;
        }

        var executed = workflow.State.ExecutedActivities;
        executed.Add(record.ActivityId);
        if (executed.Count > MostRemembered)
            executed.RemoveAt(0);
        // Depth first: a branch goes as far as it can before the next one begins, in the order of the outcomes.
        var place = 0;
        foreach (var outcome in result.Outcomes)
        {
            if (type.Follow(record.ActivityId, outcome) is { } transition && type.Find(transition.DestinationActivityId) is { } next)
                _scheduled.Insert(place++, (next, transition));
        }
    }

    private async Task<ActivityResult> ResultAsync(ActivityRecord record, Transition? arrival, bool hasHappened, CancellationToken cancellationToken)
    {
        if (library.Find(record.Name) is not { } activity)
            throw new WorkflowFaultException(type, record,
                $"No module offers the activity “{record.Name}”. Switch on the feature that does, or take it out of the workflow.");
        try
        {
            var context = new ActivityContext(this, record, arrival);
            return activity switch
            {
                EventActivity happened when hasHappened => await happened.ResumeAsync(context, cancellationToken),
                EventActivity => await activity.ExecuteAsync(context, cancellationToken),
                _ => await isolate(token => activity.ExecuteAsync(context, token).AsTask(), cancellationToken),
            };
        }
        catch (Exception exception) when (WorkflowFaultException.IsFault(exception))
        {
            throw new WorkflowFaultException(type, record, exception.Message, exception);
        }
    }
}
