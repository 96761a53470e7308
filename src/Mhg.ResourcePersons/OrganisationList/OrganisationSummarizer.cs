using Mhg.ContentManagement;
using Mhg.Html;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.ResourcePersons;

public sealed class OrganisationSummarizer : ContentSummarizer
{
    private const int LongestExtract = 200;

    public override string ContentType => Organisation.ContentType;

    public override ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned)
    {
        var organisation = new Organisation(item);
        return plain with
        {
            Text = organisation.About is { } about ? Extract(HtmlText.ToPlainText(about)) : null,
            Facts = [.. new[] { organisation.Acronym, organisation.Country?.Name }.OfType<string>()],
        };
    }

    /// <summary>The beginning of a text, up to the end of a word.</summary>
    internal static string Extract(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= LongestExtract)
            return line;
        var end = line.LastIndexOf(' ', LongestExtract);
        return line[..(end > 0 ? end : LongestExtract)].TrimEnd(',', '.', ';', ':') + "…";
    }
}
