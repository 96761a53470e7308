using System.Text.Json.Nodes;

namespace Mhg.Workflows.Tests;

/// <summary>Writes the JSON of a workflow type in a line an activity.</summary>
internal sealed class WorkflowBuilder(string id)
{
    private readonly JsonArray _activities = [];
    private readonly JsonArray _transitions = [];
    private readonly JsonObject _type = new() { ["WorkflowTypeId"] = id, ["Name"] = id, ["IsEnabled"] = true };

    public WorkflowBuilder With(string member, JsonNode value)
    {
        _type[member] = value;
        return this;
    }

    /// <param name="activityId">The activity's id.</param>
    /// <param name="name">Its kind.</param>
    /// <param name="properties">Its settings, as JSON.</param>
    /// <param name="then">Where its outcomes lead: <c>Done: next, Failed: other</c>.</param>
    public WorkflowBuilder Add(string activityId, string name, string properties = "{}", string then = "")
    {
        _activities.Add(new JsonObject
        {
            ["ActivityId"] = activityId,
            ["Name"] = name,
            ["IsStart"] = _activities.Count == 0,
            ["Properties"] = JsonNode.Parse(properties),
        });
        foreach (var way in then.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (outcome, destination) = (way.Split(':')[0].Trim(), way.Split(':')[1].Trim());
            _transitions.Add(new JsonObject
            {
                ["Id"] = _transitions.Count + 1,
                ["SourceActivityId"] = activityId,
                ["SourceOutcomeName"] = outcome,
                ["DestinationActivityId"] = destination,
            });
        }
        return this;
    }

    public string Json()
    {
        _type["Activities"] = _activities;
        _type["Transitions"] = _transitions;
        return _type.ToJsonString();
    }
}
