namespace Mhg.Search.Searching;

/// <summary>
/// The edit distance of Levenshtein with swaps of neighbours counted as one edit (optimal string alignment), in code
/// points.
/// </summary>
internal static class EditDistance
{
    /// <summary>How many characters have to be inserted, left out, replaced or swapped to make one word the other.</summary>
    public static int Between(ReadOnlySpan<int> word, ReadOnlySpan<int> other)
    {
        var width = other.Length + 1;
        var distances = new int[(word.Length + 1) * width];
        for (var j = 0; j < width; j++) distances[j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            var row = distances.AsSpan(i * width, width);
            var above = distances.AsSpan((i - 1) * width, width);
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (word[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], distances[(i - 2) * width + j - 2] + 1);
            }
        }
        return distances[^1];
    }
}
