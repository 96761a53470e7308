using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace Mhg.Html;

/// <summary>The words of an HTML fragment.</summary>
public static class HtmlText
{
    /// <summary>
    /// The text that a reader would see: one line for each block and line break, cells separated by a tab, entities decoded,
    /// runs of white space folded into one space, no empty lines. Scripts, styles, templates, embedded documents, form
    /// fields and foreign namespaces leave nothing.
    /// </summary>
    /// <param name="html">Any HTML, safe or not.</param>
    /// <returns>
    /// Plain text; it has to be encoded like any other text before it goes into a page. Markup over the limits of
    /// <see cref="HtmlSanitizer"/> is read tag by tag instead of as a tree, which takes time in proportion to its length.
    /// </returns>
    public static string ToPlainText(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        try
        {
            return Of(FragmentParser.Parse(html, FrozenSet<string>.Empty));
        }
        catch (TooComplexException)
        {
            return OfTokens(html);
        }
    }

    internal static string Of(INodeList nodes)
    {
        var text = new TextLines();
        Read(nodes, text, node => text.Append(node.Data));
        return text.ToString();
    }

    /// <summary>Walks over the words of a tree: <paramref name="append"/> adds each of them, the borders between are added here.</summary>
    internal static void Read(INodeList nodes, TextLines text, Action<IText> append)
    {
        NodeWalk.Walk(nodes, Enter, Leave);

        bool Enter(INode node)
        {
            switch (node)
            {
                case IText words:
                    append(words);
                    return false;
                case IElement { NamespaceUri: Vocabulary.HtmlNamespace } element when !Vocabulary.Dropped.Contains(element.LocalName):
                    text.Separate(element.LocalName);
                    return true;
                default:
                    return false;
            }
        }

        void Leave(IElement element)
        {
            if (element.LocalName != "br")
                text.Separate(element.LocalName);
        }
    }

    /// <summary>The text without a tree: what is between the tags. For markup that no tree should be built of.</summary>
    internal static string OfTokens(string html)
    {
        var text = new TextLines();
        using var tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver) { SkipComments = true };
        string? dropped = null;
        while (true)
        {
            ref var token = ref tokens.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    return text.ToString();
                case HtmlTokenType.Character when dropped is null:
                    text.Append(token.Data.ToString());
                    break;
                case HtmlTokenType.StartTag:
                    var name = token.Name.ToString();
                    text.Separate(name);
                    if (dropped is null && RawText(name) is { } mode)
                    {
                        tokens.State = mode;
                        dropped = name;
                    }
                    break;
                case HtmlTokenType.EndTag:
                    var ended = token.Name.ToString();
                    if (ended == dropped)
                        dropped = null;
                    text.Separate(ended);
                    break;
            }
        }

        static HtmlParseMode? RawText(string name) => name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "iframe" or "noembed" or "noframes" or "noscript" => HtmlParseMode.Rawtext,
            "title" or "textarea" => HtmlParseMode.RCData,
            _ => null,
        };
    }
}
