using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>The postings of one term.</summary>
internal sealed class TermScorer(InvertedField inverted, int term, Bm25? similarity) : Scorer
{
    // A field without lengths counts as one term long.
    private const byte LengthOne = 1;

    private readonly int end = inverted.Starts[term + 1];
    private int posting = inverted.Starts[term] - 1;
    private int doc = -1;

    public override int Doc => doc;

    public override int Cost { get; } = inverted.DocFrequency(term);

    public int Frequency => inverted.Frequency(posting);

    public ReadOnlySpan<int> Positions =>
        inverted.Positions.AsSpan(inverted.PositionStarts![posting]..inverted.PositionStarts[posting + 1]);

    public byte Norm => inverted.Norms is { } norms ? norms[doc] : LengthOne;

    public override int Next() => doc = ++posting < end ? inverted.Docs[posting] : End;

    public override int Advance(int target)
    {
        // Galloping: the wanted document is usually near.
        var low = posting + 1;
        var step = 1;
        while (low + step < end && inverted.Docs[low + step] < target)
        {
            low += step;
            step *= 2;
        }
        var high = Math.Min(low + step, end);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (inverted.Docs[middle] < target) low = middle + 1;
            else high = middle;
        }
        posting = low;
        return doc = low < end ? inverted.Docs[low] : End;
    }

    public override float Score() => similarity?.Score(Frequency, Norm) ?? 0;
}
