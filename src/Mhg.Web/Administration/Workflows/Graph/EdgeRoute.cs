using System.Globalization;
using static Mhg.Web.Administration.Workflows.Graph.WorkflowGraph;

namespace Mhg.Web.Administration.Workflows.Graph;

/// <summary>Finds the line of a way: straight on where nothing stands between, around the boxes where something does.</summary>
internal static class EdgeRoute
{
    private const double Gap = 28;

    /// <returns>The line, and where the outcome's name stands.</returns>
    public static (string Path, double X, double Y) Between(GraphNode from, GraphNode to, IReadOnlyList<GraphNode> all)
    {
        var (start, end) = (Bottom(from), Top(to));
        if (from == to)
            return Loop(from);
        if (end.Y - start.Y >= Gap && !IsBlocked(start, end, from, to, all))
            return Down(start, end);
        var (right, left) = (Right(from), Left(to));
        if (left.X - right.X >= Gap && !IsBlocked(right, left, from, to, all))
            return Across(right, left);
        var (leftward, fromRight) = (Left(from), Right(to));
        if (leftward.X - fromRight.X >= Gap && Math.Abs(leftward.Y - fromRight.Y) > GraphNode.Height && !IsBlocked(leftward, fromRight, from, to, all))
            return Across(leftward, fromRight);
        return Around(from, to, all);
    }

    /// <summary>The points that a line is made of, its bends included.</summary>
    public static IEnumerable<(double X, double Y)> Points(string path)
    {
        var numbers = path.Split([' ', ',', 'M', 'L', 'C', 'Q'], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        for (var i = 0; i + 1 < numbers.Count; i += 2)
            yield return (numbers[i], numbers[i + 1]);
    }

    private static (double X, double Y) Bottom(GraphNode node) => (node.X + GraphNode.Width / 2, node.Y + GraphNode.Height);

    private static (double X, double Y) Top(GraphNode node) => (node.X + GraphNode.Width / 2, node.Y);

    private static (double X, double Y) Right(GraphNode node) => (node.X + GraphNode.Width, node.Y + GraphNode.Height / 2);

    private static (double X, double Y) Left(GraphNode node) => (node.X, node.Y + GraphNode.Height / 2);

    private static (string, double, double) Down((double X, double Y) start, (double X, double Y) end)
    {
        var bend = (end.Y - start.Y) / 2;
        return (Line($"M{Number(start.X)},{Number(start.Y)} C{Number(start.X)},{Number(start.Y + bend)} {Number(end.X)},{Number(end.Y - bend)} {Number(end.X)},{Number(end.Y)}"),
            start.X + (end.X - start.X) * .5, start.Y + (end.Y - start.Y) * .5 + 4);
    }

    private static (string, double, double) Across((double X, double Y) start, (double X, double Y) end)
    {
        var bend = (end.X - start.X) / 2;
        return (Line($"M{Number(start.X)},{Number(start.Y)} C{Number(start.X + bend)},{Number(start.Y)} {Number(end.X - bend)},{Number(end.Y)} {Number(end.X)},{Number(end.Y)}"),
            (start.X + end.X) / 2, (start.Y + end.Y) / 2 - 5);
    }

    private static (string, double, double) Loop(GraphNode node)
    {
        var (start, end) = (Right(node), Top(node));
        return (Line($"M{Number(start.X)},{Number(start.Y)} C{Number(start.X + 48)},{Number(start.Y)} {Number(end.X)},{Number(end.Y - 48)} {Number(end.X)},{Number(end.Y)}"),
            start.X + 24, start.Y - GraphNode.Height);
    }

    /// <summary>Out at the bottom, through the room beside everything that stands between, and in from above.</summary>
    private static (string, double, double) Around(GraphNode from, GraphNode to, IReadOnlyList<GraphNode> all)
    {
        var (start, end) = (Bottom(from), Top(to));
        var (below, above) = (start.Y + Gap, end.Y - Gap);
        var (upper, lower) = (Math.Min(below, above), Math.Max(below, above));
        var between = all.Where(node => node.Y < lower && node.Y + GraphNode.Height > upper).ToList();
        // Whichever side is nearer; long ways keep further out, so that they do not lie on the short ones.
        var far = Gap + (lower - upper) / 24;
        var rightLane = between.Append(from).Append(to).Max(node => node.X) + GraphNode.Width + far;
        var leftLane = between.Append(from).Append(to).Min(node => node.X) - far;
        var lane = Math.Abs(rightLane - start.X) + Math.Abs(rightLane - end.X) <= Math.Abs(leftLane - start.X) + Math.Abs(leftLane - end.X) ? rightLane : leftLane;
        (double X, double Y)[] corners = [start, (start.X, below), (lane, below), (lane, above), (end.X, above), end];
        var path = $"M{Number(start.X)},{Number(start.Y)}";
        for (var i = 1; i < corners.Length - 1; i++)
        {
            var (before, corner, after) = (corners[i - 1], corners[i], corners[i + 1]);
            var (a, b) = (Towards(corner, before), Towards(corner, after));
            path += $" L{Number(a.X)},{Number(a.Y)} Q{Number(corner.X)},{Number(corner.Y)} {Number(b.X)},{Number(b.Y)}";
        }
        return (Line($"{path} L{Number(end.X)},{Number(end.Y)}"), (start.X + lane) / 2, below + 4);
    }

    private static (double X, double Y) Towards((double X, double Y) from, (double X, double Y) to)
    {
        var length = Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y);
        var share = length == 0 ? 0 : Math.Min(10, length / 2) / length;
        return (from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);
    }

    private static bool IsBlocked((double X, double Y) start, (double X, double Y) end, GraphNode from, GraphNode to, IReadOnlyList<GraphNode> all)
    {
        var (left, right) = (Math.Min(start.X, end.X), Math.Max(start.X, end.X));
        var (top, bottom) = (Math.Min(start.Y, end.Y), Math.Max(start.Y, end.Y));
        foreach (var node in all)
        {
            if (node == from || node == to || node.X > right || node.X + GraphNode.Width < left || node.Y > bottom || node.Y + GraphNode.Height < top)
                continue;
            // The line is looked at in steps that are smaller than a box.
            for (var step = 1; step < 20; step++)
            {
                var (x, y) = (start.X + (end.X - start.X) * step / 20, start.Y + (end.Y - start.Y) * step / 20);
                if (x > node.X - 4 && x < node.X + GraphNode.Width + 4 && y > node.Y - 4 && y < node.Y + GraphNode.Height + 4)
                    return true;
            }
        }
        return false;
    }

    private static string Line(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
