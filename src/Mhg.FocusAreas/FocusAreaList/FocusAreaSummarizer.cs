using System.Globalization;
using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.FocusAreas;

public sealed class FocusAreaSummarizer : ContentSummarizer
{
    public override string ContentType => FocusArea.ContentType;

    public override ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned)
    {
        var focusArea = new FocusArea(item);
        return plain with { Text = focusArea.Summary, Ordinal = focusArea.Order?.ToString(CultureInfo.InvariantCulture) };
    }
}
