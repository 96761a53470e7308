namespace Mhg.Web.Tests.AccessTable;

/// <summary>A line of <c>access.txt</c>.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The endpoint's route, with the page's handler.</param>
/// <param name="Address">An address of it that is tried.</param>
/// <param name="Expected">What an anonymous visitor, a member, an editor, a reviewer and an administrator get.</param>
public sealed record AccessRow(string Method, string Route, string Address, IReadOnlyList<string> Expected)
{
    private const int People = 5;

    public string Endpoint => $"{Method} {Route}";

    public static IReadOnlyList<AccessRow> ReadAll()
    {
        using var reader = new StreamReader(typeof(AccessRow).Assembly.GetManifestResourceStream("Mhg.Web.Tests.AccessTable.access.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Read)];
    }

    private static AccessRow Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (People + 2) and not (People + 4) || (words.Length == People + 4 && words[2] != "as"))
            throw new FormatException($"access.txt: “{line}” is no line “METHOD route [as address] anonymous member editor reviewer administrator”.");
        return new AccessRow(words[0], words[1], words.Length == People + 4 ? words[3] : words[1], words[^People..]);
    }
}
