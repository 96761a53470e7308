using System.Globalization;
using System.Text.Json;

namespace Mhg.Recipes;

/// <summary>Follows the paths that System.Text.Json writes: <c>$.Roles[0].Name</c>, <c>$['a name']</c>.</summary>
internal static class JsonPath
{
    /// <summary>The element at the path, or the innermost one around it when the path leads further than the JSON does.</summary>
    public static JsonElement Follow(JsonElement root, string path)
    {
        var at = path.StartsWith('$') ? 1 : 0;
        while (at < path.Length)
        {
            if (Next(path, ref at) is not { } part)
                break;
            var inner = root.ValueKind switch
            {
                JsonValueKind.Object when root.TryGetProperty(part, out var member) => member,
                JsonValueKind.Array when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < root.GetArrayLength() => root[index],
                _ => (JsonElement?)null,
            };
            if (inner is null)
                break;
            root = inner.Value;
        }
        return root;
    }

    private static string? Next(string path, ref int at)
    {
        if (path[at] == '.')
            at++;
        var start = at;
        if (at >= path.Length || path[at] != '[')
        {
            while (at < path.Length && path[at] is not ('.' or '['))
                at++;
            return path[start..at];
        }
        var isQuoted = at + 1 < path.Length && path[at + 1] == '\'';
        var end = path.IndexOf(isQuoted ? "']" : "]", at, StringComparison.Ordinal);
        if (end < 0)
            return null;
        at = end + (isQuoted ? 2 : 1);
        return path[(start + (isQuoted ? 2 : 1))..end];
    }
}
