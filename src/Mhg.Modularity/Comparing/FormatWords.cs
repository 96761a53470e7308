using Mhg.Html;

namespace Mhg.Modularity.Comparing;

/// <summary>Says in words how formatting changed.</summary>
internal static class FormatWords
{
    /// <summary>How words are formatted now that were formatted otherwise, both as in <see cref="FormattedSpan.Format"/>; null for no change.</summary>
    public static string? OfWords(string before, string after)
    {
        if (before == after)
            return null;
        var (old, now) = (before.Split('\n', StringSplitOptions.RemoveEmptyEntries), after.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var gained = now.Except(old).ToList();
        // Another address in place of one is said once.
        var lost = old.Except(now).Where(format => !gained.Exists(other => Kind(other) == Kind(format)));
        return string.Join(", ", gained.Select(format => $"now {Word(format)}").Concat(lost.Select(format => $"no longer {Word(format)}")));
    }

    /// <summary>What a line is now that was something else, both as in <see cref="FormattedLine.Format"/>; null for no change.</summary>
    public static string? OfLine(string before, string after) => before == after ? null : $"now {Block(after)}, was {Block(before)}";

    private static string Kind(string format) => format.Split(' ')[0];

    private static string Word(string format) => Kind(format) switch
    {
        "a" => $"a link to {format[2..]}",
        "b" => "bold",
        "i" => "italic",
        "u" => "underlined",
        "s" => "struck out",
        "code" => "code",
        "img" => $"the picture {format[4..]}",
        "mark" => "marked",
        "q" => "quoted",
        "small" => "small",
        "sub" => "lowered",
        "sup" => "raised",
        var other => other,
    };

    private static string Block(string format) => format.Length == 0 ? "a paragraph" : string.Join(" in ", format.Split(' ').Reverse().Select(block => block switch
    {
        "ul" => "a list",
        "ol" => "a numbered list",
        "dl" => "a list of terms",
        "blockquote" => "a quotation",
        "pre" => "text as typed",
        "table" => "a table",
        "caption" or "figcaption" => "a caption",
        "details" => "text that folds open",
        "summary" => "a heading that folds open",
        "address" => "an address",
        _ => $"a heading of level {block[1..]}",
    }));
}
