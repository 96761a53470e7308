namespace Mhg.Search.Searching;

/// <summary>
/// The edit distance of Levenshtein with swaps of neighbours counted as one edit (optimal string alignment), between
/// one term and many, in code points.
/// </summary>
internal sealed class EditDistance
{
    private readonly int[] term;
    private readonly int limit;
    private int[] beforePrevious = [];
    private int[] previous = [];
    private int[] current = [];

    public EditDistance(string term, int limit)
    {
        this.term = CodePoints(term);
        this.limit = limit;
        Array.Resize(ref beforePrevious, this.term.Length + 1);
        Array.Resize(ref previous, this.term.Length + 1);
        Array.Resize(ref current, this.term.Length + 1);
    }

    public int TermLength => term.Length;

    /// <summary>The distance and the other term's length in code points; a distance above the limit is given as limit + 1.</summary>
    public (int Distance, int Length) To(string other)
    {
        // UTF-16 units are at most twice the code points, so this leaves out only what can't be near.
        if (other.Length > (term.Length + limit) * 2 || other.Length < term.Length - limit) return (limit + 1, 0);
        Span<int> points = other.Length <= 256 ? stackalloc int[other.Length] : new int[other.Length];
        var length = 0;
        foreach (var rune in other.EnumerateRunes()) points[length++] = rune.Value;
        if (Math.Abs(length - term.Length) > limit) return (limit + 1, length);

        for (var j = 0; j <= term.Length; j++) previous[j] = j;
        for (var i = 1; i <= length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= term.Length; j++)
            {
                var same = points[i - 1] == term[j - 1];
                var distance = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && points[i - 1] == term[j - 2] && points[i - 2] == term[j - 1])
                    distance = Math.Min(distance, beforePrevious[j - 2] + 1);
                current[j] = distance;
                least = Math.Min(least, distance);
            }
            if (least > limit) return (limit + 1, length);
            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }
        return (Math.Min(previous[term.Length], limit + 1), length);
    }

    private static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];
}
