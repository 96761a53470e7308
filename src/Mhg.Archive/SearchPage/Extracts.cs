using Mhg.Search.Highlighting;
using Mhg.Search.Queries;
using Microsoft.AspNetCore.Html;

namespace Mhg.Archive;

/// <summary>Extracts of a text as HTML: all of the text encoded, with a <c>mark</c> around what the query found.</summary>
public static class Extracts
{
    private const int Passages = 2;

    /// <summary>The passages that show best what was found; null where nothing was.</summary>
    public static IHtmlContent? Of(Highlighter highlighter, Query query, string field, string text)
    {
        ArgumentNullException.ThrowIfNull(highlighter);
        var passages = highlighter.Passages(query, field, text, Passages);
        if (passages.All(passage => passage.Matches.Count == 0))
            return null;
        var html = new HtmlContentBuilder();
        foreach (var passage in passages)
        {
            if (passage != passages[0])
                html.AppendHtml(" … ");
            foreach (var (part, isMatch) in passage.Parts(text))
            {
                if (isMatch)
                    html.AppendHtml("<mark>").Append(part).AppendHtml("</mark>");
                else
                    html.Append(part);
            }
        }
        return html;
    }
}
