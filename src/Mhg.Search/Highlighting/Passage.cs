namespace Mhg.Search.Highlighting;

/// <summary>A part of a text, in UTF-16 units.</summary>
/// <param name="Start">Index of its first unit.</param>
/// <param name="End">Index after its last unit.</param>
public readonly record struct TextRange(int Start, int End);

/// <summary>A piece of a passage.</summary>
/// <param name="Text">The piece, plain text.</param>
/// <param name="IsMatch">Whether the query found it.</param>
public readonly record struct PassagePart(string Text, bool IsMatch);

/// <summary>An extract of a text that shows what a query found in it.</summary>
/// <param name="Range">Where the extract lies in the text; never cuts a character in two.</param>
/// <param name="Matches">What the query found, in order, without overlaps, within the extract.</param>
/// <param name="Score">How well it shows the query; only comparable within one text.</param>
public sealed record Passage(TextRange Range, IReadOnlyList<TextRange> Matches, float Score)
{
    /// <summary>The extract cut into what was found and what stands between, for a caller that encodes and marks them.</summary>
    /// <param name="text">The text that the passage was made from.</param>
    public IEnumerable<PassagePart> Parts(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = Range.Start;
        foreach (var (start, end) in Matches)
        {
            if (start > at) yield return new(text[at..start], false);
            yield return new(text[start..end], true);
            at = end;
        }
        if (at < Range.End) yield return new(text[at..Range.End], false);
    }
}
