using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.History;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Editing;

/// <summary>What became of an item: its versions, decisions and comments, newest first. A deleted item has one too.</summary>
// The token is looked at by the handler, after the rights: who may not learns nothing more.
[IgnoreAntiforgeryToken]
public sealed class HistoryModel(
    ContentManager contents, ItemHistory histories, ContentAccess access, CurrentActor current, ContentComparisons comparisons,
    IAntiforgery antiforgery) : PageModel
{
    private static readonly FieldChoice[] Kinds =
    [
        new(nameof(HistoryKind.Version), "Versions", IsTarget: false), new(nameof(HistoryKind.Decision), "Decisions", IsTarget: false),
        new(nameof(HistoryKind.Comment), "Comments", IsTarget: false), new(nameof(HistoryKind.Assignment), "Who reviews", IsTarget: false),
        new(nameof(HistoryKind.Publication), "Publication", IsTarget: false),
    ];

    public IReadOnlyList<ContentItem> Versions { get; private set; } = [];

    public ContentItem Newest => Versions[0];

    public bool IsDeleted => !Versions.Any(version => version.Latest || version.Published);

    public bool MayRestore { get; private set; }

    /// <summary>What happened, as far as the filters let it through, the newest first.</summary>
    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    /// <summary>The filters.</summary>
    public ContentListing Listing { get; private set; } = null!;

    /// <summary>Who made each version, by its id, as people know them.</summary>
    public IReadOnlyDictionary<string, string> Authors { get; private set; } = new Dictionary<string, string>();

    /// <summary>The two versions that are compared, the earlier first; null where none were chosen.</summary>
    public (ContentItem Before, ContentItem After)? Compared { get; private set; }

    public ContentComparison? Comparison { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, string? from, string? to, string? kind, string? person, CancellationToken cancellationToken)
    {
        if (await OpenAsync(id, cancellationToken) is { } refusal)
            return refusal;
        var history = await histories.OfAsync(id, cancellationToken);
        var byId = Versions.ToDictionary(version => version.ContentItemVersionId);
        Authors = Versions.ToDictionary(
            version => version.ContentItemVersionId, version => ItemHistory.AuthorOf(history, version.ContentItemVersionId) ?? version.Author);
        var seen = new HashSet<string>();
        List<Entry> all = [.. history.Select(entry => new Entry(
            entry,
            // A version is shown once, at the event that made it; the others say what became of it.
            entry is { Kind: HistoryKind.Version, Event.ContentItemVersionId: { } version } && seen.Add(version) ? byId.GetValueOrDefault(version) : null))];
        var kinds = new OfferedFilter(new ContentFilter("kind", "What", ""), Kinds, Array.Find(Kinds, choice => choice.Value == kind));
        FieldChoice[] people = [.. history.Select(entry => entry.Who).Distinct().Order(StringComparer.CurrentCulture).Select(who => new FieldChoice(who, who, IsTarget: false))];
        var persons = new OfferedFilter(new ContentFilter("person", "Who", ""), people, Array.Find(people, choice => choice.Value == person));
        Entries = all.FindAll(entry => (kinds.Chosen is null || entry.Happened.Kind.ToString() == kinds.Chosen.Value) && (persons.Chosen is null || entry.Happened.Who == persons.Chosen.Value));
        Listing = new ContentListing([kinds, persons], [], new Pager(1, Math.Max(1, Entries.Count), Entries.Count));

        if (from is not null && to is not null)
        {
            if (!byId.TryGetValue(from, out var before) || !byId.TryGetValue(to, out var after))
                return NotFound();
            if (Versions.ToList().IndexOf(before) < Versions.ToList().IndexOf(after))
                (before, after) = (after, before);
            Compared = (before, after);
            Comparison = await comparisons.CompareAsync(before, after, cancellationToken);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRestoreAsync(string id, string? version, CancellationToken cancellationToken)
    {
        if (await OpenAsync(id, cancellationToken) is { } refusal)
            return refusal;
        if (!MayRestore)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
            return BadRequest();
        if (version is null || Versions.All(known => known.ContentItemVersionId != version))
            return NotFound();
        try
        {
            await contents.RestoreAsync(version, cancellationToken);
        }
        catch (Exception fault) when (fault is ContentInvalidException or ContentRefusedException)
        {
            TempData.AddNotice(NoticeKind.Error, $"It can't be restored as it was. {fault.Message}");
            return LocalRedirect($"~/content/{id}/history");
        }
        TempData.AddNotice(NoticeKind.Success, "The old text is a new draft now. What is published stays as it is until the draft is.");
        return LocalRedirect($"~/content/{id}/edit");
    }

    private async Task<IActionResult?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        Versions = await contents.ListVersionsAsync(id, cancellationToken);
        if (Versions.Count == 0)
            return this.Refuse(current.Actor, maySee: false, may: false);
        var may = IsDeleted ? access.MayDelete(current.Actor, Newest, isPublished: false) : access.MayPreview(current.Actor, Newest);
        MayRestore = IsDeleted ? may : access.MayEdit(current.Actor, Newest);
        return this.Refuse(current.Actor, maySee: false, may);
    }

    /// <summary>Something that happened.</summary>
    /// <param name="Happened">What, who and when.</param>
    /// <param name="Version">The version that it made; null where it made none.</param>
    public sealed record Entry(HistoryEntry Happened, ContentItem? Version);
}
