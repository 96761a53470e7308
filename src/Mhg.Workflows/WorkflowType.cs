using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mhg.Workflows;

/// <summary>A workflow as recipes hold it: activities and the transitions between them. Immutable.</summary>
public sealed record WorkflowType
{
    /// <summary>The type's id.</summary>
    public string WorkflowTypeId { get; init => field = value ?? ""; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Whether events start it. Instances that are halted go on either way.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Whether it is not started while an instance of it is halted, whatever that one is about.</summary>
    public bool IsSingleton { get; init; }

    /// <summary>Whether instances are forgotten when they come to their end.</summary>
    public bool DeleteFinishedWorkflows { get; init; }

    /// <summary>Its activities.</summary>
    public IReadOnlyList<ActivityRecord> Activities { get; init => field = value ?? []; } = [];

    /// <summary>What follows what.</summary>
    public IReadOnlyList<Transition> Transitions { get; init => field = value ?? []; } = [];

    private FrozenDictionary<string, ActivityRecord> ById => field ??= Activities.ToFrozenDictionary(activity => activity.ActivityId);

    private FrozenDictionary<(string, string), Transition> ByOutcome => field ??=
        Transitions.ToFrozenDictionary(transition => (transition.SourceActivityId, transition.SourceOutcomeName));

    private ILookup<string, Transition> ByDestination => field ??= Transitions.ToLookup(transition => transition.DestinationActivityId);

    /// <summary>An activity by its id, or null.</summary>
    public ActivityRecord? Find(string activityId) => ById.GetValueOrDefault(activityId);

    /// <summary>Where an outcome of an activity leads; null for nowhere.</summary>
    public Transition? Follow(string activityId, string outcome) => ByOutcome.GetValueOrDefault((activityId, outcome));

    /// <summary>The transitions that end at an activity.</summary>
    public IEnumerable<Transition> Into(string activityId) => ByDestination[activityId];

    /// <summary>The ids of all activities from which an activity can be reached without passing through it.</summary>
    public IReadOnlySet<string> Ancestors(string activityId)
    {
        var found = new HashSet<string>();
        var next = new Stack<string>([activityId]);
        while (next.TryPop(out var at))
        {
            foreach (var transition in Into(at))
            {
                if (transition.SourceActivityId != activityId && found.Add(transition.SourceActivityId))
                    next.Push(transition.SourceActivityId);
            }
        }
        return found;
    }

    /// <summary>All activities that can be reached after an outcome.</summary>
    /// <param name="activityId">The activity with the outcome.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="goesPast">Whether the search goes on behind an activity.</param>
    public IEnumerable<ActivityRecord> Reach(string activityId, string outcome, Func<ActivityRecord, bool> goesPast)
    {
        var seen = new HashSet<string>();
        var next = new Stack<Transition>();
        if (Follow(activityId, outcome) is { } first)
            next.Push(first);
        while (next.TryPop(out var transition))
        {
            if (!seen.Add(transition.DestinationActivityId) || Find(transition.DestinationActivityId) is not { } activity)
                continue;
            yield return activity;
            if (!goesPast(activity))
                continue;
            foreach (var onward in Transitions.Where(t => t.SourceActivityId == activity.ActivityId))
                next.Push(onward);
        }
    }
}

/// <summary>An activity of a workflow type.</summary>
public sealed record ActivityRecord
{
    /// <summary>Its id within the type.</summary>
    public string ActivityId { get; init => field = value ?? ""; } = "";

    /// <summary>Which kind of activity it is, say <c>PublishContentTask</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Where it stands in the picture of the type, from the left.</summary>
    public double X { get; init; }

    /// <summary>Where it stands in the picture of the type, from above. A type whose activities all stand at 0, 0 is laid out by itself.</summary>
    public double Y { get; init; }

    /// <summary>Whether its event starts the workflow.</summary>
    public bool IsStart { get; init; }

    /// <summary>Its settings. Read with the methods below; not to be changed.</summary>
    public JsonObject Properties { get; init => field = value ?? []; } = [];

    /// <summary>What people call it; the kind's name where it has no title.</summary>
    [JsonIgnore]
    public string Title =>
        (Properties["ActivityMetadata"] as JsonObject)?[nameof(Title)] is JsonValue value && value.TryGetValue<string>(out var title) && title.Length > 0
            ? title
            : Name;

    /// <summary>A setting as text: what stands there, or its <c>Expression</c>; empty where there is none.</summary>
    public string Text(string name) => TextOf(Properties[name] is JsonObject expression ? expression["Expression"] : Properties[name]);

    /// <summary>A setting that is a list of texts, trimmed and without empty ones.</summary>
    public IReadOnlyList<string> Texts(string name) => Properties[name] is JsonArray list
        ? [.. list.Select(TextOf).Select(text => text.Trim()).Where(text => text.Length > 0)]
        : [];

    /// <summary>A setting that is true or false.</summary>
    public bool Flag(string name) => Properties[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>A setting that names a value of an enumeration, or is its number.</summary>
    public T Choice<T>(string name, T otherwise) where T : struct, Enum =>
        Enum.TryParse<T>(Text(name), ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice : otherwise;

    private static string TextOf(JsonNode? node) => node?.ToString() ?? "";
}

/// <summary>Leads from an outcome of one activity to another activity.</summary>
/// <param name="SourceActivityId">The activity that it starts from.</param>
/// <param name="SourceOutcomeName">The outcome that it follows.</param>
/// <param name="DestinationActivityId">The activity that comes next.</param>
public sealed record Transition(string SourceActivityId, string SourceOutcomeName, string DestinationActivityId);
