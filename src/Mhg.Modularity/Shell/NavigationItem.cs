namespace Mhg.Modularity.Shell;

/// <summary>One entry of a menu, with the entries below it.</summary>
/// <param name="Text">What the reader sees, in the reader's language.</param>
/// <param name="Url">Where it leads: an address from the root of the site (<c>~/desk</c>, <c>/desk</c>) or a whole one.</param>
public sealed record NavigationItem(string Text, string Url)
{
    /// <summary>The name of an icon of the theme, or null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>Whether the page that is shown is this one, or lies below it.</summary>
    public bool IsActive { get; init; }

    /// <summary>The heading under which neighbouring entries stand together, or null for none.</summary>
    public string? Group { get; init; }

    /// <summary>How many things wait behind this entry; nothing is shown for null and 0.</summary>
    public int? Count { get; init; }

    /// <summary>Where the entry stands among its siblings: smaller first.</summary>
    public int Position { get; init; }

    /// <summary>The entries below this one.</summary>
    public IReadOnlyList<NavigationItem> Children { get; init; } = [];
}
