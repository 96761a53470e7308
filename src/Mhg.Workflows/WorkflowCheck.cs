using Mhg.Workflows.Activities;

namespace Mhg.Workflows;

/// <summary>Something that is wrong with a workflow type.</summary>
/// <param name="Path">Where in its JSON: <c>$.Activities[2].Properties.Condition</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsMissingActivity">Whether it is an activity that no module offers, which is kept.</param>
public sealed record WorkflowProblem(string Path, string Message, bool IsMissingActivity = false);

/// <summary>A workflow type that was not saved because something in it has to be mended.</summary>
public sealed class WorkflowInvalidException(IReadOnlyList<WorkflowProblem> problems)
    : Exception(string.Join(" ", problems.Select(problem => $"{problem.Path}: {problem.Message}")))
{
    /// <summary>Everything that was found, in the order of the JSON.</summary>
    public IReadOnlyList<WorkflowProblem> Problems => problems;
}

internal static class WorkflowCheck
{
    public static List<WorkflowProblem> Run(WorkflowType type, ActivityLibrary library)
    {
        var problems = new List<WorkflowProblem>();
        if (type.WorkflowTypeId.Length == 0)
            problems.Add(new("$", "A workflow type needs a WorkflowTypeId."));

        var records = new Dictionary<string, ActivityRecord>();
        foreach (var (index, record) in type.Activities.Index())
        {
            var path = $"$.Activities[{index}]";
            if (record is null)
            {
                problems.Add(new(path, "An activity is a JSON object."));
                continue;
            }
            if (record.ActivityId.Length == 0)
                problems.Add(new(path, "The activity needs an ActivityId."));
            else if (!records.TryAdd(record.ActivityId, record))
                problems.Add(new(path + ".ActivityId", $"There are two activities with the id “{record.ActivityId}”."));

            if (library.Find(record.Name) is not { } activity)
                problems.Add(new(path + ".Name", $"No module offers the activity “{record.Name}” ({record.ActivityId}).", IsMissingActivity: true));
            else
                activity.Check(new ActivityCheck(record, path, problems.Add));
        }

        var followed = new HashSet<(string, string)>();
        foreach (var (index, transition) in type.Transitions.Index())
        {
            var path = $"$.Transitions[{index}]";
            if (transition is null)
            {
                problems.Add(new(path, "A transition is a JSON object."));
                continue;
            }
            var source = records.GetValueOrDefault(transition.SourceActivityId ?? "");
            if (source is null)
                problems.Add(new(path + ".SourceActivityId", $"There is no activity “{transition.SourceActivityId}” to start from."));
            else if (library.Find(source.Name)?.Outcomes(source) is { } outcomes && !outcomes.Contains(transition.SourceOutcomeName))
            {
                var offered = string.Join(", ", outcomes.Select(outcome => $"“{outcome}”"));
                problems.Add(new(path + ".SourceOutcomeName",
                    $"The activity “{source.ActivityId}” ({source.Name}) has no outcome “{transition.SourceOutcomeName}”; it has {offered}."));
            }
            if (!records.ContainsKey(transition.DestinationActivityId ?? ""))
                problems.Add(new(path + ".DestinationActivityId", $"There is no activity “{transition.DestinationActivityId}” to go to."));
            if (!followed.Add((transition.SourceActivityId ?? "", transition.SourceOutcomeName ?? "")))
                problems.Add(new(path,
                    $"The outcome “{transition.SourceOutcomeName}” of “{transition.SourceActivityId}” leads to two activities; put a ForkTask between."));
        }
        return problems;
    }
}
