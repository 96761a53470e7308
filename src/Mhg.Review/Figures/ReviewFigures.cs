using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.Workflows;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Figures;

namespace Mhg.Review.Figures;

/// <summary>How many drafts wait.</summary>
/// <param name="Stage">What people call the task that they wait at.</param>
/// <param name="Type">The content type's name for people.</param>
/// <param name="Count">How many they are.</param>
public sealed record WaitingFigure(string Stage, string Type, int Count);

/// <summary>How long drafts waited in a stage until it was decided there.</summary>
/// <param name="Stage">What people call the task.</param>
/// <param name="Type">The content type's name for people; null for all of them.</param>
/// <param name="Month">The month of the decisions, by its first day; null for the whole period.</param>
/// <param name="Count">How many decisions these were.</param>
/// <param name="Median">The time that half of them took at most.</param>
public sealed record TimeFigure(string Stage, string? Type, DateOnly? Month, int Count, TimeSpan Median);

/// <summary>How often reviewers took an action.</summary>
/// <param name="Action">The action, say <c>Approve</c>.</param>
/// <param name="Count">How often.</param>
public sealed record ActionFigure(string Action, int Count);

/// <summary>The figures of a period, and of what waits now.</summary>
/// <param name="Period">The period.</param>
/// <param name="Waiting">What waits now, by stage and type.</param>
/// <param name="Times">The times of each stage.</param>
/// <param name="TimesByType">The same, by type.</param>
/// <param name="TimesByMonth">The same, by month.</param>
/// <param name="Actions">The decisions, by action, the most frequent first.</param>
public sealed record ReviewFigureSet(
    FigurePeriod Period, IReadOnlyList<WaitingFigure> Waiting, IReadOnlyList<TimeFigure> Times, IReadOnlyList<TimeFigure> TimesByType,
    IReadOnlyList<TimeFigure> TimesByMonth, IReadOnlyList<ActionFigure> Actions)
{
    /// <summary>How many decisions there were.</summary>
    public int Decided => Actions.Sum(action => action.Count);

    /// <summary>The stages of which times are known.</summary>
    public IReadOnlyList<string> Stages { get; } = [.. Times.Select(time => time.Stage)];
}

/// <summary>Makes the figures: one pass over the decisions of the period, of which it keeps three numbers each.</summary>
public sealed class ReviewFigures(IReviewFigureStore store, WorkflowTypes types, DecisionRules rules, ContentDefinitions definitions, ISiteZone zones)
{
    /// <summary>The figures of a period.</summary>
    public async Task<ReviewFigureSet> OfAsync(FigurePeriod period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        var model = await definitions.ModelAsync(cancellationToken);
        var zone = await zones.SiteZoneAsync(cancellationToken);
        var (stages, byType, byMonth, actions) = (new Durations<string>(), new Durations<(string Stage, string Type)>(), new Durations<(string Stage, DateOnly Month)>(), new Dictionary<string, int>());
        await foreach (var decided in store.ReadDecisionsAsync(Begin(period.First), Begin(period.Last.AddDays(1))).WithCancellation(cancellationToken))
        {
            actions[decided.Action] = actions.GetValueOrDefault(decided.Action) + 1;
            // Events from before it was kept since when a task had waited say nothing of time.
            if (decided.Decision is not { Title: { Length: > 0 } stage, SinceUtc: { } since })
                continue;
            var hours = (float)(decided.Utc - since).TotalHours;
            stages.Add(stage, hours);
            byType.Add((stage, decided.ContentType), hours);
            byMonth.Add((stage, FigurePeriod.MonthOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(decided.Utc, zone)))), hours);
        }
        var months = period.Months;
        return new ReviewFigureSet(
            period,
            await WaitingAsync(model, cancellationToken),
            [.. stages.Medians(stage => (stage, null, null))],
            [.. byType.Medians(key => (key.Stage, model.DisplayName(key.Type), null)).OrderBy(time => time.Type, StringComparer.CurrentCulture).ThenBy(time => time.Stage, StringComparer.CurrentCulture)],
            [.. byMonth.Medians(key => (key.Stage, null, key.Month)).Where(time => time.Month >= months[0]).OrderBy(time => time.Month).ThenBy(time => time.Stage, StringComparer.CurrentCulture)],
            [.. actions.Select(action => new ActionFigure(action.Key, action.Value)).OrderByDescending(action => action.Count).ThenBy(action => action.Action, StringComparer.CurrentCulture)]);

        DateTime Begin(DateOnly day)
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            return DateTime.SpecifyKind(midnight - zone.GetUtcOffset(midnight), DateTimeKind.Utc);
        }
    }

    private async Task<IReadOnlyList<WaitingFigure>> WaitingAsync(ContentModel model, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        var reviews = (from type in all.Types
                       from task in type.Activities
                       where rules.IsReview(type, task)
                       select (Place: new WaitingPlace(type.WorkflowTypeId, task.ActivityId), task.Title)).ToDictionary(place => place.Place, place => place.Title);
        return [.. from waiting in await store.CountWaitingAsync([.. reviews.Keys], cancellationToken)
                   group waiting.Count by (Stage: reviews[waiting.Place], Type: model.DisplayName(waiting.ContentType)) into same
                   orderby same.Key.Stage, same.Key.Type
                   select new WaitingFigure(same.Key.Stage, same.Key.Type, same.Sum())];
    }

    /// <summary>How long things took, by what they were.</summary>
    private sealed class Durations<TKey> where TKey : notnull
    {
        private readonly Dictionary<TKey, List<float>> _hours = [];

        public void Add(TKey key, float hours)
        {
            if (!_hours.TryGetValue(key, out var list))
                _hours[key] = list = [];
            list.Add(hours);
        }

        public IEnumerable<TimeFigure> Medians(Func<TKey, (string Stage, string? Type, DateOnly? Month)> name) => _hours.Select(entry =>
        {
            var (stage, type, month) = name(entry.Key);
            var hours = entry.Value;
            hours.Sort();
            var median = (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2;
            return new TimeFigure(stage, type, month, hours.Count, TimeSpan.FromHours(median));
        });
    }
}
