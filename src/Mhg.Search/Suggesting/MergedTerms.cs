using Mhg.Search.Searching;

namespace Mhg.Search.Suggesting;

/// <summary>Walks over terms of all segments in order, each term once.</summary>
/// <param name="segments">The terms of each segment; null where it has none.</param>
internal sealed class MergedTerms(FoldedTerms?[] segments)
{
    private readonly FoldedTerms?[] left = [.. segments.Select(terms => terms is not null && terms.MoveNext() ? terms : null)];
    private readonly bool[] isCurrent = new bool[segments.Length];

    /// <summary>The first segment that has the current term.</summary>
    public int Segment { get; private set; }

    /// <summary>The term's number there.</summary>
    public int Number => left[Segment]!.Number;

    /// <summary>How many documents have the current term.</summary>
    public int DocFrequency { get; private set; }

    /// <summary>Goes to the next term.</summary>
    public bool MoveNext()
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (isCurrent[i] && !left[i]!.MoveNext()) left[i] = null;
            isCurrent[i] = false;
        }
        Segment = -1;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] is not { } terms) continue;
            var order = Segment < 0 ? -1 : terms.Term.SequenceCompareTo(left[Segment]!.Term);
            if (order > 0) continue;
            if (order < 0)
            {
                Array.Clear(isCurrent);
                (Segment, DocFrequency) = (i, 0);
            }
            isCurrent[i] = true;
            DocFrequency += terms.Postings.DocFrequency;
        }
        return Segment >= 0;
    }
}
