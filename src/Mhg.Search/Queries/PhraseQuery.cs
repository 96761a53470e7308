using System.Text;

namespace Mhg.Search.Queries;

/// <summary>A term of a phrase and its place in it.</summary>
/// <param name="Term">The term as it stands in the index.</param>
/// <param name="Position">Its place; a gap stands for a word that the analyzer removed.</param>
public readonly record struct PhraseTerm(string Term, int Position);

/// <summary>Documents with several terms side by side.</summary>
/// <param name="Field">The field.</param>
/// <param name="Terms">The terms, ordered by position.</param>
/// <param name="Slop">How many places the terms may be moved in all to make them fit; nearer ones score higher.</param>
public sealed record PhraseQuery(string Field, IReadOnlyList<PhraseTerm> Terms, int Slop = 0) : Query
{
    /// <summary>A phrase of terms that follow one another.</summary>
    public PhraseQuery(string field, params IEnumerable<string> terms) : this(field, [.. terms.Select((term, i) => new PhraseTerm(term, i))])
    {
    }

    /// <summary>The field.</summary>
    public string Field { get; init => field = NotNull(value); } = NotNull(Field);

    /// <summary>The terms, ordered by position.</summary>
    public IReadOnlyList<PhraseTerm> Terms { get; init => field = InOrder(value); } = InOrder(Terms);

    /// <summary>How many places the terms may be moved in all.</summary>
    public int Slop { get; init => field = Within(value, 0, int.MaxValue); } = Within(Slop, 0, int.MaxValue);

    /// <inheritdoc/>
    public override string ToString(string? defaultField)
    {
        var text = new StringBuilder(Prefix(Field, defaultField)).Append('"');
        for (var i = 0; i < Terms.Count; i++)
        {
            var previous = i == 0 ? -1 : Terms[i - 1].Position;
            if (i > 0) text.Append(' ');
            for (var gap = previous + 1; gap < Terms[i].Position; gap++) text.Append("? ");
            text.Append(Terms[i].Term);
        }
        text.Append('"');
        if (Slop != 0) text.Append('~').Append(Slop);
        return text.ToString();
    }

    private static IReadOnlyList<PhraseTerm> InOrder(IReadOnlyList<PhraseTerm> terms)
    {
        var position = 0;
        foreach (var term in NotNull(terms))
        {
            if (term.Term is null) throw new ArgumentException("A term of the phrase is null.", nameof(terms));
            if (term.Position < position) throw new ArgumentException("The terms of a phrase are ordered by their positions, from 0.", nameof(terms));
            position = term.Position;
        }
        return terms;
    }
}
