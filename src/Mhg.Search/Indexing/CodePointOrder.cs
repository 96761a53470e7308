namespace Mhg.Search.Indexing;

/// <summary>Orders terms by code point, as their UTF-8 bytes order in Lucene; plain UTF-16 order differs above U+FFFF.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static readonly CodePointOrder Comparer = new();

    int IComparer<string>.Compare(string? x, string? y) => Compare(x, y);

    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var same = x.CommonPrefixLength(y);
        return same == x.Length || same == y.Length ? x.Length - y.Length : Rank(x[same]) - Rank(y[same]);
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
