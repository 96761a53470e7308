using System.Collections.Frozen;
using System.Numerics;
using Mhg.Search.Facets;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Store;

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

    /// <summary>Opens an index as it was last committed, only to search it. Its writer may go on.</summary>
    /// <param name="schema">The fields.</param>
    /// <param name="path">The directory.</param>
    /// <exception cref="CorruptIndexException">A file is damaged, missing, or of another format.</exception>
    /// <exception cref="ArgumentException">The index was made with other kinds of fields.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no index.</exception>
    public static IndexSearcher Open(IndexSchema schema, string path)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentException.ThrowIfNullOrEmpty(path);
        for (var commit = Read(); ;)
        {
            try
            {
                return new IndexSearcher(schema, SearchIndex.Open(schema, path, commit)) { CommittedData = commit.Data };
            }
            catch (CorruptIndexException)
            {
                // The writer may have deleted the files in favour of a new commit meanwhile.
                var newer = Read();
                if (newer.Segments.SequenceEqual(commit.Segments)) throw;
                commit = newer;
            }
        }

        CommitPoint Read() => CommitPoint.Read(path) ?? throw new DirectoryNotFoundException($"There is no index in {path}.");
    }

    /// <summary>The fields.</summary>
    public IndexSchema Schema { get; }

    /// <summary>What was kept with the commit that <see cref="Open"/> read; empty for a searcher of the writer.</summary>
    public IReadOnlyDictionary<string, string> CommittedData { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How many documents there are.</summary>
    public int DocCount => Snapshot.LiveCount;

    internal IndexSnapshot Snapshot => snapshot ?? throw new ObjectDisposedException(nameof(IndexSearcher));

    /// <summary>Finds documents.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="options">How many hits, in which order, and what else; the first ten by score when left out.</param>
    /// <param name="cancellation">Ends a search that nobody waits for any more.</param>
    /// <exception cref="ArgumentException">An option names a field that can't be sorted by or counted, or counts or chooses in one twice.</exception>
    public SearchResults Search(Query query, SearchOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        options ??= new SearchOptions();
        Check(options);
        if (options.Filter is { } filter) query = new BooleanQuery([new(query, Occur.Must), new(filter, Occur.Filter)]);
        var index = Snapshot;
        var weight = new QueryCompiler(Schema, index).Compile(query, scored: true);
        var top = TopDocs.Create((int)Math.Min((long)options.Skip + options.Top, index.MaxDoc), options.Sort, options.After?.Rank);
        var facets = options.Facets is [] && options.Selections is [] ? null : new FacetCounter(options.Facets, options.Selections);
        var (total, isExact) = Collect(weight, top, facets, options.CountUpTo, cancellation);
        var ranked = top.InOrder();
        var hits = new SearchHit[Math.Max(ranked.Length - options.Skip, 0)];
        for (var i = 0; i < hits.Length; i++) hits[i] = Hit(index, ranked[options.Skip + i]);
        return new SearchResults(total, hits, facets?.Finish() ?? FrozenDictionary<string, IReadOnlyList<FacetCount>>.Empty) { IsTotalExact = isExact };
    }

    /// <summary>
    /// Tells what the score of a document comes from, or why the query does not find it, as Lucene's <c>explain</c> does. Takes
    /// as long as a search. Where a search with <see cref="SearchOptions.CountUpTo"/> adds in another order, the last digit may
    /// differ.
    /// </summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="id">The document's id.</param>
    public Explanation Explain(Query query, string id)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(id);
        var index = Snapshot;
        if (Find(index, id) is not var (segment, doc)) return Explanation.NoMatch($"There is no document '{id}'.");
        var weight = new QueryCompiler(Schema, index).Compile(query, scored: true);
        var explanation = weight.Explain(index.Readers[segment], segment, doc);
        if (!explanation.IsMatch) return explanation;
        // What the scorers add up, and in which order, only they know.
        var only = new OnlyDoc(index.DocBases[segment] + doc);
        Collect(weight, only, null, int.MaxValue, CancellationToken.None);
        return explanation with { Value = only.Score };
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

    /// <summary>Reads all files of the index once.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    public void CheckFiles()
    {
        foreach (var reader in Snapshot.Readers) reader.Segment.Check();
    }

    /// <summary>Releases the snapshot.</summary>
    public void Dispose() => Interlocked.Exchange(ref snapshot, null)?.Release();

    /// <summary>For each segment the documents that match and are alive.</summary>
    internal FixedBitSet[] Documents(Query query)
    {
        var index = Snapshot;
        var weight = new QueryCompiler(Schema, index).Compile(query, scored: false);
        var documents = index.Readers.Select(reader => new FixedBitSet(reader.Segment.DocCount)).ToArray();
        var buffers = SearchBuffers.Rent();
        try
        {
            var window = buffers.Window();
            for (var i = 0; i < documents.Length; i++)
            {
                var reader = index.Readers[i];
                if (weight.Scorer(reader, i, buffers) is not { } scorer) continue;
                for (var start = 0; (start = scorer.NextPossible(start) & ~63) < reader.Segment.DocCount; start = window.Start + Window.Size)
                {
                    window.Reset(start, Math.Min(start + Window.Size, reader.Segment.DocCount));
                    scorer.Collect(window, Scorer.All);
                    window.Keep(reader.Live.Words[(start / 64)..]);
                    window.CopyTo(documents[i]);
                }
            }
        }
        finally
        {
            buffers.Return();
        }
        return documents;
    }

    /// <summary>Goes over all segments window by window, and tells how many documents match and whether all of them were counted.</summary>
    private (int Total, bool IsExact) Collect(Weight weight, TopDocs top, FacetCounter? facets, int countUpTo, CancellationToken cancellation)
    {
        var index = Snapshot;
        var (total, isExact) = (0, true);
        var buffers = SearchBuffers.Rent();
        try
        {
            var window = buffers.Window();
            for (var i = 0; i < index.Readers.Length; i++)
            {
                var reader = index.Readers[i];
                if (weight.Scorer(reader, i, buffers) is not { } scorer) continue;
                facets?.Start(reader.Segment);
                for (var start = 0; (start = scorer.NextPossible(start) & ~63) < reader.Segment.DocCount; start = window.Start + Window.Size)
                {
                    cancellation.ThrowIfCancellationRequested();
                    window.Reset(start, Math.Min(start + Window.Size, reader.Segment.DocCount));
                    var needed = facets is null && total >= countUpTo ? top.Needed : Scorer.All;
                    if (needed >= 0)
                    {
                        isExact = false;
                        if (scorer.Bound(window.Start, window.End) <= needed) continue;
                    }
                    scorer.Collect(window, needed);
                    if (reader.HasDeletions) window.Keep(reader.Live.Words[(start / 64)..]);
                    total += Take(window, reader.Segment, index.DocBases[i], top, facets);
                }
            }
        }
        finally
        {
            buffers.Return();
        }
        return (total, isExact);
    }

    /// <summary>Where the document with an id stands.</summary>
    private static (int Segment, int Doc)? Find(IndexSnapshot index, string id)
    {
        var postings = new Postings();
        for (var i = 0; i < index.Readers.Length; i++)
        {
            if (!index.Readers[i].Segment.Inverted.TryGetValue(IndexSchema.IdField, out var field) || !field.TryOpen(postings, id)) continue;
            for (var doc = postings.Advance(0); doc != Postings.End; doc = postings.Advance(doc + 1))
                if (index.Readers[i].Live[doc]) return (i, doc);
        }
        return null;
    }

    /// <summary>Offers what was found in a window to those who keep and count it, and tells how many documents there were.</summary>
    private static int Take(Window window, Segment segment, int docBase, TopDocs top, FacetCounter? facets)
    {
        var total = 0;
        for (var word = 0; word < Window.WordCount; word++)
        {
            var bits = window.Matches[word];
            if (bits == 0) continue;
            var first = window.Start + word * 64;
            if (facets is not null) bits = Accept(facets, first, bits);
            total += BitOperations.PopCount(bits);
            if (top.Needed is >= 0 and var needed) bits &= window.GreaterIn(word, needed);
            for (; bits != 0; bits &= bits - 1)
            {
                var i = BitOperations.TrailingZeroCount(bits);
                top.Offer(segment, first + i, docBase + first + i, window.Scores[word * 64 + i]);
            }
        }
        return total;
    }

    private static ulong Accept(FacetCounter facets, int first, ulong bits)
    {
        var accepted = 0UL;
        for (; bits != 0; bits &= bits - 1)
            if (facets.Accept(first + BitOperations.TrailingZeroCount(bits))) accepted |= bits & (0 - bits);
        return accepted;
    }

    private void Check(SearchOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Skip, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Top, nameof(options));
        foreach (var (name, _, _) in options.Sort)
            if (name is not null && (!Schema.TryGetField(name, out var field) || field is TextField))
                throw new ArgumentException($"The index can't be sorted by '{name}': that takes a keyword, number or date field.", nameof(options));
        foreach (var (name, times) in options.Facets.Select(facet => facet.Field).CountBy(name => name).Concat(options.Selections.Select(selection => selection.Field).CountBy(name => name)))
        {
            if (times > 1) throw new ArgumentException($"The values of '{name}' are asked for twice.", nameof(options));
            if (!Schema.TryGetField(name, out var field) || field is not KeywordField)
                throw new ArgumentException($"The values of '{name}' can't be counted: that takes a keyword field.", nameof(options));
        }
    }

    private static SearchHit Hit(IndexSnapshot index, RankedDoc rank)
    {
        var i = Array.BinarySearch(index.DocBases, rank.Doc);
        if (i < 0) i = ~i - 1;
        var (segment, doc) = (index.Readers[i].Segment, rank.Doc - index.DocBases[i]);
        return new SearchHit(segment.IdOf(doc), rank.Score, segment.Stored(doc)) { Rank = rank };
    }
}
