using System.Globalization;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.People;
using Mhg.Modularity.Shell;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Queue;

/// <summary>What waits for a decision of people like this reviewer, the longest waiting first.</summary>
[RequirePermission(Startup.ReviewContentName)]
public sealed class QueueModel(
    UserTasks tasks, IContentStore contents, ContentDefinitions definitions, IPeople people, IPeopleDirectory directory, TimeProvider time) : PageModel
{
    /// <summary>More than reviewers have before them; what was submitted after these is shown when they are decided.</summary>
    public const int Most = 500;

    private const int PageSize = 20;

    private static readonly FieldChoice[] Ages =
        [new("3", "Longer than 3 days", IsTarget: false), new("7", "Longer than a week", IsTarget: false), new("28", "Longer than four weeks", IsTarget: false)];

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    /// <summary>The filters and the pages.</summary>
    public ContentListing Listing { get; private set; } = null!;

    /// <summary>How many wait, whatever the filters.</summary>
    public int Total { get; private set; }

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(string? type, string? person, string? age, CancellationToken cancellationToken)
    {
        var all = await ReadAsync(cancellationToken);
        Total = all.Count;
        var types = Filter("type", "Type", all.Select(row => (row.Item.ContentType, row.TypeName)), type);
        var persons = Filter("person", "Person", all.Select(row => (row.Item.Author, row.Author)), person);
        var ages = new OfferedFilter(new ContentFilter("age", "Waiting", ""), Ages, Ages.FirstOrDefault(choice => choice.Value == age));

        var before = ages.Chosen is { } days ? time.GetUtcNow().UtcDateTime.AddDays(-int.Parse(days.Value, CultureInfo.InvariantCulture)) : DateTime.MaxValue;
        var wanted = all.Where(row => (types.Chosen is null || types.Chosen.Value == row.Item.ContentType)
            && (persons.Chosen is null || persons.Chosen.Value == row.Item.Author)
            && row.Task.SinceUtc <= before).ToList();
        var pager = new Pager(1, PageSize, wanted.Count);
        Listing = new ContentListing([types, persons, ages], [], pager.At(Request.Query));
        Rows = [.. wanted.Skip((Listing.Pager.Page - 1) * PageSize).Take(PageSize)];
    }

    private static OfferedFilter Filter(string parameter, string label, IEnumerable<(string Value, string Text)> values, string? chosen)
    {
        FieldChoice[] choices = [.. values.Distinct().OrderBy(value => value.Text, StringComparer.CurrentCulture).Select(value => new FieldChoice(value.Value, value.Text, IsTarget: false))];
        return new OfferedFilter(new ContentFilter(parameter, label, ""), choices, Array.Find(choices, choice => choice.Value == chosen));
    }

    private async Task<List<QueueRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var waiting = await tasks.QueueAsync(0, Most, cancellationToken);
        HasMore = waiting.Count == Most;
        var items = await contents.FindAsync([.. waiting.Select(task => task.ContentItemId).Distinct()], VersionOptions.Latest, cancellationToken);
        var byId = items.ToDictionary(item => item.ContentItemId);
        var names = await NamesAsync([.. items.Select(item => item.Author).Distinct()], cancellationToken);
        var model = await definitions.ModelAsync(cancellationToken);
        return
        [
            .. from task in await tasks.ListAsync(items, cancellationToken)
               where task.IsReview
               orderby task.SinceUtc, task.WorkflowId
               let item = byId[task.ContentItemId]
               select new QueueRow(task, item, model.DisplayName(item.ContentType), names.GetValueOrDefault(item.Author) ?? item.Author),
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
/// <param name="TypeName">The type's name for people.</param>
/// <param name="Author">Who wrote it last.</param>
public sealed record QueueRow(UserTask Task, ContentItem Item, string TypeName, string Author)
{
    /// <summary>Why this reviewer can't approve it; null where they can.</summary>
    public string? Refusal => Task.Actions.FirstOrDefault(action => action.Publishes)?.Refusal;
}
