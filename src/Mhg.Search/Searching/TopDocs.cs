using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>Keeps the best documents that it is shown, the worst of them on top of a heap.</summary>
internal sealed class TopDocs(int size, IReadOnlyList<SortField> sort, RankedDoc? after)
{
    private readonly Ranking ranking = new(sort);
    private readonly PriorityQueue<RankedDoc, RankedDoc> worstFirst = new(new Reverse(new Ranking(sort)));
    private readonly SortValue[] values = new SortValue[sort.Count];
    private float worstScore;

    public void Offer(Segment segment, int doc, int docInIndex, float score)
    {
        // Documents come in order, so of equal scores the earlier one stays.
        if (size == 0 || sort.Count == 0 && worstFirst.Count == size && score <= worstScore) return;
        ranking.Read(segment, doc, values);
        var candidate = new RankedDoc(docInIndex, score, values);
        if (after is { } bound && ranking.Compare(candidate, bound) <= 0) return;
        if (worstFirst.Count == size)
        {
            if (ranking.Compare(candidate, worstFirst.Peek()) >= 0) return;
            worstFirst.Dequeue();
        }
        // The buffer is used again for the next document.
        candidate = candidate with { Values = [.. values] };
        worstFirst.Enqueue(candidate, candidate);
        worstScore = worstFirst.Peek().Score;
    }

    public RankedDoc[] InOrder()
    {
        var ranked = new RankedDoc[worstFirst.Count];
        for (var i = ranked.Length - 1; i >= 0; i--) ranked[i] = worstFirst.Dequeue();
        return ranked;
    }

    private sealed class Reverse(Ranking ranking) : IComparer<RankedDoc>
    {
        public int Compare(RankedDoc x, RankedDoc y) => ranking.Compare(y, x);
    }
}
