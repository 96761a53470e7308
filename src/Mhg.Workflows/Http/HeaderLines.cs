namespace Mhg.Workflows.Http;

/// <summary>Headers as settings hold them: a line each, <c>Name: value</c>.</summary>
internal static class HeaderLines
{
    /// <summary>The headers; lines without a colon are passed over.</summary>
    public static IEnumerable<(string Name, string Value)> Parse(string text) =>
        from line in text.ReplaceLineEndings("\n").Split('\n')
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        where colon > 0
        select (line[..colon].Trim(), line[(colon + 1)..].Trim());
}
