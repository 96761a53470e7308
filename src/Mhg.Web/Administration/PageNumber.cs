using Mhg.Modularity.Shell;

namespace Mhg.Web.Administration;

/// <summary>Which page of a list an address asks for. Nonsense is the first page, and what is beyond the end the last.</summary>
public static class PageNumber
{
    /// <summary>Reads the page's number. It is read from the query by name: <c>page</c> is a route value of every Razor page, too.</summary>
    public static Pager Of(string? number, int pageSize, int total)
    {
        var pager = new Pager(1, pageSize, total);
        return pager with { Page = int.TryParse(number, out var page) ? Math.Clamp(page, 1, pager.Last) : 1 };
    }
}
