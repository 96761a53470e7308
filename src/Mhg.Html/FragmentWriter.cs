using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Mhg.Html;

/// <summary>
/// Writes the allowed part of a tree. Nothing is copied from the input but text and checked attribute values, both encoded,
/// and no element is ever written whose content a browser reads as anything else than ordinary HTML. So there is no state of
/// a browser's parser in which the output could turn into other markup (mutation XSS).
/// </summary>
internal sealed class FragmentWriter(AllowList allowed, int maxLength)
{
    /// <summary>
    /// Different style attributes of one fragment; further ones are dropped. A document has a few dozen, each many times;
    /// a thousand take about a seventh of a second to parse.
    /// </summary>
    private const int MaxStyles = 1_000;

    private readonly StringBuilder _html = new();
    private readonly Stack<string> _endTags = new();
    private readonly Stack<(int Level, string EndTags)> _wordLists = new();
    private INode? _wordListParent;
    private readonly Dictionary<string, string?> _styles = [];

    /// <returns>The safe fragment.</returns>
    /// <exception cref="TooComplexException">It would be longer than it may be.</exception>
    public string Write(INodeList nodes)
    {
        NodeWalk.Walk(nodes, Enter, Leave);
        EndWordLists();
        CheckLength();
        return _html.ToString();
    }

    /// <summary>Encodes text as the content of an element.</summary>
    public static void EncodeText(string text, StringBuilder html) => Encode(text, "&<>", html);

    private static void Encode(ReadOnlySpan<char> text, ReadOnlySpan<char> specials, StringBuilder html)
    {
        while (text.IndexOfAny(specials) is >= 0 and var special)
        {
            html.Append(text[..special]).Append(text[special] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
            text = text[(special + 1)..];
        }
        html.Append(text);
    }

    private bool Enter(INode node)
    {
        CheckLength();
        switch (node)
        {
            case IText { Data: var data }:
                if (_wordListParent is not null && _wordListParent == node.Parent)
                {
                    if (string.IsNullOrWhiteSpace(data))
                        return false;
                    EndWordLists();
                }
                EncodeText(data, _html);
                return false;
            case IElement { NamespaceUri: Vocabulary.HtmlNamespace } element when !Vocabulary.Dropped.Contains(element.LocalName):
                return Enter(element);
            default:
                return false;
        }
    }

    private void CheckLength()
    {
        if (_html.Length > maxLength)
            throw new TooComplexException();
    }

    private bool Enter(IElement element)
    {
        if (_wordListParent is not null && OfficeMarkup.IsListMarker(element))
            return false;

        if ((_wordListParent is null || _wordListParent == element.Parent) && allowed.HasLists)
        {
            if (OfficeMarkup.WordListItem(element) is { } item)
            {
                StartWordListItem(item, element);
                _endTags.Push("");
                return true;
            }
            EndWordLists();
        }

        var name = OfficeMarkup.Heading(element) ?? element.LocalName;
        name = Vocabulary.CurrentName.GetValueOrDefault(name, name);
        var (takenBack, marks) = allowed.Styles.AllowsAny ? (false, []) : OfficeMarkup.InlineMarks(element);

        if (name == "img")
        {
            WriteImage(element);
            return false;
        }

        var endTags = "";
        if (!takenBack && allowed.Tag(name) is { } attributes)
        {
            var start = _html.Length;
            _html.Append('<').Append(name);
            var bare = _html.Length;
            WriteAttributes(element, name, attributes);
            // Without attributes these two say nothing; office programs leave thousands of them.
            if (name is "span" or "a" && _html.Length == bare)
                _html.Length = start;
            else
            {
                _html.Append('>');
                if (Vocabulary.Void.Contains(name))
                    return false;
                endTags = $"</{name}>";
                // The parser drops one line break after the start of pre.
                if (name == "pre" && element.FirstChild is IText { Data: ['\n', ..] })
                    _html.Append('\n');
            }
        }
        foreach (var mark in marks)
        {
            if (allowed.Tag(mark) is null)
                continue;
            _html.Append('<').Append(mark).Append('>');
            endTags = $"</{mark}>{endTags}";
        }
        _endTags.Push(endTags);
        return true;
    }

    private void Leave(IElement element)
    {
        if (_wordListParent == element)
            EndWordLists();
        _html.Append(_endTags.Pop());
    }

    private void WriteImage(IElement element)
    {
        // A picture that cannot be shown (a file on somebody's disk, an attachment, a data: address) leaves its words.
        if (allowed.Tag("img") is not { } attributes || allowed.Value("img", "src", element.GetAttribute("src")) is null)
        {
            EncodeText(element.GetAttribute("alt") ?? "", _html);
            return;
        }
        _html.Append("<img");
        WriteAttributes(element, "img", attributes);
        _html.Append('>');
    }

    private void WriteAttributes(IElement element, string tag, IReadOnlyList<string> attributes)
    {
        string? href = null;
        var opensWindow = false;
        foreach (var name in attributes)
        {
            var given = element.GetAttribute(name);
            if (name == "id" && given is null && tag == "a")
                given = element.GetAttribute("name");
            if ((name == "style" ? Style(given) : allowed.Value(tag, name, given)) is not { } value)
                continue;
            if (name == "target")
            {
                opensWindow = href is not null;
                if (!opensWindow)
                    continue;
            }
            else if (name == "href")
                href = value;
            WriteAttribute(name, value);
        }
        if (href is not null && (opensWindow || allowed.Links.LeavesSite(href)))
            WriteAttribute("rel", "noopener noreferrer");
    }

    private string? Style(string? given)
    {
        if (given is null)
            return null;
        if (!_styles.TryGetValue(given, out var style) && _styles.Count < MaxStyles)
            _styles.Add(given, style = allowed.Styles.Clean(given));
        return style;
    }

    private void WriteAttribute(string name, string value)
    {
        _html.Append(' ').Append(name).Append("=\"");
        // "<" too: an attribute then looks the same wherever a filter or a parser of somebody else reads on from.
        Encode(value, "&<>\"", _html);
        _html.Append('"');
    }

    private void StartWordListItem(OfficeMarkup.ListItem item, IElement paragraph)
    {
        var name = item.IsOrdered ? "ol" : "ul";
        var endTags = $"</li></{name}>";
        _wordListParent = paragraph.Parent;
        while (_wordLists.TryPeek(out var open) && (open.Level > item.Level || open.Level == item.Level && open.EndTags != endTags))
            _html.Append(_wordLists.Pop().EndTags);

        if (_wordLists.TryPeek(out var list) && list.Level == item.Level)
        {
            _html.Append("</li><li>");
            return;
        }
        _html.Append('<').Append(name);
        if (item.IsOrdered && item.Number != 1)
            WriteAttribute("start", item.Number.ToString(CultureInfo.InvariantCulture));
        _html.Append("><li>");
        _wordLists.Push((item.Level, endTags));
    }

    private void EndWordLists()
    {
        while (_wordLists.TryPop(out var list))
            _html.Append(list.EndTags);
        _wordListParent = null;
    }
}
