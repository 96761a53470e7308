using Mhg.Search.Indexing;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>A value to sort by.</summary>
internal readonly record struct SortValue(double Number, string? Text, bool IsMissing);

/// <summary>A document and what decides its place.</summary>
/// <param name="Doc">Its number in the whole index.</param>
/// <param name="Score">Its score.</param>
/// <param name="Values">Its values of the fields to sort by.</param>
internal readonly record struct RankedDoc(int Doc, float Score, SortValue[] Values);

/// <summary>Orders documents: negative when the first one comes first.</summary>
internal sealed class Ranking(IReadOnlyList<SortField> sort) : IComparer<RankedDoc>
{
    public int Compare(RankedDoc x, RankedDoc y)
    {
        if (sort.Count == 0) return x.Score != y.Score ? y.Score.CompareTo(x.Score) : x.Doc.CompareTo(y.Doc);
        for (var i = 0; i < sort.Count; i++)
        {
            var order = sort[i].Field is null ? y.Score.CompareTo(x.Score) : Compare(x.Values[i], y.Values[i], sort[i]);
            if (order != 0) return order;
        }
        return x.Doc.CompareTo(y.Doc);
    }

    /// <summary>Reads what the document is sorted by into <paramref name="values"/>.</summary>
    public void Read(Segment segment, int doc, SortValue[] values)
    {
        for (var i = 0; i < values.Length; i++)
            if (sort[i].Field is { } field) values[i] = Read(segment, doc, field, sort[i].Descending);
    }

    // Of several values the one counts that brings the document furthest to the front.
    private static SortValue Read(Segment segment, int doc, string field, bool descending)
    {
        if (segment.Numbers(field) is { } numbers && numbers.Of(doc) is var (place, last) && place < last)
        {
            var best = numbers.At(place);
            while (++place < last) best = descending ? Math.Max(best, numbers.At(place)) : Math.Min(best, numbers.At(place));
            return new(best, null, false);
        }
        if (segment.Keywords(field) is { } keywords && keywords.Of(doc) is var (start, end) && start < end)
            return new(0, segment.Inverted[field].Terms.TermAt(keywords.At(descending ? end - 1 : start)), false);
        return new(0, null, true);
    }

    private static int Compare(SortValue x, SortValue y, SortField by)
    {
        if (x.IsMissing || y.IsMissing) return by.MissingFirst ? y.IsMissing.CompareTo(x.IsMissing) : x.IsMissing.CompareTo(y.IsMissing);
        var order = x.Text is null || y.Text is null ? x.Number.CompareTo(y.Number) : CodePointOrder.Compare(x.Text, y.Text);
        return by.Descending ? -order : order;
    }
}
