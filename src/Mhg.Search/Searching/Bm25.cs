using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>Statistics of a field over the whole index; deleted documents count until a merge leaves them out, as in Lucene.</summary>
internal sealed class FieldStatistics
{
    /// <summary>How soon further occurrences of a term stop to count.</summary>
    public const float K1 = 1.2f;

    /// <summary>How much the length of a field counts.</summary>
    public const float B = 0.75f;

    /// <param name="docCount">How many documents have the field.</param>
    /// <param name="tokenCount">How many tokens it has in them.</param>
    public FieldStatistics(int docCount, long tokenCount)
    {
        DocCount = docCount;
        AverageLength = docCount == 0 ? 1 : (float)(tokenCount / (double)docCount);
        for (var code = 0; code < InverseNorms.Length; code++)
            InverseNorms[code] = 1 / (K1 * (1 - B + B * FieldLength.Decode((byte)code) / AverageLength));
    }

    /// <summary>How many documents have the field.</summary>
    public int DocCount { get; }

    /// <summary>How many tokens a document has in the field.</summary>
    public float AverageLength { get; }

    /// <summary>By encoded length: what a frequency is multiplied by.</summary>
    public float[] InverseNorms { get; } = new float[256];
}

/// <summary>
/// Okapi BM25 with k1 = 1.2 and b = 0.75, as Lucene 8 computes it: without the constant factor k1 + 1, with
/// lengths rounded to a byte and idf = ln(1 + (N - n + 0.5) / (n + 0.5)). Robertson and Zaragoza, "The Probabilistic
/// Relevance Framework: BM25 and Beyond" (2009).
/// </summary>
internal sealed class Bm25
{
    private readonly FieldStatistics field;
    private readonly float boost;
    private readonly int[] docFrequencies;

    /// <param name="field">The field.</param>
    /// <param name="boost">What scores are multiplied by.</param>
    /// <param name="docFrequencies">How many documents have the term, or each term of a phrase.</param>
    public Bm25(FieldStatistics field, float boost, params int[] docFrequencies)
    {
        (this.field, this.boost, this.docFrequencies) = (field, boost, docFrequencies);
        var idf = 0f;
        foreach (var frequency in docFrequencies) idf += Idf(frequency, field.DocCount);
        Limit = boost * idf;
        InverseNorms = field.InverseNorms;
    }

    /// <summary>No score is greater, however often the term occurs.</summary>
    public float Limit { get; }

    /// <summary>By encoded length: what a frequency is multiplied by.</summary>
    public float[] InverseNorms { get; }

    /// <summary>How much a term tells by its rarity.</summary>
    public static float Idf(int docFrequency, int docCount) =>
        (float)Math.Log(1 + (docCount - docFrequency + 0.5) / (docFrequency + 0.5));

    /// <param name="frequency">How often the term or phrase occurs.</param>
    /// <param name="norm">The field's encoded length.</param>
    public float Score(float frequency, byte norm) => Limit - Limit / (1 + frequency * InverseNorms[norm]);

    /// <summary>The greatest score that postings with these impacts can have.</summary>
    public float Bound(Impacts impacts)
    {
        var greatest = 0f;
        for (var pairs = impacts.Pairs; pairs != 0; pairs >>= 16)
        {
            var frequency = (byte)pairs;
            if (frequency == Impacts.AnyFrequency) return Limit;
            greatest = Math.Max(greatest, frequency * InverseNorms[(byte)(pairs >> 8)]);
        }
        return Limit - Limit / (1 + greatest);
    }

    /// <summary>Tells what the score of a term or phrase in a document comes from.</summary>
    /// <param name="similarity">What scored it; null where no score was asked for.</param>
    /// <param name="query">What was looked for.</param>
    /// <param name="doc">The document's number in its segment.</param>
    /// <param name="frequency">How often it occurs.</param>
    /// <param name="norm">The field's encoded length.</param>
    public static Explanation Explain(Bm25? similarity, Query query, int doc, Explanation frequency, byte norm) =>
        similarity?.Explain(frequency, norm) is not { } score ? Explanation.Match(0, $"{query}")
        : Explanation.Match(score.Value, $"weight({query} in {doc}) [BM25Similarity], result of:", score);

    private Explanation Explain(Explanation frequency, byte norm)
    {
        var inverseDocumentFrequencies = Array.ConvertAll(docFrequencies, docFrequency => Explanation.Match(
            Idf(docFrequency, field.DocCount), "idf, computed as log(1 + (N - n + 0.5) / (n + 0.5)) from:",
            Explanation.Match(docFrequency, "n, number of documents containing term"),
            Explanation.Match(field.DocCount, "N, total number of documents with field")));
        var idf = inverseDocumentFrequencies is [var only] ? only
            : Explanation.Match(inverseDocumentFrequencies.Sum(each => each.Value), "idf, sum of:", inverseDocumentFrequencies);
        var tf = Explanation.Match(
            1 - 1 / (1 + frequency.Value * InverseNorms[norm]), "tf, computed as freq / (freq + k1 * (1 - b + b * dl / avgdl)) from:",
            frequency,
            Explanation.Match(FieldStatistics.K1, "k1, term saturation parameter"),
            Explanation.Match(FieldStatistics.B, "b, length normalization parameter"),
            Explanation.Match(FieldLength.Decode(norm), norm > FieldLength.LongestExact ? "dl, length of field (approximate)" : "dl, length of field"),
            Explanation.Match(field.AverageLength, "avgdl, average length of field"));
        return Explanation.Match(
            Score(frequency.Value, norm), $"score(freq={Query.Number(frequency.Value)}), computed as boost * idf * tf from:",
            boost == 1 ? [idf, tf] : [Explanation.Match(boost, "boost"), idf, tf]);
    }
}
