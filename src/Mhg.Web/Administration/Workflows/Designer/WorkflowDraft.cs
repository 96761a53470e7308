using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Web.Administration.Workflows.Graph;
using Mhg.Workflows;
using Mhg.Workflows.Activities;

namespace Mhg.Web.Administration.Workflows.Designer;

/// <summary>
/// A workflow type that is being changed: its JSON, and what can be done to it. Whatever the JSON holds beside what is changed stays.
/// A draft may be wrong in any way that <see cref="WorkflowTypes.Check"/> finds; only what is saved may not.
/// </summary>
public sealed class WorkflowDraft
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject _json;

    private WorkflowDraft(JsonObject json) => _json = json;

    /// <summary>The draft as it stands.</summary>
    public JsonObject Json => _json;

    /// <summary>The draft as a type.</summary>
    public WorkflowType Type => _json.Deserialize<WorkflowType>(ContentJson.Options)!;

    private JsonArray Activities => List(nameof(WorkflowType.Activities));

    private JsonArray Transitions => List(nameof(WorkflowType.Transitions));

    /// <summary>Reads a draft.</summary>
    /// <param name="text">Its JSON.</param>
    /// <param name="problem">Why it can't be read; null where it can.</param>
    /// <returns>The draft; null where it can't be read.</returns>
    public static WorkflowDraft? Read(string text, out string? problem)
    {
        JsonObject json;
        try
        {
            if (JsonNode.Parse(text, documentOptions: Strict) is not JsonObject read)
            {
                problem = "The text has to be a JSON object.";
                return null;
            }
            json = read;
        }
        catch (JsonException exception)
        {
            problem = $"This is no JSON: {exception.Message}";
            return null;
        }
        try
        {
            var draft = new WorkflowDraft(json);
            problem = ProblemOf(draft.Type);
            return problem is null ? draft : null;
        }
        catch (JsonException exception)
        {
            problem = $"There is a value of another kind than is wanted at {exception.Path}.";
            return null;
        }
        catch (InvalidOperationException)
        {
            problem = ImportWorkflowsModel.HalfCharacter;
            return null;
        }
    }

    /// <summary>Changes a member of the type itself.</summary>
    public void Set(string member, JsonNode? value)
    {
        if (!JsonNode.DeepEquals(_json[member], value))
            _json[member] = value;
    }

    /// <summary>Adds an activity with the settings that its form begins with.</summary>
    /// <returns>Its id.</returns>
    public string Add(Activity kind)
    {
        var ids = Type.Activities.Select(activity => activity.ActivityId).ToHashSet();
        var stem = string.Concat(ActivityWords.Of(kind.Name).ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        var id = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? stem : $"{stem}-{number}").First(id => !ids.Contains(id));
        var properties = new JsonObject();
        foreach (var setting in kind.Settings.Where(setting => setting.Default.Length > 0))
            SettingForm.Write(setting, setting.Default, properties);
        var (x, y) = GraphLayout.IsPlaced(Type) ? FreePlace() : (0, 0);
        Activities.Add(new JsonObject
        {
            [nameof(ActivityRecord.ActivityId)] = id,
            [nameof(ActivityRecord.Name)] = kind.Name,
            [nameof(ActivityRecord.X)] = x,
            [nameof(ActivityRecord.Y)] = y,
            [nameof(ActivityRecord.IsStart)] = kind is EventActivity && Activities.Count == 0,
            [nameof(ActivityRecord.Properties)] = properties,
        });
        return id;
    }

    /// <summary>Takes an activity out, with the ways from and to it.</summary>
    public void Remove(string activityId)
    {
        Activities.RemoveAll(activity => Text(activity, nameof(ActivityRecord.ActivityId)) == activityId);
        Transitions.RemoveAll(way => Text(way, nameof(Transition.SourceActivityId)) == activityId || Text(way, nameof(Transition.DestinationActivityId)) == activityId);
    }

    /// <summary>Leads an outcome to an activity, in place of where it led before.</summary>
    /// <param name="activityId">The activity with the outcome.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="destinationId">Where it is to lead; empty for nowhere.</param>
    public void Connect(string activityId, string outcome, string destinationId)
    {
        bool IsMeant(JsonNode? way) => Text(way, nameof(Transition.SourceActivityId)) == activityId && Text(way, nameof(Transition.SourceOutcomeName)) == outcome;
        var present = Transitions.OfType<JsonObject>().FirstOrDefault(IsMeant);
        if (destinationId.Length == 0)
            Transitions.RemoveAll(IsMeant);
        else if (present is not null && Text(present, nameof(Transition.DestinationActivityId)) != destinationId)
            present[nameof(Transition.DestinationActivityId)] = destinationId;
        else if (present is null)
        {
            Transitions.Add(new JsonObject
            {
                ["Id"] = 1 + Transitions.Select(way => way?["Id"] is JsonValue id && id.TryGetValue<long>(out var number) ? number : 0).DefaultIfEmpty().Max(),
                [nameof(Transition.SourceActivityId)] = activityId,
                [nameof(Transition.SourceOutcomeName)] = outcome,
                [nameof(Transition.DestinationActivityId)] = destinationId,
            });
        }
    }

    /// <summary>Lets the ways of an outcome follow its new name.</summary>
    public void Rename(string activityId, string outcome, string name)
    {
        foreach (var way in Transitions.OfType<JsonObject>().Where(way =>
            Text(way, nameof(Transition.SourceActivityId)) == activityId && Text(way, nameof(Transition.SourceOutcomeName)) == outcome))
            way[nameof(Transition.SourceOutcomeName)] = name;
    }

    /// <summary>Puts an activity elsewhere in the picture. All others keep the places that they have now.</summary>
    public void Move(string activityId, double x, double y)
    {
        if (!GraphLayout.IsPlaced(Type))
        {
            // The picture lays out to both sides of 0, and no place is kept that is less than that: all of it goes to the right.
            var places = GraphLayout.Place(Type);
            var right = Math.Round(Math.Max(0, -places.Values.Select(place => place.X).Append(x).Min()));
            x += right;
            Place(places.ToDictionary(place => place.Key, place => (place.Value.X + right, place.Value.Y)));
        }
        // Everything at 0, 0 means that nobody has placed anything.
        Place(new() { [activityId] = (Math.Max(1, Math.Round(x)), Math.Max(1, Math.Round(y))) });
    }

    /// <summary>Leaves the places to the picture.</summary>
    public void Arrange() => Place(Type.Activities.ToDictionary(activity => activity.ActivityId, _ => (0.0, 0.0)));

    /// <summary>The JSON of an activity; null where there is none.</summary>
    public JsonObject? Find(string activityId) => Activities.OfType<JsonObject>().FirstOrDefault(activity => Text(activity, nameof(ActivityRecord.ActivityId)) == activityId);

    /// <summary>The settings of an activity.</summary>
    public static JsonObject PropertiesOf(JsonObject activity)
    {
        if (activity[nameof(ActivityRecord.Properties)] is not JsonObject properties)
            activity[nameof(ActivityRecord.Properties)] = properties = [];
        return properties;
    }

    /// <summary>What keeps a type from being shown: activities that no form can tell apart, ways from or to nothing.</summary>
    private static string? ProblemOf(WorkflowType type)
    {
        var ids = type.Activities.Select(activity => activity?.ActivityId ?? "").ToList();
        if (ids.Contains(""))
            return "An activity needs an ActivityId.";
        if (ids.Distinct().Count() < ids.Count)
            return "Two activities have the same ActivityId.";
        return type.Transitions.Any(way => way?.SourceActivityId is null || way.SourceOutcomeName is null || way.DestinationActivityId is null)
            ? "A transition needs a SourceActivityId, a SourceOutcomeName and a DestinationActivityId."
            : null;
    }

    private void Place(Dictionary<string, (double X, double Y)> places)
    {
        foreach (var (id, (x, y)) in places)
        {
            if (Find(id) is { } activity)
                (activity[nameof(ActivityRecord.X)], activity[nameof(ActivityRecord.Y)]) = (x, y);
        }
    }

    /// <summary>Below everything that stands there already.</summary>
    private (double X, double Y) FreePlace() => (Type.Activities.Min(activity => activity.X), Type.Activities.Max(activity => activity.Y) + 2 * GraphNode.Height);

    private JsonArray List(string member)
    {
        if (_json[member] is not JsonArray list)
            _json[member] = list = [];
        return list;
    }

    private static string Text(JsonNode? node, string member) => (node as JsonObject)?[member]?.ToString() ?? "";
}
