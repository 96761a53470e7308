namespace Mhg.Search.Searching;

/// <summary>The documents of one scorer, scored higher where the other one has them too.</summary>
internal sealed class OptionalScorer(Scorer required, Scorer optional) : Scorer
{
    public override int Doc => required.Doc;

    public override int Cost => required.Cost;

    public override int Next() => required.Next();

    public override int Advance(int target) => required.Advance(target);

    public override float Score()
    {
        var other = optional.Doc < required.Doc ? optional.Advance(required.Doc) : optional.Doc;
        return other == required.Doc ? required.Score() + optional.Score() : required.Score();
    }
}
