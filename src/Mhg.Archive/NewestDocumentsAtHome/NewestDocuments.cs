using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;

namespace Mhg.Archive;

/// <summary>The newest documents on the home page.</summary>
public sealed class NewestDocuments(ContentSummaries summaries) : HomeSection
{
    public override int Position => 40;

    public override string View => "/NewestDocumentsAtHome/NewestDocuments.cshtml";

    public override async Task<object?> ModelAsync(CancellationToken cancellationToken) =>
        await summaries.RelatedAsync(
            "Newest documents",
            new ContentQuery { ContentTypes = [Document.ContentType], Order = ContentOrder.By("Document.Date", descending: true), Take = 5 },
            "~/documents",
            cancellationToken) is { Total: > 0 } documents ? documents : null;
}
