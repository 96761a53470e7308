using Mhg.Archive.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Archive;

/// <summary>
/// Queries such as <c>organisation:caram</c>: items hold the ids of what they point at, and what those are called is looked up among the
/// items that the reader may read. So a name that is changed needs no other item to be indexed again, and a name that is closed to the
/// reader finds nothing.
/// </summary>
/// <param name="searcher">The index.</param>
/// <param name="readable">What the reader may read.</param>
internal sealed class NamesOfTargets(IndexSearcher searcher, Query readable)
{
    private const int MostTargets = 1000;

    /// <summary>The query with names replaced by ids.</summary>
    public Query Resolve(Query query) => query switch
    {
        BooleanQuery boolean => boolean with { Clauses = [.. boolean.Clauses.Select(clause => clause with { Query = Resolve(clause.Query) })] },
        DisjunctionMaxQuery best => best with { Queries = [.. best.Queries.Select(Resolve)] },
        BoostQuery boost => boost with { Query = Resolve(boost.Query) },
        ConstantScoreQuery constant => constant with { Query = Resolve(constant.Query) },
        TermQuery term => Targets(term, term.Field, field => term with { Field = field }),
        PhraseQuery phrase => Targets(phrase, phrase.Field, field => phrase with { Field = field }),
        PrefixQuery prefix => Targets(prefix, prefix.Field, field => prefix with { Field = field }),
        WildcardQuery wildcard => Targets(wildcard, wildcard.Field, field => wildcard with { Field = field }),
        RegexpQuery regexp => Targets(regexp, regexp.Field, field => regexp with { Field = field }),
        FuzzyQuery fuzzy => Targets(fuzzy, fuzzy.Field, field => fuzzy with { Field = field }),
        _ => query,
    };

    private Query Targets(Query query, string field, Func<string, Query> inField)
    {
        if (Facet.All.FirstOrDefault(facet => facet.ItemType is not null && facet.Words == field) is not { ItemType: { } type } facet)
            return query;
        // An acronym stands in the text only.
        return new TermSetQuery(facet.Column, Ids(IndexFields.Title) is { Count: > 0 } titled ? titled : Ids(IndexFields.FullText));

        IReadOnlyCollection<string> Ids(string among) =>
        [
            .. searcher.Search(
                    inField(among),
                    new SearchOptions { Top = MostTargets, Filter = BooleanQuery.And(readable, new TermQuery(IndexFields.ContentType, type)) })
                .Hits.Select(hit => hit.Id),
        ];
    }
}
