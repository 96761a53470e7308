namespace Mhg.Search.Searching;

/// <summary>The documents of one scorer that the other one does not have.</summary>
internal sealed class ExclusionScorer(Scorer included, Scorer excluded) : Scorer
{
    public override int Doc => included.Doc;

    public override int Cost => included.Cost;

    public override int Next() => Pass(included.Next());

    public override int Advance(int target) => Pass(included.Advance(target));

    public override float Score() => included.Score();

    private int Pass(int doc)
    {
        while (doc != End && (excluded.Doc < doc ? excluded.Advance(doc) : excluded.Doc) == doc) doc = included.Next();
        return doc;
    }
}
