namespace Mhg.Search.Queries;

/// <summary>How a clause takes part in a <see cref="BooleanQuery"/>.</summary>
public enum Occur
{
    /// <summary>Must match, and counts in the score.</summary>
    Must,

    /// <summary>May match, and counts in the score when it does.</summary>
    Should,

    /// <summary>Must match, and does not count in the score.</summary>
    Filter,

    /// <summary>Must not match.</summary>
    MustNot,
}

/// <summary>A part of a <see cref="BooleanQuery"/>.</summary>
/// <param name="Query">What the part looks for.</param>
/// <param name="Occur">How it takes part.</param>
public sealed record BooleanClause(Query Query, Occur Occur)
{
    /// <summary>What the part looks for.</summary>
    public Query Query { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Query ?? throw new ArgumentNullException(nameof(Query));
}

/// <summary>
/// A combination of queries. A document must match every Must and Filter clause, no MustNot clause, and, where there
/// is neither Must nor Filter, at least one Should clause. Its score is the sum over the Must and Should clauses.
/// </summary>
/// <param name="Clauses">The clauses.</param>
/// <param name="MinimumShouldMatch">How many of the Should clauses must match.</param>
public sealed record BooleanQuery(IReadOnlyList<BooleanClause> Clauses, int MinimumShouldMatch = 0) : Query
{
    /// <summary>The clauses.</summary>
    public IReadOnlyList<BooleanClause> Clauses { get; init => field = NoneNull(value); } = NoneNull(Clauses);

    /// <summary>How many of the Should clauses must match.</summary>
    public int MinimumShouldMatch { get; init => field = Within(value, 0, int.MaxValue); } = Within(MinimumShouldMatch, 0, int.MaxValue);

    /// <summary>All of the queries.</summary>
    public static BooleanQuery And(params IEnumerable<Query> queries) => Of(queries, Occur.Must);

    /// <summary>Any of the queries.</summary>
    public static BooleanQuery Or(params IEnumerable<Query> queries) => Of(queries, Occur.Should);

    /// <inheritdoc/>
    public override string ToString(string? defaultField)
    {
        var parts = Clauses.Select(clause => Sign(clause.Occur)
            + (clause.Query is BooleanQuery ? $"({clause.Query.ToString(defaultField)})" : clause.Query.ToString(defaultField)));
        var text = string.Join(' ', parts);
        return MinimumShouldMatch > 0 ? $"({text})~{MinimumShouldMatch}" : text;
    }

    private static BooleanQuery Of(IEnumerable<Query> queries, Occur occur) => new([.. queries.Select(query => new BooleanClause(query, occur))]);

    private static string Sign(Occur occur) => occur switch
    {
        Occur.Must => "+",
        Occur.MustNot => "-",
        Occur.Filter => "#",
        _ => "",
    };
}
