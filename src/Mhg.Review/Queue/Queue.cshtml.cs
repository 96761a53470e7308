using System.Globalization;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.People;
using Mhg.Modularity.Shell;
using Mhg.Review.Assigning;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Assigning;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Queue;

/// <summary>What waits for a decision of people like this reviewer: what is urgent first, then what is due, then what has waited longest.</summary>
[RequirePermission(Startup.ReviewContentName)]
public sealed class QueueModel(
    UserTasks tasks, IContentStore contents, ContentDefinitions definitions, Assignments assignments, ICommentStore comments, IPeople people, IPeopleDirectory directory, TimeProvider time) : PageModel
{
    /// <summary>More than reviewers have before them; what was submitted after these is shown when they are decided.</summary>
    public const int Most = 500;

    private const int PageSize = 20;

    private static readonly FieldChoice[] Ages =
        [new("3", "Longer than 3 days", IsTarget: false), new("7", "Longer than a week", IsTarget: false), new("28", "Longer than four weeks", IsTarget: false)];

    private static readonly FieldChoice[] Owners = [new("me", "Me", IsTarget: false), new("nobody", "Nobody yet", IsTarget: false)];

    private static readonly FieldChoice[] Dues = [new("over", "Overdue", IsTarget: false), new("7", "Within a week", IsTarget: false)];

    private static readonly FieldChoice[] Priorities = [.. new[] { ReviewPriority.High, ReviewPriority.Normal, ReviewPriority.Low }.Select(one => new FieldChoice(one.ToString(), one.ToString(), IsTarget: false))];

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    /// <summary>The filters and the pages.</summary>
    public ContentListing Listing { get; private set; } = null!;

    /// <summary>How many wait, whatever the filters.</summary>
    public int Total { get; private set; }

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(
        string? type, string? person, string? age, [FromQuery(Name = "for")] string? owner, string? due, string? priority, CancellationToken cancellationToken)
    {
        var all = await ReadAsync(cancellationToken);
        Total = all.Count;
        var types = Filter("type", "Type", all.Select(row => (row.Item.ContentType, row.TypeName)), type);
        var persons = Filter("person", "Person", all.Select(row => (row.Item.Author, row.Author)), person);
        var ages = Offered("age", "Waiting", Ages, age);
        var owners = Offered("for", "For", Owners, owner);
        var dues = Offered("due", "Due", Dues, due);
        var priorities = Offered("priority", "Priority", Priorities, priority);

        var before = ages.Chosen is { } days ? time.GetUtcNow().UtcDateTime.AddDays(-int.Parse(days.Value, CultureInfo.InvariantCulture)) : DateTime.MaxValue;
        var wanted = all.Where(row => (types.Chosen is null || types.Chosen.Value == row.Item.ContentType)
            && (persons.Chosen is null || persons.Chosen.Value == row.Item.Author)
            && row.Task.SinceUtc <= before
            && owners.Chosen?.Value switch { "me" => row.Assignment.IsMine, "nobody" => row.Assignment is { AskedName: null, ClaimedName: null }, _ => true }
            && dues.Chosen?.Value switch { "over" => row.Assignment.IsOverdue, "7" => row.Assignment.Assignment.Due <= row.Assignment.Today.AddDays(7), _ => true }
            && (priorities.Chosen is null || priorities.Chosen.Value == row.Assignment.Assignment.Priority.ToString())).ToList();
        var pager = new Pager(1, PageSize, wanted.Count);
        Listing = new ContentListing([types, persons, ages, owners, dues, priorities], [], pager.At(Request.Query));
        Rows = [.. wanted.Skip((Listing.Pager.Page - 1) * PageSize).Take(PageSize)];
    }

    private static OfferedFilter Filter(string parameter, string label, IEnumerable<(string Value, string Text)> values, string? chosen)
    {
        FieldChoice[] choices = [.. values.Distinct().OrderBy(value => value.Text, StringComparer.CurrentCulture).Select(value => new FieldChoice(value.Value, value.Text, IsTarget: false))];
        return Offered(parameter, label, choices, chosen);
    }

    private static OfferedFilter Offered(string parameter, string label, FieldChoice[] choices, string? chosen) =>
        new(new ContentFilter(parameter, label, ""), choices, Array.Find(choices, choice => choice.Value == chosen));

    private async Task<List<QueueRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var waiting = await tasks.QueueAsync(0, Most, cancellationToken);
        HasMore = waiting.Count == Most;
        var items = await contents.FindAsync([.. waiting.Select(task => task.ContentItemId).Distinct()], VersionOptions.Latest, cancellationToken);
        var byId = items.ToDictionary(item => item.ContentItemId);
        var names = await NamesAsync([.. items.Select(item => item.Author).Distinct()], cancellationToken);
        var model = await definitions.ModelAsync(cancellationToken);
        var mine = (await tasks.ListAsync(items, cancellationToken)).Where(task => task.IsReview).ToList();
        var views = await assignments.OfAsync(mine.GroupBy(task => task.ContentItemId).ToDictionary(item => item.Key, item => (DateTime?)item.Min(task => task.SinceUtc)), cancellationToken);
        var open = await comments.CountOpenAsync([.. views.Keys], cancellationToken);
        return
        [
            .. from task in mine
               let item = byId[task.ContentItemId]
               let view = views[task.ContentItemId]
               orderby view.Assignment.Priority descending, view.Assignment.Due ?? DateOnly.MaxValue, task.SinceUtc, task.WorkflowId
               select new QueueRow(task, item, view, open.GetValueOrDefault(item.ContentItemId), model.DisplayName(item.ContentType), names.GetValueOrDefault(item.Author) ?? item.Author),
        ];
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
    /// <summary>Why this reviewer can't approve it; null where they can.</summary>
    public string? Refusal => Task.Actions.FirstOrDefault(action => action.Approves)?.Refusal;
}
