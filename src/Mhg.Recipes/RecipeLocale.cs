namespace Mhg.Recipes;

/// <summary>Texts in several languages: <c>[locale en]Health[/locale][locale fr]Santé[/locale]</c>.</summary>
internal static class RecipeLocale
{
    private const string Open = "[locale ";
    private const string Close = "[/locale]";

    /// <summary>The text in the language wanted, or in its parent (en for en-GB), or else the first.</summary>
    /// <returns>Null when the text is not of this form and stays as it is.</returns>
    public static string? Choose(string text, string locale)
    {
        string? parent = null, first = null;
        var rest = text.AsSpan();
        while (!(rest = rest.Trim()).IsEmpty)
        {
            var nameEnd = rest.IndexOf(']');
            if (!rest.StartsWith(Open, StringComparison.Ordinal) || rest.IndexOf(Close, StringComparison.Ordinal) is var end && end < nameEnd)
                return null;
            // A second word says whether a parent language may stand in; here it always may.
            var name = rest[Open.Length..nameEnd].Trim();
            if (name.IndexOf(' ') is > 0 and var space)
                name = name[..space];
            var content = rest[(nameEnd + 1)..end].ToString();
            if (name.Equals(locale, StringComparison.OrdinalIgnoreCase))
                return content;
            if (locale.AsSpan().StartsWith(name, StringComparison.OrdinalIgnoreCase) && locale[name.Length] == '-')
                parent = content;
            first ??= content;
            rest = rest[(end + Close.Length)..];
        }
        return parent ?? first;
    }
}
