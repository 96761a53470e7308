using Mhg.Archive.Indexing;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Settings;
using Mhg.Search.Facets;
using Mhg.Search.Highlighting;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Suggesting;

namespace Mhg.Archive;

/// <summary>Searches the archive for the present reader: the one way in for the page, the API and suggestions.</summary>
public sealed class ArchiveSearch(ArchiveIndex index, PublishedContent content, ContentSummaries summaries, SiteSettings settings)
{
    /// <summary>Longer texts are not searched for, in UTF-16 units.</summary>
    public const int LongestText = 1000;

    /// <summary>How many items a page has.</summary>
    public const int PageSize = 20;

    // Words of a title say more than those of a text.
    private const float TitleBoost = 2;

    private const int MostFacetValues = 12;

    // Among the most telling words of a text are always some that many others have, too.
    private const double LikeShare = 0.3;

    // Who finds no more than this may have typed a word wrong.
    private const int FewResults = 3;

    /// <summary>Makes a search.</summary>
    public async Task<SearchAnswer> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Text.Length > LongestText)
            return new SearchAnswer(SearchState.TooLong);
        return await index.SearchAsync((searcher, documents) => SearchAsync(request, searcher, documents, cancellationToken))
            ?? new SearchAnswer(index.IsDefined ? SearchState.Building : SearchState.NotDefined) { Progress = index.Progress };
    }

    /// <summary>Titles of items that the reader may read and that have the words that were typed, the last of which may go on.</summary>
    public async Task<IReadOnlyList<string>> SuggestAsync(string typed, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (typed.Length > LongestText)
            return [];
        var filter = ReaderFilter.Of(await content.ScopeAsync(cancellationToken));
        return await index.SearchAsync((searcher, _) => Task.FromResult<IReadOnlyList<string>>(
        [
            .. new Suggester(searcher).CompleteValues(IndexFields.TitleKeyword, IndexFields.TitleWords, typed, filter, top: count).Select(suggestion => suggestion.Text),
        ])) ?? [];
    }

    private async Task<SearchAnswer> SearchAsync(SearchRequest request, IndexSearcher searcher, ContentDocuments documents, CancellationToken cancellationToken)
    {
        var fields = await FieldsAsync(documents, cancellationToken);
        var readable = ReaderFilter.Of(await content.ScopeAsync(cancellationToken));
        var options = Options(request, readable);
        var names = new NamesOfTargets(searcher, readable);
        var like = request.Like is null ? null : (await content.FindAsync([request.Like], cancellationToken)).GetValueOrDefault(request.Like);
        var (query, problem) = request.Like is null ? Parse(request.Text, QueryOperator.And) : (Likeness(), null);
        var found = searcher.Search(query, options, cancellationToken);
        // Before any of the words is taken for all: what is corrected has to be found by all of them.
        var correction = request.Text.Length > 0 && problem is null && found.Total <= FewResults
            ? Corrected()
            : null;
        var hasAnyWord = false;
        if (found.Total == 0 && request.Text.Length > 0)
        {
            var (any, _) = Parse(request.Text, QueryOperator.Or);
            var more = searcher.Search(any, options, cancellationToken);
            if (more.Total > 0)
                (query, found, hasAnyWord) = (any, more, true);
        }
        return new SearchAnswer(SearchState.Searched)
        {
            Problem = problem,
            HasAnyWord = hasAnyWord,
            Correction = correction,
            Like = like,
            Total = found.Total,
            Items = await ItemsAsync(found.Hits, request.Text, query, searcher, documents, cancellationToken),
            Facets = await FacetsAsync(request, found, documents, cancellationToken),
        };

        // What the search is narrowed to may lack what is meant.
        Correction? Corrected() =>
            new SpellChecker(searcher, Parser(QueryOperator.And), IndexFields.Words).Correct(request.Text, readable) is { } correction
            && searcher.Search(Parse(correction.Text, QueryOperator.And).Query, options with { Skip = 0, Top = 0, Facets = [] }, cancellationToken).Total > found.Total
                ? correction : null;

        Query Likeness() => like is null
            ? Query.None
            : new MoreLikeThis(searcher) { MinTermFrequency = 1, MinDocFrequency = 2, MinShare = LikeShare }.Like(
                [new(IndexFields.Title, like.DisplayText), new(IndexFields.FullText, documents.TextOf(like))], like.ContentItemId);

        QueryParser Parser(QueryOperator between) => new(documents.Schema, fields) { Aliases = IndexFields.ShortNames, DefaultOperator = between };

        (Query Query, QueryProblem? Problem) Parse(string text, QueryOperator between)
        {
            if (text.Length == 0)
                return (Query.All, null);
            var parser = Parser(between);
            try
            {
                return (names.Resolve(parser.Parse(text)), null);
            }
            catch (QuerySyntaxException fault)
            {
                // A colon would hold words together that are no field and its value after all.
                return (parser.ParseWords(text.Replace(':', ' ')), new QueryProblem(fault.Message, fault.Position));
            }
        }
    }

    private async Task<IReadOnlyList<QueryField>> FieldsAsync(ContentDocuments documents, CancellationToken cancellationToken)
    {
        var configured = (await settings.SectionAsync<LuceneSettings>(cancellationToken)).DefaultSearchFields.Where(name => documents.Schema.TryGetField(name, out _));
        // The words by which people know a thing are not all in its text: a workshop of Malaysia need not say so.
        return [.. configured.DefaultIfEmpty(IndexFields.FullText).Select(name => new QueryField(name))
            .Append(new QueryField(IndexFields.Title, TitleBoost))
            .Concat(Facet.All.Where(facet => facet.TermType is not null || facet == Facet.Type).Select(facet => new QueryField(facet.Words)))
            .DistinctBy(field => field.Name)];
    }

    private static SearchOptions Options(SearchRequest request, Query readable) => new()
    {
        Filter = readable,
        Skip = (int)Math.Min((long)(request.Page - 1) * PageSize, int.MaxValue - PageSize),
        Top = PageSize,
        Sort = request.EffectiveSort switch
        {
            SearchSort.Newest => [new SortField(IndexFields.Date, Descending: true), new SortField(IndexFields.TitleNormalized)],
            SearchSort.Oldest => [new SortField(IndexFields.Date), new SortField(IndexFields.TitleNormalized)],
            SearchSort.Title => [new SortField(IndexFields.TitleNormalized)],
            _ => [],
        },
        Facets = [.. Facet.All.Select(facet => new FacetRequest(facet.Column, int.MaxValue))],
        Selections = [.. Facet.All.Where(facet => request.ChosenIn(facet).Count > 0).Select(facet => new FacetSelection(facet.Column, request.ChosenIn(facet)))],
    };

    private async Task<IReadOnlyList<FoundItem>> ItemsAsync(
        IReadOnlyList<SearchHit> hits, string text, Query query, IndexSearcher searcher, ContentDocuments documents, CancellationToken cancellationToken)
    {
        // The index may be a moment behind: what is no longer there, or no longer this reader's, is not shown.
        var readable = await content.FindAsync([.. hits.Select(hit => hit.Id)], cancellationToken);
        var shown = hits.Where(hit => readable.ContainsKey(hit.Id)).ToList();
        var described = await summaries.OfAsync([.. shown.Select(hit => readable[hit.Id])], cancellationToken);
        var highlighter = new Highlighter(searcher);
        return [.. shown.Zip(described, (hit, summary) =>
        {
            var item = readable[hit.Id];
            var extract = text.Length == 0 ? null : Extracts.Of(highlighter, query, IndexFields.FullText, documents.TextOf(item));
            return new FoundItem(item, summary with { Extract = extract }, hit.Score);
        })];
    }

    private async Task<IReadOnlyList<FacetChoices>> FacetsAsync(SearchRequest request, SearchResults found, ContentDocuments documents, CancellationToken cancellationToken)
    {
        // Items that the reader may not read have no name here, and so are not offered.
        var ids = Facet.All.Where(facet => facet.ItemType is not null).SelectMany(facet => found.Facets[facet.Column]).Select(count => count.Value).ToHashSet();
        var items = await content.FindAsync(ids, cancellationToken);
        var choices = new List<FacetChoices>();
        foreach (var facet in Facet.All)
        {
            var chosen = request.ChosenIn(facet);
            var counts = found.Facets[facet.Column];
            var values = counts.Concat(chosen.Except(counts.Select(count => count.Value)).Select(value => new FacetCount(value, 0)))
                .Select(count => (count.Value, Text: Name(facet, count.Value), count.Count))
                .Where(value => value.Text is not null)
                .Select(value => new FacetChoice(value.Value, value.Text!, value.Count, chosen.Contains(value.Value)))
                .ToList();
            if (facet == Facet.Year)
                values = [.. values.OrderByDescending(value => value.Value, StringComparer.Ordinal)];
            choices.Add(new FacetChoices(facet, [.. values.Where((value, place) => place < MostFacetValues || value.IsChosen)]));
        }
        return choices;

        string? Name(Facet facet, string value) =>
            facet == Facet.Type ? documents.Model.DisplayName(value)
            : facet.TermType is not null ? documents.Vocabulary.Names.GetValueOrDefault(value)
            : facet.ItemType is not null ? items.GetValueOrDefault(value)?.DisplayText
            : value;
    }
}
