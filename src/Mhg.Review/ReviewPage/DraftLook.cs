using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Microsoft.AspNetCore.Http;

namespace Mhg.Review.ReviewPage;

/// <summary>A draft as readers will see it, beside what they see now where that is chosen.</summary>
/// <param name="Draft">The view of the draft with its model.</param>
/// <param name="Published">The version that readers see; null where they see none, or this one.</param>
/// <param name="Now">The view of that version with its model; null where only the draft is shown.</param>
public sealed record DraftLook((string View, object Model) Draft, ContentItem? Published, (string View, object Model)? Now)
{
    /// <summary>The name of the choice in the address, and of the choice of both beside each other.</summary>
    public const string Choice = "look", Beside = "beside";

    /// <summary>Gathers what is shown.</summary>
    /// <param name="display">Knows how items look.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="published">The version that readers see; null for none.</param>
    /// <param name="query">The query of the page, which says what is chosen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<DraftLook> OfAsync(ContentDisplay display, ContentItem draft, ContentItem? published, IQueryCollection query, CancellationToken cancellationToken)
    {
        var other = published?.ContentItemVersionId == draft.ContentItemVersionId ? null : published;
        return new DraftLook(
            await display.ForAsync(draft, cancellationToken), other,
            other is not null && query[Choice] == Beside ? await display.ForAsync(other, cancellationToken) : null);
    }
}
