namespace Mhg.Search.Searching;

/// <summary>
/// Walks over the matching documents of one segment in ascending order, and tells their scores. It stands before the
/// first document (-1) at the beginning and at <see cref="End"/> when there is no further one.
/// </summary>
internal abstract class Scorer
{
    public const int End = int.MaxValue;

    public abstract int Doc { get; }

    /// <summary>An upper bound of the number of documents: the rarest goes first in a conjunction.</summary>
    public abstract int Cost { get; }

    public abstract int Next();

    /// <summary>Goes to the first document from <paramref name="target"/> (which lies behind the current one) on.</summary>
    public abstract int Advance(int target);

    public abstract float Score();
}
