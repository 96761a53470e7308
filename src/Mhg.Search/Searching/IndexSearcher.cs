using Mhg.Search.Facets;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Searching;

/// <summary>
/// Searches one steady snapshot of an index; what is written meanwhile is not seen. Serves many threads. Dispose it
/// after use, so that what only it holds can be released.
/// </summary>
public sealed class IndexSearcher : IDisposable
{
    private IndexSnapshot? snapshot;

    internal IndexSearcher(IndexSchema schema, IndexSnapshot snapshot)
    {
        Schema = schema;
        this.snapshot = snapshot;
    }

    /// <summary>The fields.</summary>
    public IndexSchema Schema { get; }

    /// <summary>How many documents there are.</summary>
    public int DocCount => Snapshot.LiveCount;

    internal IndexSnapshot Snapshot => snapshot ?? throw new ObjectDisposedException(nameof(IndexSearcher));

    /// <summary>Finds documents.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="options">How many hits, in which order, and what else; the first ten by score when left out.</param>
    /// <param name="cancellation">Ends a search that nobody waits for any more.</param>
    /// <exception cref="ArgumentException">An option names a field that can't be sorted by or counted.</exception>
    public SearchResults Search(Query query, SearchOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        options ??= new SearchOptions();
        Check(options);
        if (options.Filter is { } filter) query = new BooleanQuery([new(query, Occur.Must), new(filter, Occur.Filter)]);
        var index = Snapshot;
        var weight = new QueryCompiler(Schema, index).Compile(query, scored: true);
        var best = new TopDocs((int)Math.Min((long)options.Skip + options.Top, index.MaxDoc), options.Sort, options.After?.Rank);
        var facets = options.Facets is [] && options.Selections is [] ? null : new FacetCounter(options.Facets, options.Selections);
        var total = 0;
        for (var i = 0; i < index.Readers.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var reader = index.Readers[i];
            if (weight.Scorer(reader) is not { } scorer) continue;
            facets?.Start(reader.Segment);
            for (var doc = scorer.Next(); doc != Scorer.End; doc = scorer.Next())
            {
                if ((total & 0xFFFF) == 0xFFFF) cancellation.ThrowIfCancellationRequested();
                if (reader.HasDeletions && !reader.Live[doc] || facets?.Accept(doc) == false) continue;
                total++;
                best.Offer(reader.Segment, doc, index.DocBases[i] + doc, scorer.Score());
            }
        }
        var hits = best.InOrder().Skip(options.Skip).Select(rank => Hit(index, rank)).ToList();
        return new SearchResults(total, hits, facets?.Finish() ?? new Dictionary<string, IReadOnlyList<FacetCount>>());
    }

    /// <summary>How many documents match.</summary>
    public int Count(Query query) => Search(query, new SearchOptions { Top = 0 }).Total;

    /// <summary>How many documents have the term in the field, deleted ones included until they are merged away.</summary>
    public int DocFrequency(string field, string term)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(term);
        return new QueryCompiler(Schema, Snapshot).DocFrequency(field, term);
    }

    /// <summary>Releases the snapshot.</summary>
    public void Dispose() => snapshot = null;

    private void Check(SearchOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Skip, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Top, nameof(options));
        foreach (var (name, _) in options.Sort)
            if (name is not null && (!Schema.TryGetField(name, out var field) || field is TextField))
                throw new ArgumentException($"The index can't be sorted by '{name}': that takes a keyword, number or date field.", nameof(options));
        foreach (var name in options.Facets.Select(facet => facet.Field).Concat(options.Selections.Select(selection => selection.Field)))
            if (!Schema.TryGetField(name, out var field) || field is not KeywordField)
                throw new ArgumentException($"The values of '{name}' can't be counted: that takes a keyword field.", nameof(options));
    }

    private static SearchHit Hit(IndexSnapshot index, RankedDoc rank)
    {
        var i = Array.BinarySearch(index.DocBases, rank.Doc);
        if (i < 0) i = ~i - 1;
        var stored = index.Readers[i].Segment.Stored[rank.Doc - index.DocBases[i]];
        return new SearchHit(stored.Id, rank.Score, stored.Fields) { Rank = rank };
    }
}
