using System.Buffers;
using System.Collections.Frozen;

namespace Mhg.Html;

/// <summary>Decides on addresses as a browser's URL parser would read them (WHATWG URL Standard, section 4.4).</summary>
internal sealed class LinkPolicy(IReadOnlySet<string> schemes, IReadOnlySet<string> siteHosts)
{
    private static readonly FrozenSet<string> WebSchemes = FrozenSet.Create(StringComparer.Ordinal, "http", "https");
    private static readonly SearchValues<char> Refused = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(c => (char)c)]);

    private readonly FrozenSet<string> _schemes = schemes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _siteHosts = siteHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The address as a browser would take it: trimmed, without tabs and line breaks. Null when it has a scheme that is not
    /// allowed, or other control characters, which no address has and no filter has seen all uses of.
    /// </summary>
    /// <param name="value">The attribute's value, entities decoded.</param>
    /// <param name="webOnly">For what is loaded and not followed: http and https only.</param>
    public string? Clean(string value, bool webOnly)
    {
        var address = value.Trim([.. Enumerable.Range(0, 0x21).Select(c => (char)c)])
            .Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        if (address.AsSpan().ContainsAny(Refused))
            return null;
        // Whatever stands before a colon counts as a scheme, also what a browser would not take for one
        // ("java\u200bscript:"): such a thing is no path that somebody meant to write.
        return Scheme(address) is not { } scheme || _schemes.Contains(scheme) && (!webOnly || WebSchemes.Contains(scheme.ToLowerInvariant()))
            ? address
            : null;
    }

    /// <summary>Whether an address that passed <see cref="Clean"/> may lead to another site. In doubt it does.</summary>
    public bool LeavesSite(string address)
    {
        // Browsers read "\" as "/" and "//host" as an address of the same scheme.
        var start = address.AsSpan(0, Math.Min(2, address.Length));
        var scheme = Scheme(address);
        if (scheme is null && !(start is "//" || start.Contains('\\')))
            return false;
        if (scheme is not null && !WebSchemes.Contains(scheme.ToLowerInvariant()))
            return false;
        return address.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(scheme is null ? "https:" + address : address, UriKind.Absolute, out var uri)
            || !_siteHosts.Contains(uri.IdnHost);
    }

    private static string? Scheme(string address)
    {
        var end = address.AsSpan().IndexOfAny(":/?#\\");
        return end >= 0 && address[end] == ':' ? address[..end] : null;
    }
}
