using System.Text;
using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>A term near another one.</summary>
/// <param name="Term">Its number in the field.</param>
/// <param name="Edits">The distance.</param>
/// <param name="Length">Its length in code points.</param>
internal readonly record struct SimilarTerm(int Term, int Edits, int Length);

/// <summary>
/// The edit distance of Levenshtein with swaps of neighbours counted as one edit (optimal string alignment), between
/// one term and many, in code points. Terms in order share the rows of the table for the beginning that they share,
/// and all terms behind a beginning that is already too far are passed over.
/// </summary>
internal sealed class EditDistance
{
    private readonly int[] term;
    private readonly int limit;
    private readonly List<int[]> rows = [];
    private readonly List<int> points = [];

    public EditDistance(string term, int limit)
    {
        this.term = CodePoints(term);
        this.limit = limit;
        rows.Add([.. Enumerable.Range(0, this.term.Length + 1)]);
    }

    public int TermLength => term.Length;

    /// <summary>Whether the distance to the other term is within the limit.</summary>
    public bool IsNear(string other) => To(other, out _) <= limit;

    /// <summary>All terms of a field within the limit.</summary>
    public IEnumerable<SimilarTerm> Near(InvertedField field)
    {
        for (var number = 0; number < field.Terms.Length; number++)
        {
            var edits = To(field.Terms[number], out var tooFar);
            if (edits <= limit) yield return new(number, edits, points.Count);
            // The loop goes on behind the last term with this beginning.
            else if (tooFar.Length > 0)
                while (number + 1 < field.Terms.Length && field.Terms[number + 1].StartsWith(tooFar, StringComparison.Ordinal)) number++;
        }
    }

    /// <param name="other">The other term.</param>
    /// <param name="tooFar">The beginning that no near term can have, if the distance was found to be too great at its end.</param>
    private int To(string other, out string tooFar)
    {
        tooFar = "";
        var depth = 0;
        var units = 0;
        var shared = true;
        foreach (var rune in other.EnumerateRunes())
        {
            units += rune.Utf16SequenceLength;
            shared = shared && depth < points.Count && points[depth] == rune.Value;
            if (!shared)
            {
                points.RemoveRange(depth, points.Count - depth);
                points.Add(rune.Value);
                while (rows.Count <= depth + 1) rows.Add(new int[term.Length + 1]);
                if (Fill(depth + 1) > limit)
                {
                    tooFar = other[..units];
                    return limit + 1;
                }
            }
            depth++;
        }
        points.RemoveRange(depth, points.Count - depth);
        return rows[depth][term.Length];
    }

    /// <summary>Computes a row of the table from the one or two before it, and returns its least value.</summary>
    private int Fill(int depth)
    {
        var (row, above, c) = (rows[depth], rows[depth - 1], points[depth - 1]);
        var least = row[0] = depth;
        for (var j = 1; j <= term.Length; j++)
        {
            var distance = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (c == term[j - 1] ? 0 : 1));
            if (depth > 1 && j > 1 && c == term[j - 2] && points[depth - 2] == term[j - 1])
                distance = Math.Min(distance, rows[depth - 2][j - 2] + 1);
            row[j] = distance;
            least = Math.Min(least, distance);
        }
        return least;
    }

    private static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];
}
