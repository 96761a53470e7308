using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>The members of a set, all with one score.</summary>
internal sealed class BitSetScorer(FixedBitSet set, float score) : Scorer
{
    private int doc = -1;

    public override int Doc => doc;

    public override int Cost { get; } = set.Count();

    public override int Next() => Advance(doc + 1);

    public override int Advance(int target) => doc = set.NextSetBit(target) is >= 0 and var next ? next : End;

    public override float Score() => score;
}

/// <summary>All documents of a segment, all with one score.</summary>
internal sealed class AllScorer(int docs, float score) : Scorer
{
    private int doc = -1;

    public override int Doc => doc;

    public override int Cost => docs;

    public override int Next() => Advance(doc + 1);

    public override int Advance(int target) => doc = target < docs ? target : End;

    public override float Score() => score;
}

/// <summary>The documents of another scorer, all with one score.</summary>
internal sealed class ConstantScorer(Scorer matches, float score) : Scorer
{
    public override int Doc => matches.Doc;

    public override int Cost => matches.Cost;

    public override int Next() => matches.Next();

    public override int Advance(int target) => matches.Advance(target);

    public override float Score() => score;
}
