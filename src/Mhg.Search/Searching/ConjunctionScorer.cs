namespace Mhg.Search.Searching;

/// <summary>Documents that all of several scorers have; the score is the sum over some of them.</summary>
internal sealed class ConjunctionScorer : Scorer
{
    private readonly Scorer[] byCost;
    private readonly Scorer[] scoring;

    public ConjunctionScorer(IEnumerable<Scorer> required, IEnumerable<Scorer> scoring)
    {
        byCost = [.. required.OrderBy(scorer => scorer.Cost)];
        this.scoring = [.. scoring];
    }

    public override int Doc => byCost[0].Doc;

    public override int Cost => byCost[0].Cost;

    public override int Next() => Align(byCost[0].Next());

    public override int Advance(int target) => Align(byCost[0].Advance(target));

    public override float Score()
    {
        double sum = 0;
        foreach (var scorer in scoring) sum += scorer.Score();
        return (float)sum;
    }

    private int Align(int doc)
    {
        for (var i = 1; i < byCost.Length && doc != End;)
        {
            var other = byCost[i].Doc < doc ? byCost[i].Advance(doc) : byCost[i].Doc;
            if (other == doc) i++;
            else
            {
                doc = byCost[0].Advance(other);
                i = 1;
            }
        }
        return doc;
    }
}
