using System.Text;

namespace Mhg.Html;

/// <summary>
/// Makes HTML from outside safe to show: parses it as a browser does, and writes the part of the tree that
/// <see cref="HtmlSanitizerOptions"/> allows. Nothing is repaired or searched for; what is not allowed is not written.
/// </summary>
/// <remarks>
/// An input over a limit (more than 100 elements deep, more than 50,000 elements, an output more than four times as long
/// as the input, or one that does not settle) keeps its text and loses its markup; <see cref="SanitizedHtml.IsTextOnly"/> says so.
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
    /// Output per input. Encoding makes <c>&lt;</c> four characters, <c>rel</c> makes a short link three times as long; beyond it
    /// is only the repeated opening of formatting elements, which could make a gigabyte of a megabyte.
    /// </summary>
    private const int MaxGrowth = 4;

    /// <summary>For fragments so short that an end tag and a <c>rel</c> are most of them.</summary>
    private const int MinOutput = 4_096;

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
}
