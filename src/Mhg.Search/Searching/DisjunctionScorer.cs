namespace Mhg.Search.Searching;

/// <summary>
/// Documents that at least some of several scorers have. The score is the sum, or with a tie breaker the best
/// score and that share of the others.
/// </summary>
internal sealed class DisjunctionScorer : Scorer
{
    // A heap with the scorer that stands at the lowest document on top.
    private readonly Scorer[] heap;
    private readonly int minimum;
    private readonly float? tieBreaker;
    private int doc = -1;
    private int matching;
    private double sum;
    private float best;

    public DisjunctionScorer(Scorer[] scorers, int minimum = 1, float? tieBreaker = null)
    {
        heap = scorers;
        this.minimum = minimum;
        this.tieBreaker = tieBreaker;
        Cost = (int)Math.Min(End - 1, scorers.Sum(scorer => (long)scorer.Cost));
    }

    public override int Doc => doc;

    public override int Cost { get; }

    public override int Next() => Advance(doc + 1);

    public override int Advance(int target)
    {
        while (true)
        {
            if (doc < 0) Start(target);
            else
            {
                while (heap[0].Doc < target)
                {
                    heap[0].Advance(target);
                    SiftDown(0);
                }
            }
            doc = heap[0].Doc;
            if (minimum <= 1 || doc == End || CountMatching() >= minimum) return doc;
            target = doc + 1;
        }
    }

    public override float Score()
    {
        (sum, best) = (0, 0);
        AddScores(0);
        return tieBreaker is { } share ? (float)(best + (sum - best) * share) : (float)sum;
    }

    private void Start(int target)
    {
        foreach (var scorer in heap) scorer.Advance(target);
        for (var i = heap.Length / 2 - 1; i >= 0; i--) SiftDown(i);
    }

    private int CountMatching()
    {
        matching = 0;
        Count(0);
        return matching;
    }

    // A child of a scorer that stands behind the current document stands behind it too.
    private void Count(int i)
    {
        if (i >= heap.Length || heap[i].Doc != doc) return;
        matching++;
        Count(2 * i + 1);
        Count(2 * i + 2);
    }

    private void AddScores(int i)
    {
        if (i >= heap.Length || heap[i].Doc != doc) return;
        var score = heap[i].Score();
        sum += score;
        best = Math.Max(best, score);
        AddScores(2 * i + 1);
        AddScores(2 * i + 2);
    }

    private void SiftDown(int i)
    {
        var moving = heap[i];
        while (true)
        {
            var child = 2 * i + 1;
            if (child >= heap.Length) break;
            if (child + 1 < heap.Length && heap[child + 1].Doc < heap[child].Doc) child++;
            if (heap[child].Doc >= moving.Doc) break;
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = moving;
    }
}
