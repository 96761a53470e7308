namespace Mhg.Search.Indexing;

/// <summary>
/// The terms of a keyword field by document: document <c>d</c> has the term numbers
/// <c>Ordinals[Starts[d]..Starts[d + 1]]</c>, ascending.
/// </summary>
internal sealed class KeywordColumn
{
    private KeywordColumn(string[] terms, int[] starts, int[] ordinals) => (Terms, Starts, Ordinals) = (terms, starts, ordinals);

    public string[] Terms { get; }

    public int[] Starts { get; }

    public int[] Ordinals { get; }

    public ReadOnlySpan<int> Of(int doc) => Ordinals.AsSpan(Starts[doc]..Starts[doc + 1]);

    public static KeywordColumn Invert(InvertedField field, int docs)
    {
        var starts = new int[docs + 1];
        foreach (var doc in field.Docs) starts[doc + 1]++;
        for (var i = 0; i < docs; i++) starts[i + 1] += starts[i];
        var next = starts[..^1];
        var ordinals = new int[field.Docs.Length];
        for (var term = 0; term < field.Terms.Length; term++)
            for (var p = field.Starts[term]; p < field.Starts[term + 1]; p++)
                ordinals[next[field.Docs[p]]++] = term;
        return new KeywordColumn(field.Terms, starts, ordinals);
    }
}
