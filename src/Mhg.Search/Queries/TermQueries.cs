using Mhg.Search.Automata;

namespace Mhg.Search.Queries;

/// <summary>
/// Documents with a term. In a number or date field the value itself, scored 1; a date without day or month means all
/// of that month or year.
/// </summary>
/// <param name="Field">The field.</param>
/// <param name="Term">The term as it stands in the index, that is, analyzed.</param>
public sealed record TermQuery(string Field, string Term) : Query
{
    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <summary>The term.</summary>
    public string Term { get; init => field = NotNull(value); } = NotNull(Term);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => Prefix(Field, defaultField) + Term;
}

/// <summary>Documents with any of a set of terms, each scored 1. For long lists, such as what a reader may see.</summary>
/// <param name="Field">The field.</param>
/// <param name="Terms">The terms as they stand in the index.</param>
public sealed record TermSetQuery(string Field, IReadOnlyCollection<string> Terms) : Query
{
    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <summary>The terms.</summary>
    public IReadOnlyCollection<string> Terms { get; init => field = NoneNull(value); } = NoneNull(Terms);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"{Field}:({string.Join(' ', Terms)})";
}

/// <summary>Documents with a term that starts with <paramref name="Start"/>, each scored 1.</summary>
/// <param name="Field">The field.</param>
/// <param name="Start">How the term starts.</param>
/// <exception cref="QueryTooComplexException">The start is too long.</exception>
public sealed record PrefixQuery(string Field, string Start) : Query
{
    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <summary>How the term starts.</summary>
    public string Start { get; init => field = Affordable(value); } = Affordable(Start);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"{Prefix(Field, defaultField)}{Start}*";

    private static string Affordable(string start)
    {
        Automaton.StartingWith(NotNull(start));
        return start;
    }
}

/// <summary>Documents with a term that fits a pattern, each scored 1.</summary>
/// <param name="Field">The field.</param>
/// <param name="Pattern"><c>?</c> stands for one character, <c>*</c> for any number; <c>\</c> takes either literally.</param>
/// <exception cref="QueryTooComplexException">The pattern asks for more than a query may.</exception>
public sealed record WildcardQuery(string Field, string Pattern) : Query
{
    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <summary>The pattern.</summary>
    public string Pattern { get; init => field = Affordable(value); } = Affordable(Pattern);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => Prefix(Field, defaultField) + Pattern;

    private static string Affordable(string pattern)
    {
        Automaton.Wildcard(NotNull(pattern)).Determinize();
        return pattern;
    }
}

/// <summary>Documents with a term that a regular expression matches as a whole, each scored 1.</summary>
/// <param name="Field">The field.</param>
/// <param name="Pattern">
/// The expression in the syntax of Lucene's RegExp: <c>a|b ab a? a* a+ a{2} a{2,} a{2,5} [a-c] [^a] . () (a) "text" </c>, with
/// <c>@</c> for any text, <c>#</c> for none at all, <c>&lt;1-31&gt;</c> for numbers, <c>a&amp;b</c> for both and <c>~a</c> for what
/// does not match.
/// </param>
/// <exception cref="RegexpSyntaxException">The pattern can't be read.</exception>
/// <exception cref="QueryTooComplexException">The pattern asks for more than a query may.</exception>
public sealed record RegexpQuery(string Field, string Pattern) : Query
{
    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <summary>The expression.</summary>
    public string Pattern { get; init => field = Affordable(value); } = Affordable(Pattern);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"{Prefix(Field, defaultField)}/{Pattern}/";

    private static string Affordable(string pattern)
    {
        Automaton.Regexp(NotNull(pattern)).Determinize();
        return pattern;
    }
}

/// <summary>
/// Documents with a term like the given one. The fifty likest terms are taken, each with 1 minus its distance
/// divided by the length of the shorter term, but not less than 0, as its boost.
/// </summary>
/// <param name="Field">The field.</param>
/// <param name="Term">The term.</param>
/// <param name="MaxEdits">How many characters may be inserted, left out, replaced or swapped with their neighbour: 0 to 2.</param>
/// <param name="PrefixLength">How many characters at the start have to be the same.</param>
/// <exception cref="QueryTooComplexException">The term is too long.</exception>
public sealed record FuzzyQuery(string Field, string Term, int MaxEdits = FuzzyQuery.MostEdits, int PrefixLength = 0) : Query
{
    /// <summary>No term may differ by more, as in Lucene.</summary>
    public const int MostEdits = 2;

    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <summary>The term.</summary>
    public string Term { get; init => field = Affordable(value); } = Affordable(Term);

    /// <summary>How many characters may differ.</summary>
    public int MaxEdits { get; init => field = Within(value, 0, MostEdits); } = Within(MaxEdits, 0, MostEdits);

    /// <summary>How many characters at the start have to be the same.</summary>
    public int PrefixLength { get; init => field = Within(value, 0, int.MaxValue); } = Within(PrefixLength, 0, int.MaxValue);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"{Prefix(Field, defaultField)}{Term}~{MaxEdits}";

    private static string Affordable(string term)
    {
        Automaton.Levenshtein(NotNull(term), MostEdits);
        return term;
    }
}

/// <summary>
/// Documents with a value between two bounds, each scored 1: by number in a number field, by time in a date field (where
/// an included upper bound such as 2024 means to the end of that year), otherwise by the order of terms.
/// </summary>
/// <param name="Field">The field.</param>
/// <param name="From">The lower bound, or null for none.</param>
/// <param name="To">The upper bound, or null for none.</param>
/// <param name="IncludeFrom">Whether the lower bound itself belongs to the range.</param>
/// <param name="IncludeTo">Whether the upper bound itself belongs to the range.</param>
public sealed record RangeQuery(string Field, string? From, string? To, bool IncludeFrom = true, bool IncludeTo = true) : Query
{
    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) =>
        $"{Prefix(Field, defaultField)}{(IncludeFrom ? '[' : '{')}{Bound(From)} TO {Bound(To)}{(IncludeTo ? ']' : '}')}";

    private static string Bound(string? bound) => bound switch
    {
        null => "*",
        "*" => "\\*",
        _ => bound,
    };
}
