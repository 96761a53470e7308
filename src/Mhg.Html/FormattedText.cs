using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace Mhg.Html;

/// <summary>A line of a fragment with the formatting of its words.</summary>
/// <param name="Format">The blocks that it stands in, outermost first, say <c>blockquote ul</c>; empty for a plain paragraph.</param>
/// <param name="Spans">Its words, those beside each other that are formatted alike in one.</param>
public sealed record FormattedLine(string Format, IReadOnlyList<FormattedSpan> Spans);

/// <summary>Words of one formatting.</summary>
/// <param name="Text">The words with the white space between them.</param>
/// <param name="Format">The elements around them, in a fixed order with a line break between: <c>a https://example.org</c>, <c>b</c>. Empty for none.</param>
public sealed record FormattedSpan(string Text, string Format);

/// <summary>The words of an HTML fragment together with how they are formatted, for comparing two fragments.</summary>
public static class FormattedText
{
    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(StringComparer.Ordinal, "alt", "href", "lang", "src");

    /// <summary>Blocks that a reader tells from a plain paragraph.</summary>
    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(StringComparer.Ordinal,
        "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "caption", "figcaption", "details", "summary", "address");

    private static readonly FrozenDictionary<string, string> Inline = new Dictionary<string, string>
    {
        ["b"] = "b", ["strong"] = "b", ["i"] = "i", ["em"] = "i", ["u"] = "u", ["ins"] = "u", ["s"] = "s", ["strike"] = "s", ["del"] = "s", ["code"] = "code",
        ["kbd"] = "code", ["samp"] = "code", ["tt"] = "code", ["sub"] = "sub", ["sup"] = "sup", ["mark"] = "mark", ["small"] = "small", ["q"] = "q",
    }.ToFrozenDictionary();

    /// <summary>
    /// The lines of a fragment, divided as <see cref="HtmlText.ToPlainText"/> divides them. A picture stands there as its
    /// description in square brackets.
    /// </summary>
    /// <param name="html">Any HTML. Markup over the limits of <see cref="HtmlSanitizer"/> gives its words without their formatting.</param>
    public static IReadOnlyList<FormattedLine> Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        INodeList nodes;
        try
        {
            nodes = FragmentParser.Parse(html, Attributes);
        }
        catch (TooComplexException)
        {
            return [.. HtmlText.OfTokens(html).Split('\n').Where(line => line.Length > 0).Select(line => new FormattedLine("", [new FormattedSpan(line, "")]))];
        }
        var lines = new Lines();
        NodeWalk.Walk(nodes, lines.Enter, lines.Leave);
        lines.End();
        return lines.All;
    }

    private sealed class Lines
    {
        private readonly List<string> _blocks = [];
        private readonly List<string> _formats = [];
        private readonly List<FormattedSpan> _spans = [];
        private readonly StringBuilder _words = new();
        private string _format = "";
        private string _block = "";
        private char _pending;

        public List<FormattedLine> All { get; } = [];

        public bool Enter(INode node)
        {
            switch (node)
            {
                case IText { Data: var data }:
                    Append(data);
                    return false;
                case IElement { NamespaceUri: Vocabulary.HtmlNamespace } element when !Vocabulary.Dropped.Contains(element.LocalName):
                    Enter(element);
                    return element.LocalName != "img";
                default:
                    return false;
            }
        }

        public void Leave(IElement element)
        {
            var name = element.LocalName;
            if (Vocabulary.Block.Contains(name))
                End();
            if (Blocks.Contains(name))
                _blocks.RemoveAt(_blocks.Count - 1);
            else if (Vocabulary.Cell.Contains(name))
                _pending = '\t';
            else if (FormatOf(element) is { } format)
                _formats.RemoveAt(_formats.LastIndexOf(format));
        }

        public void End()
        {
            EndSpan();
            _pending = '\0';
            if (_spans.Count == 0)
                return;
            All.Add(new FormattedLine(_block, [.. _spans]));
            _spans.Clear();
        }

        private void Enter(IElement element)
        {
            var name = element.LocalName;
            if (name == "br" || Vocabulary.Block.Contains(name))
                End();
            if (Blocks.Contains(name))
                _blocks.Add(name);
            else if (Vocabulary.Cell.Contains(name))
                _pending = '\t';
            else if (FormatOf(element) is { } format)
                _formats.Add(format);
            if (name != "img")
                return;
            Append($"[{(element.GetAttribute("alt") is { Length: > 0 } words ? words : "picture")}]");
            _formats.RemoveAt(_formats.Count - 1);
        }

        private static string? FormatOf(IElement element) => element.LocalName switch
        {
            "a" when element.GetAttribute("href") is { } address => $"a {address}",
            "img" => $"img {element.GetAttribute("src")}",
            var name => Inline.GetValueOrDefault(name),
        };

        private void Append(string data)
        {
            var format = string.Join('\n', _formats.Distinct().Order(StringComparer.Ordinal));
            foreach (var c in data)
            {
                if (char.IsWhiteSpace(c) || c == '\0')
                {
                    if (_pending == '\0')
                        _pending = ' ';
                    continue;
                }
                var begins = _words.Length == 0 && _spans.Count == 0;
                if (begins)
                    (_block, _pending) = (string.Join(' ', _blocks), '\0');
                if (format != _format)
                {
                    // The white space at a border belongs to the words that are not formatted.
                    if (_format.Length == 0)
                        AppendPending();
                    EndSpan();
                    _format = format;
                }
                AppendPending();
                _words.Append(c);
            }
        }

        private void AppendPending()
        {
            if (_pending != '\0')
                _words.Append(_pending);
            _pending = '\0';
        }

        private void EndSpan()
        {
            if (_words.Length > 0)
                _spans.Add(new FormattedSpan(_words.ToString(), _format));
            _words.Clear();
        }
    }
}
