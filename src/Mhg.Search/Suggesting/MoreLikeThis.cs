using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Search.Suggesting;

/// <summary>
/// Makes a query for documents like a text: its most telling terms, by how often they occur in it and how rare they are, as
/// Lucene's MoreLikeThis chooses and weighs them.
/// </summary>
/// <param name="searcher">The index.</param>
public sealed class MoreLikeThis(IndexSearcher searcher)
{
    /// <summary>Terms that occur less often in the text are left out.</summary>
    public int MinTermFrequency { get; init; } = 2;

    /// <summary>Terms that fewer documents have are left out: nothing can be found by a word of one's own.</summary>
    public int MinDocFrequency { get; init; } = 5;

    /// <summary>Terms that more documents have are left out.</summary>
    public int MaxDocFrequency { get; init; } = int.MaxValue;

    /// <summary>Shorter terms are left out, in UTF-16 units.</summary>
    public int MinWordLength { get; init; }

    /// <summary>How many terms the query has at most.</summary>
    public int MaxQueryTerms { get; init; } = 25;

    /// <summary>Which share of the query's terms a document has to have, 0 to 1; one term at least.</summary>
    public double MinShare { get; init; }

    /// <summary>Whether the terms that tell more count for more, beyond what their rarity does to scores anyway.</summary>
    public bool BoostByScore { get; init; }

    /// <summary>A query for documents like a text.</summary>
    /// <param name="texts">By text field, what stands in it.</param>
    /// <param name="except">The id of the document that the text is of, which is not to be found; null when there is none.</param>
    /// <returns>The query, which finds nothing when no term tells enough.</returns>
    /// <exception cref="ArgumentException">A field is not a text field.</exception>
    public Query Like(IEnumerable<KeyValuePair<string, string>> texts, string? except = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var frequencies = new Dictionary<(string Field, string Term), int>();
        foreach (var (name, text) in texts)
        {
            if (!searcher.Schema.TryGetField(name, out var field) || field is not TextField) throw new ArgumentException($"Likeness is a matter of words: '{name}' is not a text field.", nameof(texts));
            foreach (var token in searcher.Schema.AnalyzerOf(name).Tokenize(text))
                frequencies[(name, token.Term)] = frequencies.GetValueOrDefault((name, token.Term)) + 1;
        }
        var telling =
            (from pair in frequencies
             where pair.Value >= MinTermFrequency && pair.Key.Term.Length >= MinWordLength
             let docFrequency = searcher.DocFrequency(pair.Key.Field, pair.Key.Term)
             where docFrequency > 0 && docFrequency >= MinDocFrequency && docFrequency <= MaxDocFrequency
             let score = pair.Value * Idf(docFrequency)
             orderby score descending
             select (Query: new TermQuery(pair.Key.Field, pair.Key.Term), Score: score)).Take(MaxQueryTerms).ToList();
        if (telling.Count == 0) return Query.None;
        var clauses = telling.Select(term => new BooleanClause(BoostByScore ? term.Query.Boost(term.Score / telling[^1].Score) : term.Query, Occur.Should)).ToList();
        if (except is not null) clauses.Add(new(new TermQuery(IndexSchema.IdField, except), Occur.MustNot));
        return new BooleanQuery([.. clauses], (int)(telling.Count * MinShare));
    }

    /// <summary>A query for documents like one of the index, without that one.</summary>
    /// <param name="id">The document's id; where there is none, the query finds nothing.</param>
    /// <param name="fields">Stored text fields.</param>
    /// <exception cref="ArgumentException">A field is not a stored text field.</exception>
    public Query LikeDocument(string id, params IEnumerable<string> fields)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var name in fields)
            if (!searcher.Schema.TryGetField(name, out var field) || !field.Stored) throw new ArgumentException($"What stands in '{name}' is not stored.", nameof(fields));
        return searcher.Search(new TermQuery(IndexSchema.IdField, id), new SearchOptions { Top = 1 }).Hits is [var document]
            ? Like(fields.SelectMany(field => document.Fields.GetValueOrDefault(field, []).Select(text => KeyValuePair.Create(field, text))), id)
            : Query.None;
    }

    // As Lucene's ClassicSimilarity.
    private float Idf(int docFrequency) => (float)(Math.Log((searcher.DocCount + 1) / (double)(docFrequency + 1)) + 1);
}
