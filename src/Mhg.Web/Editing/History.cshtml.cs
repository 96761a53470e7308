using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.People;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Editing;

/// <summary>What became of an item: its versions, decisions and comments, newest first. A deleted item has one too.</summary>
// The token is looked at by the handler, after the rights: who may not learns nothing more.
[IgnoreAntiforgeryToken]
public sealed class HistoryModel(
    ContentManager contents, IAuditLog audit, ContentAccess access, CurrentActor current, ContentComparisons comparisons, IPeopleDirectory people,
    IAntiforgery antiforgery) : PageModel
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["Created"] = "wrote the first draft",
        ["DraftSaved"] = "saved a draft",
        ["Published"] = "published it",
        ["Unpublished"] = "took it away from its readers",
        ["Deleted"] = "deleted it",
        ["Commented"] = "commented",
        ["Imported"] = "brought it in with a recipe",
    };

    public IReadOnlyList<ContentItem> Versions { get; private set; } = [];

    public ContentItem Newest => Versions[0];

    public bool IsDeleted => !Versions.Any(version => version.Latest || version.Published);

    public bool MayRestore { get; private set; }

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    /// <summary>The two versions that are compared, the earlier first; null where none were chosen.</summary>
    public (ContentItem Before, ContentItem After)? Compared { get; private set; }

    public ContentComparison? Comparison { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, string? from, string? to, CancellationToken cancellationToken)
    {
        if (await OpenAsync(id, cancellationToken) is { } refusal)
            return refusal;
        var events = await audit.ListAsync(id, cancellationToken);
        var names = await people.NamesAsync([.. events.Select(entry => entry.UserId).OfType<string>().Distinct()], cancellationToken);
        var byId = Versions.ToDictionary(version => version.ContentItemVersionId);
        var seen = new HashSet<string>();
        Entries = [.. events.Select(entry => new Entry(
            entry, entry.UserId is not null && names.TryGetValue(entry.UserId, out var name) ? name : entry.UserName,
            Words.GetValueOrDefault(entry.Name) ?? $"chose “{entry.Name}”",
            // A version is shown once, at the event that made it; the others say what became of it.
            entry.Name is "Created" or "DraftSaved" or "Imported" && entry.ContentItemVersionId is { } version && seen.Add(version) ? byId.GetValueOrDefault(version) : null))];

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
    /// <param name="Event">As it stands in the audit.</param>
    /// <param name="Who">Who did it, as people know them.</param>
    /// <param name="What">What they did, in words.</param>
    /// <param name="Version">The version that it made; null where it made none.</param>
    public sealed record Entry(AuditEvent Event, string Who, string What, ContentItem? Version)
    {
        /// <summary>How the timeline marks it.</summary>
        public string Tone => Event.Name switch
        {
            "Published" or "Approve" => "is-good",
            "Reject" or "Deleted" or "Request changes" or "Unpublished" => "is-bad",
            "DraftSaved" or "Created" or "Imported" => "is-quiet",
            _ => "",
        };
    }
}
