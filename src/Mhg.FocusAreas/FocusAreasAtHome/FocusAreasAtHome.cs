using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;

namespace Mhg.FocusAreas;

/// <summary>The focus areas on the home page.</summary>
public sealed class FocusAreasAtHome(ContentSummaries summaries) : HomeSection
{
    public override int Position => 10;

    public override string View => "/FocusAreasAtHome/FocusAreasAtHome.cshtml";

    public override async Task<object?> ModelAsync(CancellationToken cancellationToken) =>
        await summaries.RelatedAsync(
            "Focus areas",
            new ContentQuery { ContentTypes = [FocusArea.ContentType], Order = ContentOrder.By("FocusArea.Order"), Take = 8 },
            "~/focus-areas",
            cancellationToken) is { Total: > 0 } areas ? areas : null;
}
