using Mhg.Workflows;

namespace Mhg.Web.Administration.Workflows.Graph;

/// <summary>
/// Places activities in layers from top to bottom, after Sugiyama, Tagawa and Toda (1981): ways that lead back are left out, each
/// activity stands below all that lead to it, and within a layer in the middle of its neighbours, so that few ways cross.
/// </summary>
internal static class GraphLayout
{
    private const double ColumnGap = 40;
    private const double RowGap = 84;

    // Each sweep looks at all ways once; after these hardly anything moves any more.
    private const int Sweeps = 8;

    /// <summary>Whether somebody has placed the activities.</summary>
    public static bool IsPlaced(WorkflowType type) => type.Activities.Any(activity => activity.X != 0 || activity.Y != 0);

    /// <summary>The upper left corner of each activity's box, by id.</summary>
    public static Dictionary<string, (double X, double Y)> Place(WorkflowType type)
    {
        var ids = type.Activities.Select(activity => activity.ActivityId).ToList();
        var forward = Forward(type, ids);
        var layers = Order(Layers(ids, forward), forward);
        var x = Align(layers, forward);
        return layers.SelectMany((layer, depth) => layer.Select(id => (id, depth)))
            .ToDictionary(place => place.id, place => (Math.Round(x[place.id]), depth: place.depth * (GraphNode.Height + RowGap)));
    }

    /// <summary>The ways without those that lead back to an activity that is still being gone through.</summary>
    private static List<(string From, string To)> Forward(WorkflowType type, List<string> ids)
    {
        var known = ids.ToHashSet();
        var ways = type.Transitions.Where(way => known.Contains(way.DestinationActivityId)).ToLookup(way => way.SourceActivityId, way => way.DestinationActivityId);
        var forward = new HashSet<(string, string)>();
        var (open, done) = (new HashSet<string>(), new HashSet<string>());
        // Beginning at what starts the workflow makes the ways back those that people would call so.
        foreach (var root in type.Activities.OrderByDescending(activity => activity.IsStart).Select(activity => activity.ActivityId))
        {
            if (done.Contains(root))
                continue;
            var path = new Stack<(string Id, Queue<string> Next)>([(root, new(ways[root]))]);
            open.Add(root);
            while (path.TryPeek(out var at))
            {
                if (!at.Next.TryDequeue(out var next))
                {
                    path.Pop();
                    open.Remove(at.Id);
                    done.Add(at.Id);
                }
                else if (!open.Contains(next))
                {
                    forward.Add((at.Id, next));
                    if (!done.Contains(next))
                    {
                        path.Push((next, new(ways[next])));
                        open.Add(next);
                    }
                }
            }
        }
        return [.. forward];
    }

    private static List<List<string>> Layers(List<string> ids, List<(string From, string To)> forward)
    {
        var (onward, waiting) = (forward.ToLookup(way => way.From, way => way.To), ids.ToDictionary(id => id, id => forward.Count(way => way.To == id)));
        var depth = ids.ToDictionary(id => id, _ => 0);
        var ready = new Queue<string>(ids.Where(id => waiting[id] == 0));
        while (ready.TryDequeue(out var id))
        {
            foreach (var next in onward[id])
            {
                depth[next] = Math.Max(depth[next], depth[id] + 1);
                if (--waiting[next] == 0)
                    ready.Enqueue(next);
            }
        }
        return [.. ids.GroupBy(id => depth[id]).OrderBy(layer => layer.Key).Select(layer => layer.ToList())];
    }

    private static List<List<string>> Order(List<List<string>> layers, List<(string From, string To)> forward)
    {
        var (before, after) = (forward.ToLookup(way => way.To, way => way.From), forward.ToLookup(way => way.From, way => way.To));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var neighbours = sweep % 2 == 0 ? before : after;
            var place = layers.SelectMany(layer => layer.Select((id, index) => (id, index))).ToDictionary(one => one.id, one => (double)one.index);
            for (var depth = 0; depth < layers.Count; depth++)
            {
                // A stable sort: what has no neighbours keeps its place.
                layers[depth] = [.. layers[depth].OrderBy(id => neighbours[id].Select(other => place[other]).DefaultIfEmpty(place[id]).Average())];
                foreach (var (index, id) in layers[depth].Index())
                    place[id] = index;
            }
        }
        return layers;
    }

    private static Dictionary<string, double> Align(List<List<string>> layers, List<(string From, string To)> forward)
    {
        const double Step = GraphNode.Width + ColumnGap;
        var neighbours = forward.Concat(forward.Select(way => (From: way.To, To: way.From))).ToLookup(way => way.From, way => way.To);
        var x = layers.SelectMany(layer => layer.Select((id, index) => (id, x: (index - (layer.Count - 1) / 2.0) * Step))).ToDictionary(place => place.id, place => place.x);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in layers)
            {
                var wanted = layer.Select(id => neighbours[id].Select(other => x[other]).DefaultIfEmpty(x[id]).Average()).ToList();
                // Pushed apart from the left and from the right; the middle of both leaves nobody pushed to one side.
                var (fromLeft, fromRight) = (wanted.ToArray(), wanted.ToArray());
                for (var i = 1; i < layer.Count; i++)
                    fromLeft[i] = Math.Max(fromLeft[i], fromLeft[i - 1] + Step);
                for (var i = layer.Count - 2; i >= 0; i--)
                    fromRight[i] = Math.Min(fromRight[i], fromRight[i + 1] - Step);
                for (var i = 0; i < layer.Count; i++)
                    x[layer[i]] = (fromLeft[i] + fromRight[i]) / 2;
            }
        }
        return x;
    }
}
