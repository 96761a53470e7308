using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.People;
using Mhg.Review.Assigning;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks;

namespace Mhg.Review.Queue;

/// <summary>What waits for a decision of people like the present reviewer: what is urgent first, then what is due, then what has waited longest.</summary>
public sealed class ReviewQueue(
    UserTasks tasks, IContentStore contents, ContentDefinitions definitions, Assignments assignments, ICommentStore comments, IPeople people, IPeopleDirectory directory)
{
    /// <summary>More than reviewers have before them; what was submitted after these is shown when they are decided.</summary>
    public const int Most = 500;

    /// <summary>Reads it, at most <see cref="Most"/>. As many questions to the database for many drafts as for one.</summary>
    /// <returns>The drafts, and whether there may be more.</returns>
    public async Task<(IReadOnlyList<QueueRow> Rows, bool HasMore)> ReadAsync(CancellationToken cancellationToken)
    {
        var waiting = await tasks.QueueAsync(0, Most, cancellationToken);
        var items = await contents.FindAsync([.. waiting.Select(task => task.ContentItemId).Distinct()], VersionOptions.Latest, cancellationToken);
        var byId = items.ToDictionary(item => item.ContentItemId);
        var names = await NamesAsync([.. items.Select(item => item.Author).Distinct()], cancellationToken);
        var model = await definitions.ModelAsync(cancellationToken);
        var mine = (await tasks.ListAsync(items, cancellationToken)).Where(task => task.IsReview).ToList();
        var views = await assignments.OfAsync(mine.GroupBy(task => task.ContentItemId).ToDictionary(item => item.Key, item => item.MinBy(task => task.SinceUtc)), cancellationToken);
        var open = await comments.CountOpenAsync([.. views.Keys], cancellationToken);
        return (
        [
            .. from task in mine
               let item = byId[task.ContentItemId]
               let view = views[task.ContentItemId]
               orderby view.Assignment.Priority descending, view.Assignment.Due ?? DateOnly.MaxValue, task.SinceUtc, task.WorkflowId
               select new QueueRow(task, item, view, open.GetValueOrDefault(item.ContentItemId), model.DisplayName(item.ContentType), names.GetValueOrDefault(item.Author) ?? item.Author),
        ], waiting.Count == Most);
    }

    private async Task<Dictionary<string, string>> NamesAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellationToken)
    {
        var accounts = await people.FindByNamesAsync(userNames, cancellationToken);
        var names = await directory.NamesAsync([.. accounts.Select(account => account.UserId)], cancellationToken);
        return accounts.ToDictionary(account => account.UserName, account => names.GetValueOrDefault(account.UserId) ?? account.UserName, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>A draft in the queue.</summary>
/// <param name="Task">What waits, with what this reviewer may do about it.</param>
/// <param name="Item">The draft.</param>
/// <param name="Assignment">Who is asked and who looks at it.</param>
/// <param name="OpenComments">How many threads of comments are open.</param>
/// <param name="TypeName">The type's name for people.</param>
/// <param name="Author">Who wrote it last.</param>
public sealed record QueueRow(UserTask Task, ContentItem Item, AssignmentView Assignment, int OpenComments, string TypeName, string Author)
{
    /// <summary>The draft's title.</summary>
    public string Title => Item.DisplayText.Length > 0 ? Item.DisplayText : "Untitled";

    /// <summary>Why this reviewer can't approve it; null where they can.</summary>
    public string? Refusal => Task.Actions.FirstOrDefault(action => action.Approves)?.Refusal;
}
