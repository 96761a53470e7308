namespace Mhg.Modularity.Downloads;

/// <summary>Tables for other programs (RFC 4180).</summary>
public static class Csv
{
    /// <summary>A line of a table, without its end.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Spreadsheets run what looks like a formula; an apostrophe keeps it a text.
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
