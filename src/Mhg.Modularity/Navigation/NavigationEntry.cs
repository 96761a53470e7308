using Mhg.ContentManagement.Access;

namespace Mhg.Modularity.Navigation;

/// <summary>Which menu an entry is in.</summary>
public enum SiteMenu
{
    /// <summary>What readers see on every page.</summary>
    Main,

    /// <summary>Desk, queue and content, for those who work on the site.</summary>
    Work,

    /// <summary>Administration.</summary>
    Administration,

    /// <summary>The signed-in person's own pages.</summary>
    Account,

    /// <summary>At the foot of every page.</summary>
    Footer,
}

/// <summary>An entry of a menu, as a module declares it.</summary>
/// <param name="Menu">The menu.</param>
/// <param name="Text">What people see.</param>
/// <param name="Url">Where it leads, from the site's root: <c>/workshops</c>.</param>
/// <param name="Position">Where it stands, lowest first.</param>
public sealed record NavigationEntry(SiteMenu Menu, string Text, string Url, int Position)
{
    /// <summary>An icon's name; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>Whoever lacks it does not see the entry; null for everybody.</summary>
    public Permission? Permission { get; init; }

    /// <summary>Counts what waits behind it for the present actor, with the services of the request; null where nothing is counted. Asked at every page that shows the entry.</summary>
    public Func<IServiceProvider, CancellationToken, Task<int>>? CountAsync { get; init; }

    /// <summary>A content type: the entry is seen by those who may read items of it; null where it is about none.</summary>
    public string? ContentType { get; init; }
}
