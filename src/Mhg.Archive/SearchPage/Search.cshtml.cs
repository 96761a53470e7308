using Mhg.Archive.Indexing;
using Mhg.Modularity.Shell;
using Mhg.Search.Suggesting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Archive;

public sealed class SearchModel(ArchiveSearch search) : PageModel
{
    // In a heading; the box keeps all that was typed.
    private const int LongestShown = 200;

    public SearchRequest Wanted { get; private set; } = new();

    public SearchAnswer Answer { get; private set; } = null!;

    public string ShownText =>
        Wanted.Text.Length > LongestShown ? Wanted.Text[..(char.IsHighSurrogate(Wanted.Text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…" : Wanted.Text;

    public Pager Pager => new(Wanted.Page, ArchiveSearch.PageSize, Answer.Total);

    public IReadOnlyList<FacetGroup> Facets => [.. Answer.Facets.Select(choices => new FacetGroup(
        choices.Facet.Label,
        [.. choices.Values.Select(value => new FacetValue(value.Text, value.Count, AddressOf(Wanted.Toggle(choices.Facet, value.Value)), value.IsChosen))]))];

    public IEnumerable<(Facet Facet, FacetChoice Value)> ChosenValues =>
        from choices in Answer.Facets
        from value in choices.Values
        where value.IsChosen
        select (choices.Facet, value);

    /// <summary>A corrected query in parts, and which of them were corrected.</summary>
    public static IEnumerable<(string Text, bool IsCorrected)> Parts(Correction correction)
    {
        var from = 0;
        foreach (var word in correction.Words)
        {
            yield return (correction.Text[from..word.Start], false);
            yield return (correction.Text[word.Start..word.End], true);
            from = word.End;
        }
        yield return (correction.Text[from..], false);
    }

    public string AddressOf(SearchRequest request) => Url.Content(request.Address());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Wanted = SearchRequest.From(Request.Query);
        Answer = await search.SearchAsync(Wanted, cancellationToken);
        // A page past the last one, say of an address that was shared before items were taken away.
        if (Answer.Total > 0 && Wanted.Page > Pager.Last)
            return LocalRedirect(AddressOf(Wanted with { Page = Pager.Last }));
        if (Answer.State == SearchState.Building)
            Response.Headers.RetryAfter = "5";
        Response.StatusCode = Answer.State switch
        {
            SearchState.TooLong => StatusCodes.Status400BadRequest,
            SearchState.Building => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
        return Page();
    }

    /// <summary>Suggestions while somebody types, as options of the box's list.</summary>
    public async Task<IActionResult> OnGetSuggestAsync(CancellationToken cancellationToken) =>
        Partial("/SearchPage/Suggestions.cshtml", await search.SuggestAsync(((string?)Request.Query["q"] ?? "").Trim(), 8, cancellationToken));
}
