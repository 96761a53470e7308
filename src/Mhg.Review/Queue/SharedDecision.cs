using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows;
using Mhg.Workflows.UserTasks;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Queue;

/// <summary>A draft that was chosen.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version that the person had before them.</param>
public sealed record ChosenDraft(string ContentItemId, string VersionId)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static ChosenDraft? Parse(string? text) => text?.Split('/') is [{ Length: > 0 } item, { Length: > 0 } version] ? new ChosenDraft(item, version) : null;

    /// <summary>Both ids, as a form sends them.</summary>
    public override string ToString() => $"{ContentItemId}/{VersionId}";
}

/// <summary>What became of a draft that was to be decided together with others.</summary>
/// <param name="Chosen">The draft.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsDone">Whether the action was taken.</param>
/// <param name="Text">What is true now, or why nothing was done.</param>
public sealed record DecisionOutcome(ChosenDraft Chosen, string Title, bool IsDone, string Text);

/// <summary>Takes one action on several drafts with small changes. Each is decided by itself: what can't be done for one is done for the others.</summary>
public sealed class SharedDecision(IServiceScopeFactory scopes, IContentStore contents, ContentAccess access, CurrentActor current, DraftChanges changes, UserTasks tasks)
{
    /// <summary>How many drafts can be decided together.</summary>
    public const int MostDrafts = 20;

    /// <summary>Whether an action needs a comment for one of the drafts.</summary>
    public async Task<bool> RequiresCommentAsync(IReadOnlyCollection<ChosenDraft> chosen, string action, CancellationToken cancellationToken) =>
        (await tasks.ListAsync([.. (await FindAsync(chosen, cancellationToken)).Values], cancellationToken))
            .SelectMany(task => task.Actions).Any(offered => offered.Name == action && offered.RequiresComment);

    /// <summary>Takes the action as the current actor.</summary>
    /// <returns>What became of each draft, in the same order.</returns>
    public async Task<IReadOnlyList<DecisionOutcome>> TakeAsync(IReadOnlyCollection<ChosenDraft> chosen, string action, string? comment, CancellationToken cancellationToken)
    {
        var items = await FindAsync(chosen, cancellationToken);
        var sizes = await changes.OfAsync(items.Values, cancellationToken);
        var outcomes = new List<DecisionOutcome>();
        foreach (var one in chosen)
        {
            var title = items.GetValueOrDefault(one.ContentItemId)?.DisplayText is { Length: > 0 } words ? words : "Untitled";
            if (!items.TryGetValue(one.ContentItemId, out var item))
                outcomes.Add(new DecisionOutcome(one, "A draft", IsDone: false, "It is not there any more."));
            else if (sizes[one.ContentItemId].Refusal is { } refusal && item.ContentItemVersionId == one.VersionId)
                outcomes.Add(new DecisionOutcome(one, title, IsDone: false, $"Decide it on its own page: {refusal}."));
            else
                outcomes.Add(await TakeAsync(one, title, action, comment, cancellationToken));
        }
        return outcomes;
    }

    private async Task<DecisionOutcome> TakeAsync(ChosenDraft chosen, string title, string action, string? comment, CancellationToken cancellationToken)
    {
        // A request of its own for each: what one leaves behind in its services does not reach the next.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = current.Actor;
        try
        {
            await scope.ServiceProvider.GetRequiredService<UserTasks>().TakeAsync(chosen.ContentItemId, action, chosen.VersionId, comment, cancellationToken);
        }
        catch (Exception fault) when (fault is DecisionConflictException or ContentRefusedException or WorkflowFaultException)
        {
            return new DecisionOutcome(chosen, title, IsDone: false, fault.Message);
        }
        catch (ContentInvalidException invalid)
        {
            return new DecisionOutcome(chosen, title, IsDone: false, $"It can't be published as it is. {invalid.Message}");
        }
        var now = await contents.FindAsync(chosen.ContentItemId, VersionOptions.Latest, cancellationToken);
        if (now is { Published: true })
            return new DecisionOutcome(chosen, title, IsDone: true, "Published.");
        var next = await tasks.FindReviewAsync(chosen.ContentItemId, cancellationToken);
        return new DecisionOutcome(chosen, title, IsDone: true, $"“{action}” is done.{(next is null ? "" : $" It waits for “{next.Title}” now.")}");
    }

    /// <summary>The latest versions of those that the current actor may see.</summary>
    private async Task<Dictionary<string, ContentItem>> FindAsync(IReadOnlyCollection<ChosenDraft> chosen, CancellationToken cancellationToken) =>
        (await contents.FindAsync([.. chosen.Select(one => one.ContentItemId)], VersionOptions.Latest, cancellationToken))
            .Where(item => access.MayPreview(current.Actor, item)).ToDictionary(item => item.ContentItemId);
}
