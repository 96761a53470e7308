using System.Collections.Frozen;

namespace Mhg.Workflows;

/// <summary>All workflow types of a moment, found by what starts them and what they wait for. Immutable.</summary>
public sealed class WorkflowTypeSet
{
    private readonly FrozenDictionary<string, WorkflowType> _byId;
    private readonly ILookup<string, (WorkflowType Type, ActivityRecord Start)> _starts;
    private readonly FrozenSet<string> _waits;

    internal WorkflowTypeSet(IReadOnlyList<WorkflowType> types)
    {
        _byId = types.ToFrozenDictionary(type => type.WorkflowTypeId);
        _starts = (from type in types
                   where type.IsEnabled
                   from activity in type.Activities
                   where activity.IsStart
                   select (type, activity)).ToLookup(start => start.activity.Name);
        _waits = types.SelectMany(type => type.Activities.Where(activity => type.Into(activity.ActivityId).Any()))
            .Select(activity => activity.Name).ToFrozenSet();
    }

    /// <summary>Every type.</summary>
    public IReadOnlyCollection<WorkflowType> Types => _byId.Values;

    /// <summary>A type by its id, or null.</summary>
    public WorkflowType? Find(string workflowTypeId) => _byId.GetValueOrDefault(workflowTypeId);

    /// <summary>The types that an event starts, with the activity to begin at.</summary>
    public IEnumerable<(WorkflowType Type, ActivityRecord Start)> StartedBy(string eventName) => _starts[eventName];

    /// <summary>Whether an instance may be waiting for an event.</summary>
    public bool MayAwait(string eventName) => _waits.Contains(eventName);

    /// <summary>Whether an event means anything to any type.</summary>
    public bool Hears(string eventName) => MayAwait(eventName) || _starts.Contains(eventName);
}
