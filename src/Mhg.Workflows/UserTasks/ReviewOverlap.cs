using Mhg.Workflows.Activities.Content;

namespace Mhg.Workflows.UserTasks;

/// <summary>Two reviews that begin for the same items: a draft waits in both, and whichever approves it first publishes it.</summary>
/// <param name="First">One workflow.</param>
/// <param name="Second">The other one.</param>
/// <param name="ContentTypes">The types of content for which both begin; empty for every type.</param>
public sealed record ReviewOverlap(WorkflowType First, WorkflowType Second, IReadOnlyList<string> ContentTypes)
{
    /// <summary>The reviews among the workflows that are on which begin for the same items.</summary>
    public static IEnumerable<ReviewOverlap> Among(WorkflowTypeSet all, DecisionRules rules)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(rules);
        var begins = (from start in UserTasks.StartedByNew(all)
                      where rules.Reviews(start.Type)
                      group start.Start.Texts(ContentEventActivity.ContentTypeFilter) by start.Type into filters
                      orderby filters.Key.Name
                      // A start without content types is for all of them.
                      select (Type: filters.Key, For: filters.Any(filter => filter.Count == 0) ? null : filters.SelectMany(filter => filter).ToHashSet())).ToList();
        return from i in Enumerable.Range(0, begins.Count)
               from j in Enumerable.Range(i + 1, begins.Count - i - 1)
               let both = begins[i].For is not { } first ? begins[j].For : begins[j].For is not { } second ? first : [.. first.Intersect(second)]
               where both is not { Count: 0 }
               select new ReviewOverlap(begins[i].Type, begins[j].Type, [.. both ?? []]);
    }
}
