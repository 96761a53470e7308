using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>Keeps the best documents that it is shown; documents come in ascending order.</summary>
internal abstract class TopDocs
{
    /// <summary>For so many of the best documents in an order, behind a document if one is given.</summary>
    public static TopDocs Create(int size, IReadOnlyList<SortField> sort, RankedDoc? after) =>
        sort.Count == 0 ? new TopByScore(size, after) : new TopByFields(size, sort, after);

    /// <summary>The score that a further document has to exceed; <see cref="Scorer.All"/> where any may be wanted.</summary>
    public abstract float Needed { get; }

    public abstract void Offer(Segment segment, int doc, int docInIndex, float score);

    /// <summary>The best documents, in order. Can be called once.</summary>
    public abstract RankedDoc[] InOrder();
}

/// <summary>By score, and where equal by number.</summary>
internal sealed class TopByScore(int size, RankedDoc? after) : TopDocs
{
    // A heap with the worst document first. Of equal scores the later document is worse.
    private (float Score, int Doc)[] heap = new (float, int)[Math.Min(size, 16)];
    private int count;

    public override float Needed => size == 0 ? float.PositiveInfinity : count < size ? Scorer.All : heap[0].Score;

    public override void Offer(Segment segment, int doc, int docInIndex, float score)
    {
        if (after is { } bound && (score > bound.Score || score == bound.Score && docInIndex <= bound.Doc)) return;
        if (count < size)
        {
            if (count == heap.Length) Array.Resize(ref heap, (int)Math.Min(2L * count, size));
            var at = count++;
            while (at > 0 && IsWorse((score, docInIndex), heap[(at - 1) / 2]))
            {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = (score, docInIndex);
        }
        else if (size > 0 && score > heap[0].Score) ReplaceWorst((score, docInIndex));
    }

    public override RankedDoc[] InOrder()
    {
        var ranked = new RankedDoc[count];
        while (count > 0)
        {
            ranked[count - 1] = new RankedDoc(heap[0].Doc, heap[0].Score, []);
            var last = heap[--count];
            if (count > 0) ReplaceWorst(last);
        }
        return ranked;
    }

    private void ReplaceWorst((float Score, int Doc) entry)
    {
        var at = 0;
        while (true)
        {
            var child = 2 * at + 1;
            if (child >= count) break;
            if (child + 1 < count && IsWorse(heap[child + 1], heap[child])) child++;
            if (!IsWorse(heap[child], entry)) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = entry;
    }

    private static bool IsWorse((float Score, int Doc) x, (float Score, int Doc) y) => x.Score < y.Score || x.Score == y.Score && x.Doc > y.Doc;
}

/// <summary>Keeps the score of one document only.</summary>
internal sealed class OnlyDoc(int wanted) : TopDocs
{
    public float Score { get; private set; }

    public override float Needed => Scorer.All;

    public override void Offer(Segment segment, int doc, int docInIndex, float score)
    {
        if (docInIndex == wanted) Score = score;
    }

    public override RankedDoc[] InOrder() => [new RankedDoc(wanted, Score, [])];
}

/// <summary>By the values of fields.</summary>
internal sealed class TopByFields(int size, IReadOnlyList<SortField> sort, RankedDoc? after) : TopDocs
{
    private readonly Ranking ranking = new(sort);
    private readonly PriorityQueue<RankedDoc, RankedDoc> worstFirst = new(new Reverse(new Ranking(sort)));
    private readonly SortValue[] values = new SortValue[sort.Count];

    public override float Needed => size == 0 ? float.PositiveInfinity : Scorer.All;

    public override void Offer(Segment segment, int doc, int docInIndex, float score)
    {
        if (size == 0) return;
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
    }

    public override RankedDoc[] InOrder()
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
