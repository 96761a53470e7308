using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Shell;

namespace Mhg.Modularity.ContentPages;

/// <summary>Makes summaries of items of any type, by the summarizers of the modules.</summary>
public sealed class ContentSummaries(IEnumerable<ContentSummarizer> summarizers, PublishedContent content, ContentDefinitions definitions)
{
    private readonly Dictionary<string, ContentSummarizer> _summarizers = summarizers.ToDictionary(summarizer => summarizer.ContentType);

    /// <summary>The items' summaries, in their order. What they mention is read in one query.</summary>
    public async Task<IReadOnlyList<ContentSummary>> OfAsync(IReadOnlyCollection<ContentItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
            return [];
        var model = await definitions.ModelAsync(cancellationToken);
        var ids = items.SelectMany(item => _summarizers.GetValueOrDefault(item.ContentType)?.Mentions(item) ?? []).Distinct().ToList();
        var mentioned = (await content.FindAsync(ids, cancellationToken)).ToDictionary(entry => entry.Key, entry => entry.Value.DisplayText);
        return [.. items.Select(Summary)];

        ContentSummary Summary(ContentItem item)
        {
            var plain = new ContentSummary(item.DisplayText, ContentLinks.UrlOf(item)) { Type = model.DisplayName(item.ContentType) };
            return _summarizers.TryGetValue(item.ContentType, out var summarizer) ? summarizer.Summarize(item, plain, mentioned) : plain;
        }
    }

    /// <summary>The first items of a query with how many there are, for a page that gathers them.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="query">Which items; its Take is how many are shown.</param>
    /// <param name="moreUrl">Where all of them are listed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RelatedContent> RelatedAsync(string title, ContentQuery query, string moreUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var items = await content.ListAsync(query, cancellationToken);
        var total = items.Count < query.Take ? items.Count : await content.CountAsync(query, cancellationToken);
        return new RelatedContent(title, [.. (await OfAsync(items, cancellationToken)).Select(summary => summary with { Type = null })], total, moreUrl);
    }
}

/// <summary>Items of one type that belong to what a page is about: the model of the theme's <c>_Related</c>.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Items">The first of them.</param>
/// <param name="Total">How many there are.</param>
/// <param name="MoreUrl">Where all of them are listed.</param>
public sealed record RelatedContent(string Title, IReadOnlyList<ContentSummary> Items, int Total, string MoreUrl);
