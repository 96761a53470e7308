using System.Globalization;
using Mhg.Workflows;
using Mhg.Workflows.Activities;

namespace Mhg.Web.Administration.Workflows.Graph;

/// <summary>An activity in the picture of a workflow.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Kind">What kind it is, in words.</param>
/// <param name="IsEvent">Whether the workflow waits there.</param>
/// <param name="IsMissing">Whether no module offers it.</param>
/// <param name="X">The left edge of its box.</param>
/// <param name="Y">The upper edge of its box.</param>
public sealed record GraphNode(ActivityRecord Activity, string Kind, bool IsEvent, bool IsMissing, double X, double Y)
{
    /// <summary>How wide a box is. A browser's pixels, as everything here.</summary>
    public const double Width = 216;

    /// <summary>How high a box is.</summary>
    public const double Height = 64;

    /// <summary>What people call it.</summary>
    public string Title => ActivityWords.TitleOf(Activity);

    /// <summary>The title in one or two lines that fit into the box.</summary>
    public IReadOnlyList<string> Lines => Wrapping.Lines(Title);
}

/// <summary>A line between two activities.</summary>
/// <param name="From">The activity that it leaves.</param>
/// <param name="To">The activity that it leads to.</param>
/// <param name="Label">The outcomes that lead there; empty where only one thing can come next.</param>
/// <param name="Path">The line, as SVG writes it.</param>
/// <param name="LabelX">The middle of the label.</param>
/// <param name="LabelY">The base line of the label.</param>
public sealed record GraphEdge(string From, string To, string Label, string Path, double LabelX, double LabelY);

/// <summary>The picture of a workflow type: where everything stands. Laid out by itself unless its activities have places.</summary>
/// <param name="Nodes">The activities, in the order of the type.</param>
/// <param name="Edges">The ways between them.</param>
/// <param name="Width">How wide the picture is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Left">What stands at its left edge.</param>
/// <param name="Top">What stands at its upper edge.</param>
public sealed record WorkflowGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, double Width, double Height, double Left = 0, double Top = 0)
{
    private const double Margin = 24;

    /// <summary>Draws a type.</summary>
    public static WorkflowGraph Of(WorkflowType type, ActivityLibrary library)
    {
        var places = GraphLayout.IsPlaced(type)
            ? type.Activities.ToDictionary(activity => activity.ActivityId, activity => (activity.X, activity.Y))
            : GraphLayout.Place(type);
        List<GraphNode> nodes = [.. from record in type.Activities
                                    let activity = library.Find(record.Name)
                                    select new GraphNode(record, ActivityWords.Of(record.Name), activity is EventActivity, activity is null, places[record.ActivityId].X, places[record.ActivityId].Y)];
        var byId = nodes.ToDictionary(node => node.Activity.ActivityId);
        List<GraphEdge> edges = [.. from way in type.Transitions
                                    where byId.ContainsKey(way.SourceActivityId) && byId.ContainsKey(way.DestinationActivityId)
                                    group way.SourceOutcomeName by (From: way.SourceActivityId, To: way.DestinationActivityId) into outcomes
                                    let line = EdgeRoute.Between(byId[outcomes.Key.From], byId[outcomes.Key.To], nodes)
                                    let isOnly = outcomes.Contains("Done") && type.Transitions.Count(way => way.SourceActivityId == outcomes.Key.From) == outcomes.Count()
                                    select new GraphEdge(outcomes.Key.From, outcomes.Key.To, isOnly ? "" : string.Join(", ", outcomes), line.Path, line.X, line.Y)];
        if (nodes.Count == 0)
            return new WorkflowGraph(nodes, edges, 0, 0);
        var (left, top) = (nodes.Min(node => node.X) - Margin, nodes.Min(node => node.Y) - Margin);
        var (right, bottom) = (nodes.Max(node => node.X) + GraphNode.Width + Margin, nodes.Max(node => node.Y) + GraphNode.Height + Margin);
        foreach (var (x, y) in edges.SelectMany(edge => EdgeRoute.Points(edge.Path)))
        {
            (left, right) = (Math.Min(left, x - Margin), Math.Max(right, x + Margin));
            (top, bottom) = (Math.Min(top, y - Margin), Math.Max(bottom, y + Margin));
        }
        return new WorkflowGraph(nodes, edges, right - left, bottom - top, left, top);
    }

    /// <summary>A number as SVG writes it.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Names of activities as words.</summary>
public static class ActivityWords
{
    /// <summary>What people call an activity: its title or, where it has none, what kind it is.</summary>
    public static string TitleOf(ActivityRecord activity) => activity.Title == activity.Name ? Of(activity.Name) : activity.Title;

    /// <summary><c>PublishContentTask</c> is “Publish content”.</summary>
    public static string Of(string name)
    {
        var stem = name is "Task" or "Event" ? name : name.EndsWith("Task", StringComparison.Ordinal) ? name[..^4] : name.EndsWith("Event", StringComparison.Ordinal) ? name[..^5] : name;
        return string.Concat(stem.Select((letter, i) => i > 0 && char.IsUpper(letter) && char.IsLower(stem[i - 1]) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
    }
}

/// <summary>Puts a title into the two lines that a box has room for.</summary>
internal static class Wrapping
{
    // At the picture's size of type; words of wide letters still fit, those of narrow ones leave some room.
    private const int LineLength = 25;

    public static IReadOnlyList<string> Lines(string text)
    {
        if (text.Length <= LineLength)
            return [text];
        var space = text.LastIndexOf(' ', LineLength);
        var first = space > 0 ? text[..space] : text[..LineLength];
        var rest = text[first.Length..].TrimStart();
        return [first, rest.Length <= LineLength ? rest : rest[..(LineLength - 1)].TrimEnd() + "…"];
    }
}
