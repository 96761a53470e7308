using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Mhg.Modularity.Shell;

/// <summary>
/// Which page of a long list is shown: the model of the theme's <c>_Pagination</c>. The links keep the rest of the query string.
/// </summary>
/// <param name="Page">The page shown, from 1.</param>
/// <param name="PageSize">How many items a page has.</param>
/// <param name="Total">How many items there are.</param>
/// <param name="Parameter">The query parameter with the page's number.</param>
public sealed record Pager(int Page, int PageSize, int Total, string Parameter = "page")
{
    /// <summary>The number of the last page; 1 for an empty list.</summary>
    public int Last => Math.Max(1, (int)Math.Ceiling(Total / (double)PageSize));

    /// <summary>The page that a query string asks for, or the nearest that there is; the first where it asks for none.</summary>
    public Pager At(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var page = int.TryParse(query[Parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return this with { Page = Math.Clamp(page, 1, Last) };
    }

    /// <summary>The pages to link to, in order; a gap between two of them is a null.</summary>
    public IEnumerable<int?> Links()
    {
        var previous = 0;
        foreach (var page in Enumerable.Range(1, Last).Where(page => page == 1 || page == Last || Math.Abs(page - Page) <= 1))
        {
            if (page > previous + 1)
                yield return page == previous + 2 ? previous + 1 : null;
            yield return page;
            previous = page;
        }
    }
}
