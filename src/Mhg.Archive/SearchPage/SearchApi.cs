using System.Text.Encodings.Web;
using Mhg.Archive.Indexing;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Mhg.Archive;

/// <summary>The search for programs: the same search, with the same rights, as JSON.</summary>
public static class SearchApi
{
    private const int Suggestions = 8;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        endpoints.MapMethods("/api/search", methods, SearchAsync);
        endpoints.MapMethods("/api/search/suggest", methods, SuggestAsync);
    }

    public static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchAsync(HttpContext context, ArchiveSearch search, CancellationToken cancellationToken)
    {
        var request = SearchRequest.From(context.Request.Query);
        var answer = await search.SearchAsync(request, cancellationToken);
        switch (answer.State)
        {
            case SearchState.TooLong:
                return TypedResults.Problem(
                    $"The query has {request.Text.Length} characters. At most {ArchiveSearch.LongestText} are searched for.", statusCode: StatusCodes.Status400BadRequest);
            case SearchState.Building or SearchState.NotDefined:
                context.Response.Headers.RetryAfter = "5";
                return TypedResults.Problem(
                    answer.State == SearchState.Building ? "The search index is being built." : "The site has no search index.",
                    statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        var root = context.Request.PathBase.ToString();
        return TypedResults.Ok(new SearchResponse(
            request.Text, answer.Total, request.Page, ArchiveSearch.PageSize, answer.HasAnyWord, answer.Correction?.Text, answer.Problem,
            [.. answer.Items.Select(found => SearchResponseItem.Of(found, root))],
            [.. answer.Facets.Select(choices => new SearchResponseFacet(choices.Facet.Name, choices.Facet.Label, choices.Values))]));
    }

    public static async Task<Ok<IReadOnlyList<string>>> SuggestAsync(string? q, ArchiveSearch search, CancellationToken cancellationToken) =>
        TypedResults.Ok(await search.SuggestAsync(q ?? "", Suggestions, cancellationToken));
}

/// <summary>What the API answers.</summary>
/// <param name="Query">What was searched for.</param>
/// <param name="Total">How many items were found.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="PageSize">How many items a page has.</param>
/// <param name="HasAnyWord">Whether nothing has all of the words, so that what has any of them was taken.</param>
/// <param name="DidYouMean">What was searched for with words corrected, where little or nothing was found and this finds more.</param>
/// <param name="Problem">Why the text could not be read as a query; its words were searched for then.</param>
/// <param name="Items">The items of the page.</param>
/// <param name="Facets">The values by which the search can be narrowed.</param>
public sealed record SearchResponse(
    string Query, int Total, int Page, int PageSize, bool HasAnyWord, string? DidYouMean, QueryProblem? Problem,
    IReadOnlyList<SearchResponseItem> Items, IReadOnlyList<SearchResponseFacet> Facets);

/// <param name="Id">The item's id.</param>
/// <param name="Type">Its content type.</param>
/// <param name="Title">Its title, plain text.</param>
/// <param name="Url">The address of its page within the host.</param>
/// <param name="Date">The day that it is about.</param>
/// <param name="Facts">Short facts, such as organisations.</param>
/// <param name="Extract">An extract as HTML: encoded text with <c>mark</c> around what was found.</param>
/// <param name="Score">How well it fits; comparable within one query.</param>
public sealed record SearchResponseItem(
    string Id, string Type, string Title, string Url, DateOnly? Date, IReadOnlyList<string> Facts, string? Extract, float Score)
{
    internal static SearchResponseItem Of(FoundItem found, string root)
    {
        var summary = found.Summary;
        return new SearchResponseItem(
            found.Item.ContentItemId, found.Item.ContentType, summary.Title, root + summary.Url.TrimStart('~'), summary.Date, summary.Facts, Html(summary), found.Score);
    }

    private static string? Html(ContentSummary summary)
    {
        if (summary.Extract is null)
            return summary.Text is null ? null : HtmlEncoder.Default.Encode(summary.Text);
        using var writer = new StringWriter();
        summary.Extract.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}

/// <param name="Name">The facet's parameter.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Values">Its values.</param>
public sealed record SearchResponseFacet(string Name, string Label, IReadOnlyList<FacetChoice> Values);
