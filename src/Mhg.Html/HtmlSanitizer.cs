using System.Text;
using AngleSharp.Dom;

namespace Mhg.Html;

/// <summary>
/// Makes HTML from outside safe to show: parses it as a browser does, and writes the part of the tree that
/// <see cref="HtmlSanitizerOptions"/> allows. Nothing is repaired or searched for; what is not allowed is not written.
/// </summary>
/// <remarks>
/// An input over a limit (more than 100 elements deep, more than 50,000 elements, an output longer than twice the input
/// and 64 kB, or one that does not settle) keeps its text and loses its markup; <see cref="SanitizedHtml.IsTextOnly"/> says so.
/// Safe for use by many threads at once.
/// </remarks>
public sealed class HtmlSanitizer(HtmlSanitizerOptions? options = null)
{
    /// <summary>
    /// Parses until writing changes nothing. Safe HTML takes one, HTML to clean two; a third is needed where taking an element
    /// away brought two together that cannot stand inside each other. More than that is no writing of a person.
    /// </summary>
    private const int MaxRounds = 5;

    /// <summary>
    /// Output per input. Writing mostly makes HTML shorter; what makes it much longer is the repeated opening of formatting
    /// elements, which could make a gigabyte of a megabyte.
    /// </summary>
    private const int MaxGrowth = 2;

    /// <summary>What any fragment may come to, for those in which end tags, encoded characters and <c>rel</c> are most of it.</summary>
    private const int MinOutput = 65_536;

    private readonly AllowList _allowed = new(options ?? new HtmlSanitizerOptions());

    /// <summary>Makes a fragment safe.</summary>
    /// <param name="html">Any text; taken as what would stand inside a <c>body</c>.</param>
    /// <returns>The safe fragment. Sanitizing it again gives the same.</returns>
    public string Sanitize(string html) => Clean(html).Html;

    /// <summary>Makes a fragment safe and takes its text from the same parse.</summary>
    /// <param name="html">Any text; taken as what would stand inside a <c>body</c>.</param>
    /// <returns>The safe fragment and its plain text.</returns>
    public SanitizedHtml Clean(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        try
        {
            var current = html;
            for (var round = 0; round < MaxRounds; round++)
            {
                var nodes = FragmentParser.Parse(current, _allowed.ReadAttributes);
                var written = new FragmentWriter(_allowed, MaxGrowth * html.Length + MinOutput).Write(nodes);
                if (written == current)
                    return new(current, HtmlText.Of(nodes));
                current = written;
            }
        }
        catch (TooComplexException)
        {
            // The text below is the answer.
        }
        var text = HtmlText.OfTokens(html);
        var encoded = new StringBuilder(text.Length);
        FragmentWriter.EncodeText(text, encoded);
        return new(encoded.ToString(), text, IsTextOnly: true);
    }

    /// <summary>Puts other words in the place of some that stand in one piece, without formatting of their own among them.</summary>
    /// <param name="html">The fragment.</param>
    /// <param name="start">Where the words begin in its text, as <see cref="HtmlText.ToPlainText"/> gives it.</param>
    /// <param name="length">How many characters of that text they are.</param>
    /// <param name="words">Plain text; its line breaks become spaces.</param>
    /// <returns>The fragment, sanitized; null where the words reach over a border of formatting, or are not there.</returns>
    public string? ReplaceWords(string html, int start, int length, string words)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        INodeList nodes;
        try
        {
            nodes = FragmentParser.Parse(html, _allowed.ReadAttributes);
        }
        catch (TooComplexException)
        {
            return null;
        }
        var text = new TextLines();
        (IText? Node, int At) first = default, last = default;
        HtmlText.Read(nodes, text, node =>
        {
            for (var i = 0; i < node.Data.Length; i++)
            {
                var before = text.Length;
                text.Append(node.Data.AsSpan(i, 1));
                if (text.Length == before)
                    continue;
                if (text.Length - 1 == start)
                    first = (node, i);
                if (text.Length == start + length)
                    last = (node, i);
            }
        });
        if (first.Node is null || first.Node != last.Node)
            return null;
        first.Node.Data = string.Concat(first.Node.Data.AsSpan(0, first.At), words.ReplaceLineEndings(" "), first.Node.Data.AsSpan(last.At + 1));
        return Sanitize(new FragmentWriter(_allowed, int.MaxValue).Write(nodes));
    }
}
