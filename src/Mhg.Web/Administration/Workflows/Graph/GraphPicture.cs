using Mhg.Workflows;

namespace Mhg.Web.Administration.Workflows.Graph;

/// <summary>What an instance has to do with an activity.</summary>
public enum GraphMark
{
    /// <summary>It has not come there.</summary>
    None,

    /// <summary>It has run there.</summary>
    Done,

    /// <summary>It waits there.</summary>
    Waiting,

    /// <summary>It could not go on there.</summary>
    Faulted,
}

/// <summary>A picture with what is to be told in it.</summary>
/// <param name="Graph">The picture.</param>
/// <param name="Label">What it shows, for those who do not see it.</param>
public sealed record GraphPicture(WorkflowGraph Graph, string Label)
{
    /// <summary>What an instance has to do with its activities, by id; empty for a type.</summary>
    public IReadOnlyDictionary<string, GraphMark> Marks { get; init; } = new Dictionary<string, GraphMark>();

    /// <summary>The ways that an instance has taken.</summary>
    public IReadOnlySet<(string From, string To)> Taken { get; init; } = new HashSet<(string, string)>();

    /// <summary>Whether its activities lead to their entries below, by which they are changed.</summary>
    public bool IsForDesigner { get; init; }

    /// <summary>The activity whose settings are shown; empty for none.</summary>
    public string Selected { get; init; } = "";

    /// <summary>The outcomes of the selected activity, from which new ways can be drawn.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>The mark of an activity in words; empty for none.</summary>
    public string MarkOf(ActivityRecord activity) => Marks.GetValueOrDefault(activity.ActivityId) switch
    {
        GraphMark.Done => "done",
        GraphMark.Waiting => "waits here",
        GraphMark.Faulted => "failed here",
        _ => "",
    };
}
