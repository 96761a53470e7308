namespace Mhg.ContentManagement.Elements;

/// <summary>What was sent from an editing form: names and their values, in the order of the form.</summary>
/// <param name="values">The values sent under a name; empty where there are none.</param>
/// <param name="zone">The time zone in which the person typed times.</param>
public sealed class FormValues(Func<string, IReadOnlyList<string>> values, TimeZoneInfo zone)
{
    /// <summary>The time zone in which the person typed times.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The one value of a name, without white space around it; empty where nothing was sent. Line ends are single line feeds.</summary>
    public string Value(string name) => values(name) is [.., var last] ? last.ReplaceLineEndings("\n").Trim() : "";

    /// <summary>All values of a name that are not blank.</summary>
    public IReadOnlyList<string> Values(string name) => [.. values(name).Select(v => v.Trim()).Where(v => v.Length > 0)];

    /// <summary>Whether the form held the name at all. A field that was not on the form is left as it is.</summary>
    public bool Has(string name) => values(name).Count > 0;
}
