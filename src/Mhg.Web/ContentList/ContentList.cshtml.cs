using System.Globalization;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Modularity.Shell;
using Mhg.Web.Editing;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.ContentList;

/// <summary>All content that the person may work on, drafts included.</summary>
public sealed class ContentListModel(
    IContentStore store, ContentDefinitions definitions, ContentAccess access, CurrentActor current, People people, UserTasks tasks) : PageModel
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Title { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>The types that are listed, by name, with what people call them.</summary>
    public IReadOnlyList<(string Name, string Text)> Types { get; private set; } = [];

    /// <summary>The types of which the person may make new items.</summary>
    public IReadOnlyList<(string Name, string Text)> Creatable { get; private set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Pager Pager { get; private set; } = new(1, PageSize, 0);

    public bool IsFiltered => Type is { Length: > 0 } || State is { Length: > 0 } || Title is { Length: > 0 } || Owner is { Length: > 0 };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        Types = Named(model, model.Types.Values.Where(type => access.MayList(current.Actor, type)));
        Creatable = Named(model, model.Types.Values.Where(type => access.MayCreate(current.Actor, type)));
        if (this.Refuse(current.Actor, maySee: true, may: Types.Count > 0) is { } refusal)
            return refusal;

        var query = new ContentQuery
        {
            Version = VersionOptions.Latest,
            ContentTypes = Types.Any(type => type.Name == Type) ? [Type!] : [.. Types.Select(type => type.Name)],
            IsDraft = State switch { "draft" => true, "published" => false, _ => null },
            DisplayTextContains = Title?.Trim() is { Length: > 0 } title ? title : null,
            Owner = Owner == "me" ? current.Actor.UserId : null,
            Order = Sort == "title" ? ContentOrder.ByTitle : Sort == "oldest" ? ContentOrder.NewestFirst with { Descending = false } : ContentOrder.NewestFirst,
            Take = PageSize,
        };
        Pager = Pager with { Total = await store.CountAsync(query, cancellationToken) };
        Pager = Pager with { Page = int.TryParse(Request.Query[Pager.Parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, Pager.Last) : 1 };
        var items = await store.QueryAsync(query with { Skip = (Pager.Page - 1) * PageSize }, cancellationToken);

        var drafts = items.Where(item => item.IsDraft).Select(item => item.ContentItemId).ToList();
        var published = (await store.FindAsync(drafts, VersionOptions.Published, cancellationToken)).Select(item => item.ContentItemId).ToHashSet();
        var waiting = (await tasks.ListWaitingAsync(drafts, cancellationToken)).Where(task => task.IsReview).Select(task => task.ContentItemId).ToHashSet();
        var authors = await people.NamesOfAuthorsAsync([.. items.Select(item => item.Author)], cancellationToken);
        Rows = [.. items.Select(item => new Row(
            item, model.DisplayName(item.ContentType),
            item.Published ? "published" : waiting.Contains(item.ContentItemId) ? "waiting" : "draft",
            published.Contains(item.ContentItemId), authors[item.Author], access.MayEdit(current.Actor, item)))];
        return Page();
    }

    private static IReadOnlyList<(string, string)> Named(ContentModel model, IEnumerable<ContentTypeDefinition> types) =>
        [.. types.Select(type => (type.Name, Text: model.DisplayName(type.Name))).OrderBy(type => type.Text, StringComparer.CurrentCulture)];

    /// <summary>An item in the list.</summary>
    /// <param name="Item">Its latest version.</param>
    /// <param name="TypeName">What people call its type.</param>
    /// <param name="Status">The state of that version.</param>
    /// <param name="HasOlderPublished">Whether readers see an earlier version.</param>
    /// <param name="Author">Who wrote that version, as people know them.</param>
    /// <param name="MayEdit">Whether the person may change it.</param>
    public sealed record Row(ContentItem Item, string TypeName, string Status, bool HasOlderPublished, string Author, bool MayEdit);
}
