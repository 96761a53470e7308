using System.Globalization;
using System.Runtime.CompilerServices;

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
    internal static string Number(float value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.') || text.Contains('E') ? text : text + ".0";
    }

    // What a query is built of is checked when it is set, so that a searcher can rely on it.
    private protected static T NotNull<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    private protected static T NoneNull<T>(T values, [CallerArgumentExpression(nameof(values))] string? name = null) where T : IEnumerable<object> =>
        NotNull(values, name).All(value => value is not null) ? values : throw new ArgumentException("One of the values is null.", name);

    private protected static T Within<T>(T value, T least, T greatest, [CallerArgumentExpression(nameof(value))] string? name = null) where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(greatest) <= 0 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The value must lie between {least} and {greatest}.");
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
    /// <summary>The query.</summary>
    public Query Query { get; init => field = NotNull(value); } = NotNull(Query);

    /// <summary>What its scores are multiplied by.</summary>
    public float Factor { get; init => field = Within(value, 0, float.MaxValue); } = Within(Factor, 0, float.MaxValue);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"({Query.ToString(defaultField)})^{Number(Factor)}";
}

/// <summary>A query of which only counts whether it matches: every hit scores 1.</summary>
/// <param name="Query">The query.</param>
public sealed record ConstantScoreQuery(Query Query) : Query
{
    /// <summary>The query.</summary>
    public Query Query { get; init => field = NotNull(value); } = NotNull(Query);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"ConstantScore({Query.ToString(defaultField)})";
}

/// <summary>Documents that match any of several queries, scored by the best of them.</summary>
/// <param name="Queries">The queries.</param>
/// <param name="TieBreaker">The share (0 to 1) of the other queries' scores that is added to the best one.</param>
public sealed record DisjunctionMaxQuery(IReadOnlyList<Query> Queries, float TieBreaker = 0) : Query
{
    /// <summary>The queries.</summary>
    public IReadOnlyList<Query> Queries { get; init => field = NoneNull(value); } = NoneNull(Queries);

    /// <summary>The share of the other scores that is added to the best one.</summary>
    public float TieBreaker { get; init => field = Within(value, 0, 1); } = Within(TieBreaker, 0, 1);

    /// <inheritdoc/>
    public override string ToString(string? defaultField)
    {
        var parts = Queries.Select(query => query is BooleanQuery ? $"({query.ToString(defaultField)})" : query.ToString(defaultField));
        return $"({string.Join(" | ", parts)}){(TieBreaker == 0 ? "" : "~" + Number(TieBreaker))}";
    }
}
