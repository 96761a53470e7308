using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Http;

namespace Mhg.Modularity.ContentPages;

/// <summary>A part of a list: its heading and which items, in which order.</summary>
/// <param name="Heading">The heading; null for a list of one section.</param>
/// <param name="Query">Which items; Skip and Take are the list's.</param>
public sealed record ListSection(string? Heading, ContentQuery Query)
{
    /// <summary>
    /// Whether it holds what the sections before it leave over. Its query then finds those first, in its order, so that they are
    /// passed over: ordered by a field, items without a value come last.
    /// </summary>
    public bool IsRest { get; init; }
}

/// <summary>Reads list pages: filters by the query string, counts, and the items of one page across the sections.</summary>
public sealed class ContentLists(PublishedContent content, ContentSummaries summaries, FieldChoices choices)
{
    /// <summary>The query parameter that is looked for in titles.</summary>
    public const string TitleParameter = "name";

    /// <summary>How many items a page has.</summary>
    public const int PageSize = 20;

    /// <summary>One page of a list.</summary>
    /// <param name="query">The query string: a parameter a filter, <c>name</c>, <c>page</c>. Values that nobody offered are passed over.</param>
    /// <param name="filters">The filters that the list offers.</param>
    /// <param name="sections">The sections in order.</param>
    /// <param name="titleLabel">What the box is called that finds words in titles; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ContentListing> ReadAsync(
        IQueryCollection query, IReadOnlyList<ContentFilter> filters, IReadOnlyList<ListSection> sections, string? titleLabel = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(filters);
        ArgumentNullException.ThrowIfNull(sections);
        var offered = new List<OfferedFilter>();
        foreach (var filter in filters)
        {
            var value = (string?)query[filter.Parameter];
            if (filter.IsQuiet && string.IsNullOrEmpty(value))
                continue;
            var all = await choices.OfAsync(filter.Field, cancellationToken);
            var chosen = all.FirstOrDefault(choice => choice.Value == value);
            if (filter.IsQuiet ? chosen is not null : all.Count > 0)
                offered.Add(new OfferedFilter(filter, all, chosen));
        }
        var title = titleLabel is not null && ((string?)query[TitleParameter])?.Trim() is { Length: > 0 } typed ? typed : null;

        var narrowed = sections.Select(section => section with { Query = Narrow(section.Query, offered, title) }).ToList();
        var totals = new List<int>();
        foreach (var section in narrowed)
        {
            var total = await content.CountAsync(section.Query, cancellationToken);
            totals.Add(section.IsRest ? Math.Max(0, total - totals.Sum()) : total);
        }

        var pager = new Pager(1, PageSize, totals.Sum()).At(query);
        var listed = new List<ListedSection>();
        var (skip, left, before) = ((pager.Page - 1) * PageSize, PageSize, 0);
        foreach (var (section, total) in narrowed.Zip(totals))
        {
            var take = Math.Min(left, total - skip);
            if (take > 0)
            {
                var items = await content.ListAsync(section.Query with { Skip = skip + (section.IsRest ? before : 0), Take = take }, cancellationToken);
                var rows = (await summaries.OfAsync(items, cancellationToken)).Select(summary => summary with { Type = null });
                listed.Add(new ListedSection(section.Heading, total, [.. rows]));
                left -= take;
            }
            skip = Math.Max(0, skip - total);
            before += total;
        }
        return new ContentListing(offered, listed, pager) { Title = title, TitleLabel = titleLabel };
    }

    private static ContentQuery Narrow(ContentQuery query, IEnumerable<OfferedFilter> filters, string? title)
    {
        foreach (var filter in filters)
        {
            if (filter.Chosen is { IsTarget: true } target)
                query = query with { References = [.. query.References, new ReferenceFilter(target.Value, filter.Filter.Field)] };
            else if (filter.Chosen is { } listed)
                query = query with { Values = [.. query.Values, new ValueFilter(filter.Filter.Field) { Texts = [listed.Value] }] };
        }
        return title is null ? query : query with { DisplayTextContains = title };
    }
}
