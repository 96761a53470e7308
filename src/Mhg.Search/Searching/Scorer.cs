namespace Mhg.Search.Searching;

/// <summary>
/// Finds the matching documents of one segment, window after window in ascending order, and adds up their scores.
/// </summary>
/// <remarks>
/// Where only the best hits are wanted, and what is found so far is better than <c>needed</c>, documents that can't get more
/// than that may be left out or scored too low: by the bounds of the parts (MaxScore: H. Turtle and J. Flood, "Query
/// evaluation: strategies and optimizations", 1995), narrowed to windows and to blocks of postings (S. Ding and T. Suel,
/// "Faster top-k document retrieval using block-max indexes", 2011).
/// </remarks>
internal abstract class Scorer
{
    // Floats that are added in another order may come out a little greater or less.
    private const float Rounding = 1e-6f;

    /// <summary>What <c>needed</c> is when every match counts.</summary>
    public const float All = -1;

    /// <summary>An upper bound of the number of documents: the rarest goes first in a conjunction.</summary>
    public abstract int Cost { get; }

    /// <summary>Whether several can collect into one window; others want one that is empty.</summary>
    public virtual bool SharesWindow => true;

    /// <summary>The first document from <paramref name="doc"/> on that may match, or more than all documents.</summary>
    public virtual int NextPossible(int doc) => doc;

    /// <summary>The greatest score that a document from <paramref name="start"/> to before <paramref name="end"/> can have.</summary>
    public abstract float Bound(int start, int end);

    /// <summary>Adds the documents of the window that match, with their scores, to what is in it.</summary>
    /// <param name="window">The window: it lies behind that of the call before.</param>
    /// <param name="needed">Documents of no greater score may be left out or scored too low; <see cref="All"/> wants all.</param>
    public abstract void Collect(Window window, float needed);

    /// <summary>Tells which of the documents that are in the window match, and adds their scores.</summary>
    /// <param name="window">The window: it lies behind that of the call before.</param>
    /// <param name="matches">Gets the documents that match.</param>
    public abstract void Probe(Window window, Span<ulong> matches);

    /// <summary>Whether nothing up to this bound is wanted.</summary>
    protected static bool IsOutdone(float bound, float needed) => needed >= 0 && bound <= needed;

    /// <summary>What a part has to exceed alone when the others together reach <paramref name="others"/> at most.</summary>
    protected static float Needed(float needed, float others) => needed < 0 ? All : Math.Max(needed * (1 - Rounding) - Sum(others), All);

    /// <summary>A sum of bounds as a bound of sums.</summary>
    protected static float Sum(float bounds) => bounds * (1 + Rounding);

    /// <summary>The same of so many bounds: two are added in one order only, so that their sum is exceeded by none.</summary>
    protected static float Sum(float bounds, int count) => count <= 2 ? bounds : Sum(bounds);
}
