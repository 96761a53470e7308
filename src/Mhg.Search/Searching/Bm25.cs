using Mhg.Search.Indexing;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>Statistics of a field over the whole index; deleted documents count until a merge leaves them out, as in Lucene.</summary>
internal sealed class FieldStatistics
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

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
/// <param name="boost">What scores are multiplied by.</param>
/// <param name="idf">How much the term tells, or the sum of it over the terms of a phrase.</param>
/// <param name="field">The field.</param>
internal sealed class Bm25(float boost, float idf, FieldStatistics field)
{
    /// <summary>No score is greater, however often the term occurs.</summary>
    public float Limit { get; } = boost * idf;

    /// <summary>By encoded length: what a frequency is multiplied by.</summary>
    public float[] InverseNorms { get; } = field.InverseNorms;

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
}
