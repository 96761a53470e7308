using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Archive;

public sealed class DocumentSummarizer : ContentSummarizer
{
    public override string ContentType => Document.ContentType;

    public override IEnumerable<string> Mentions(ContentItem item) => new Document(item).Organisations;

    public override ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned)
    {
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(mentioned);
        var document = new Document(item);
        return plain with
        {
            Date = document.Date,
            Text = document.Summary,
            Facts =
            [
                .. document.Organisations.Where(mentioned.ContainsKey).Select(id => mentioned[id]),
                .. document.Countries.Select(country => country.Name),
            ],
        };
    }
}
