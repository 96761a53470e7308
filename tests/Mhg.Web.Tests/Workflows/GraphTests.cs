using FsCheck;
using FsCheck.Fluent;
using Mhg.Web.Administration.Workflows.Graph;
using Mhg.Workflows;
using Mhg.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Workflows;

/// <summary>Pictures of workflows that nobody has laid out.</summary>
public sealed class GraphTests
{
    private static readonly ActivityLibrary NoLibrary = new(new ServiceCollection().BuildServiceProvider());

    private static readonly Gen<WorkflowType> Types =
        from count in Gen.Choose(1, 24)
        from ways in Gen.Two(Gen.Choose(0, count - 1)).ListOf()
        select TypeOf(count, [.. ways]);

    [Fact]
    public void No_box_covers_another_and_everything_is_in_the_picture() => Prop.ForAll(Types.ToArbitrary(), type =>
    {
        var graph = WorkflowGraph.Of(type, NoLibrary);
        var apart = graph.Nodes.SelectMany((a, i) => graph.Nodes.Skip(i + 1), (a, b) => (a, b)).All(pair =>
            Math.Abs(pair.a.X - pair.b.X) >= GraphNode.Width || Math.Abs(pair.a.Y - pair.b.Y) >= GraphNode.Height);
        var inside = graph.Nodes.All(node => node.X >= graph.Left && node.Y >= graph.Top
            && node.X + GraphNode.Width <= graph.Left + graph.Width && node.Y + GraphNode.Height <= graph.Top + graph.Height);
        return apart && inside && graph.Edges.Count == type.Transitions.Select(way => (way.SourceActivityId, way.DestinationActivityId)).Distinct().Count();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_follows_stands_below_and_a_way_back_goes_up()
    {
        var graph = WorkflowGraph.Of(TypeOf(4, [(0, 1), (1, 2), (2, 3), (3, 1)]), NoLibrary);
        graph.Nodes.Select(node => node.Y).ShouldBeInOrder(SortDirection.Ascending);
        graph.Nodes.Select(node => node.Y).ShouldBeUnique();
    }

    [Fact]
    public void A_workflow_of_a_thousand_activities_is_drawn_in_a_moment()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        WorkflowGraph.Of(TypeOf(1000, [.. Enumerable.Range(0, 999).Select(i => (i, i + 1)), .. Enumerable.Range(0, 900).Select(i => (i, i * 7919 % 1000))]), NoLibrary)
            .Nodes.Count.ShouldBe(1000);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Places_that_somebody_chose_are_kept()
    {
        var type = TypeOf(2, [(0, 1)]);
        var graph = WorkflowGraph.Of(type with { Activities = [type.Activities[0] with { X = 40, Y = 10 }, type.Activities[1] with { X = 500, Y = 20 }] }, NoLibrary);
        graph.Nodes.Select(node => (node.X, node.Y)).ShouldBe([(40, 10), (500, 20)]);
    }

    private static WorkflowType TypeOf(int count, List<(int From, int To)> ways) => new()
    {
        WorkflowTypeId = "t",
        Activities = [.. Enumerable.Range(0, count).Select(i => new ActivityRecord { ActivityId = $"a{i}", Name = "LogTask", IsStart = i == 0 })],
        Transitions = [.. ways.Select((way, i) => new Transition($"a{way.From}", $"Outcome {i}", $"a{way.To}"))],
    };
}
