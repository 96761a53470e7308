using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;

namespace Mhg.Archive;

/// <summary>The page of a document: what it says, and where it comes from.</summary>
public sealed class DocumentPage(PublishedContent content, FieldChoices choices) : ContentPage
{
    public override string ContentType => Document.ContentType;

    public override string View => "/DocumentPage/DocumentPage.cshtml";

    public override async Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var document = new Document(item);
        var mentioned = await content.FindAsync([.. document.Organisations, .. document.FocusAreas], cancellationToken);
        return new DocumentPageData(
            document,
            await choices.NameAsync("Document.Kind", document.Kind, cancellationToken),
            [.. document.Organisations.Where(mentioned.ContainsKey).Select(id => mentioned[id])],
            [.. document.FocusAreas.Where(mentioned.ContainsKey).Select(id => mentioned[id])]);
    }
}

/// <param name="Document">The document.</param>
/// <param name="Kind">Its kind for people.</param>
/// <param name="Organisations">The organisations that made it, as far as the reader may see them.</param>
/// <param name="FocusAreas">The focus areas that it belongs to, as far as the reader may see them.</param>
public sealed record DocumentPageData(
    Document Document, string? Kind, IReadOnlyList<ContentItem> Organisations, IReadOnlyList<ContentItem> FocusAreas);
