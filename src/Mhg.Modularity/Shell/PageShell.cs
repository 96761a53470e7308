using System.Globalization;

namespace Mhg.Modularity.Shell;

/// <summary>What the theme needs to know for one request to draw what stands around every page.</summary>
public sealed record PageShell
{
    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>What the site is, in a sentence; shown in the footer.</summary>
    public string? Tagline { get; init; }

    /// <summary>The reader's language; it also decides the direction of the page.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.CurrentUICulture;

    /// <summary>The zone in which times are shown to this reader.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The display name of who is signed in, or null for a visitor.</summary>
    public string? UserName { get; init; }

    /// <summary>How many notices the reader has not opened yet.</summary>
    public int UnreadNotices { get; init; }

    /// <summary>The site's main menu.</summary>
    public IReadOnlyList<NavigationItem> MainMenu { get; init; } = [];

    /// <summary>The menu of the work pages (desk, queue, content, administration); empty for who only reads.</summary>
    public IReadOnlyList<NavigationItem> WorkMenu { get; init; } = [];

    /// <summary>The signed-in reader's own pages. Signing out is not among them: it is a form, see <see cref="SignOutUrl"/>.</summary>
    public IReadOnlyList<NavigationItem> AccountMenu { get; init; } = [];

    /// <summary>Links at the foot of every page.</summary>
    public IReadOnlyList<NavigationItem> FooterMenu { get; init; } = [];

    /// <summary>Messages of this request, shown above the content with those that <see cref="PageNotices"/> carries over.</summary>
    public IReadOnlyList<PageNotice> Notices { get; init; } = [];

    /// <summary>The search page, which takes the query as <c>q</c>; null hides the search box.</summary>
    public string? SearchUrl { get; init; } = "~/search";

    /// <summary>The reader's notices; null hides the bell.</summary>
    public string? NoticesUrl { get; init; } = "~/notices";

    /// <summary>What answers with the number of unread notices as JSON, so that the bell can count on; null where nothing does.</summary>
    public string? UnreadNoticesUrl { get; init; }

    /// <summary>The sign-in page; null hides the link.</summary>
    public string? SignInUrl { get; init; } = "~/sign-in";

    /// <summary>Where the sign-out form is posted.</summary>
    public string SignOutUrl { get; init; } = "~/sign-out";

    /// <summary>
    /// The same without the ways to other pages, for a page that stands alone: a person without an account would only meet the sign-in
    /// there. A page asks for it with <c>ViewData["StandsAlone"] = true</c>.
    /// </summary>
    public PageShell WithoutWays() => this with
    {
        UserName = null, MainMenu = [], WorkMenu = [], AccountMenu = [], FooterMenu = [], SearchUrl = null, NoticesUrl = null, SignInUrl = null,
    };
}
