namespace Mhg.Search.Indexing;

/// <summary>
/// The inverted index of one field in one segment. The postings of term <c>t</c> are the range
/// <c>Starts[t]..Starts[t + 1]</c> of <see cref="Docs"/>, the positions of posting <c>p</c> the range
/// <c>PositionStarts[p]..PositionStarts[p + 1]</c> of <see cref="Positions"/>.
/// </summary>
internal sealed class InvertedField
{
    /// <summary>All terms, ordered by code point.</summary>
    public required string[] Terms { get; init; }

    public required int[] Starts { get; init; }

    public required int[] Docs { get; init; }

    /// <summary>Null for a keyword field: a term occurs once in a document and has no position.</summary>
    public required int[]? PositionStarts { get; init; }

    public required int[]? Positions { get; init; }

    /// <summary>Encoded lengths by document; null for a keyword field, whose length does not count.</summary>
    public required byte[]? Norms { get; init; }

    /// <summary>How many documents have the field.</summary>
    public required int DocCount { get; init; }

    /// <summary>How many tokens the field has in all documents.</summary>
    public long SumTotalTermFrequency => Positions?.LongLength ?? Docs.LongLength;

    public int DocFrequency(int term) => Starts[term + 1] - Starts[term];

    public int Frequency(int posting) => PositionStarts is null ? 1 : PositionStarts[posting + 1] - PositionStarts[posting];

    /// <summary>The number of the term, or the complement of the number that it would have.</summary>
    public int Find(string term) => Array.BinarySearch(Terms, term, CodePointOrder.Comparer);

    /// <summary>The number of the first term that is not before <paramref name="term"/>.</summary>
    public int Seek(string term)
    {
        var found = Find(term);
        return found < 0 ? ~found : found;
    }
}
