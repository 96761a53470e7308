using System.Globalization;

namespace Mhg.Search.Queries;

/// <summary>What is looked for. Queries are plain data: built by code or by <see cref="QueryParser"/>, run by a searcher.</summary>
public abstract record Query
{
    /// <summary>Matches every document with score 1.</summary>
    public static Query All { get; } = new MatchAllQuery();

    /// <summary>Matches no document.</summary>
    public static Query None { get; } = new BooleanQuery([]);

    /// <summary>This query with its scores multiplied.</summary>
    public Query Boost(float boost) => new BoostQuery(this, boost);

    /// <summary>The query in Lucene's notation, with the name of a field before each term.</summary>
    public sealed override string ToString() => ToString(null);

    /// <summary>The query in Lucene's notation, leaving out the name of the default field.</summary>
    public abstract string ToString(string? defaultField);

    private protected static string Prefix(string field, string? defaultField) => field == defaultField ? "" : field + ":";

    /// <summary>As Java prints a float: always with a decimal point.</summary>
    private protected static string Number(float value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.') || text.Contains('E') ? text : text + ".0";
    }
}

/// <summary>Every document, with score 1.</summary>
public sealed record MatchAllQuery : Query
{
    /// <inheritdoc/>
    public override string ToString(string? defaultField) => "*:*";
}

/// <summary>A query whose scores are multiplied.</summary>
/// <param name="Query">The query.</param>
/// <param name="Factor">What its scores are multiplied by: not negative.</param>
public sealed record BoostQuery(Query Query, float Factor) : Query
{
    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"({Query.ToString(defaultField)})^{Number(Factor)}";
}

/// <summary>A query of which only counts whether it matches: every hit scores 1.</summary>
/// <param name="Query">The query.</param>
public sealed record ConstantScoreQuery(Query Query) : Query
{
    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"ConstantScore({Query.ToString(defaultField)})";
}

/// <summary>Documents that match any of several queries, scored by the best of them.</summary>
/// <param name="Queries">The queries.</param>
/// <param name="TieBreaker">The share (0 to 1) of the other queries' scores that is added to the best one.</param>
public sealed record DisjunctionMaxQuery(IReadOnlyList<Query> Queries, float TieBreaker = 0) : Query
{
    /// <inheritdoc/>
    public override string ToString(string? defaultField)
    {
        var parts = Queries.Select(query => query is BooleanQuery ? $"({query.ToString(defaultField)})" : query.ToString(defaultField));
        return $"({string.Join(" | ", parts)}){(TieBreaker == 0 ? "" : "~" + Number(TieBreaker))}";
    }
}
