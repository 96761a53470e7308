using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>Statistics of a field over the whole index; deleted documents count until a merge leaves them out, as in Lucene.</summary>
/// <param name="DocCount">How many documents have the field.</param>
/// <param name="TokenCount">How many tokens it has in them.</param>
internal readonly record struct FieldStatistics(int DocCount, long TokenCount);

/// <summary>
/// Okapi BM25 with k1 = 1.2 and b = 0.75, as Lucene 8 computes it: without the constant factor k1 + 1, with
/// lengths rounded to a byte and idf = ln(1 + (N - n + 0.5) / (n + 0.5)). Robertson and Zaragoza, "The Probabilistic
/// Relevance Framework: BM25 and Beyond" (2009).
/// </summary>
internal sealed class Bm25
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

    private readonly float weight;
    private readonly float[] inverseNorms = new float[256];

    public Bm25(float boost, float idf, FieldStatistics field)
    {
        weight = boost * idf;
        var average = field.DocCount == 0 ? 1 : (float)(field.TokenCount / (double)field.DocCount);
        for (var code = 0; code < inverseNorms.Length; code++)
            inverseNorms[code] = 1 / (K1 * (1 - B + B * FieldLength.Decode((byte)code) / average));
    }

    public static float Idf(int docFrequency, int docCount) =>
        (float)Math.Log(1 + (docCount - docFrequency + 0.5) / (docFrequency + 0.5));

    /// <param name="frequency">How often the term or phrase occurs.</param>
    /// <param name="norm">The field's encoded length.</param>
    public float Score(float frequency, byte norm) => weight - weight / (1 + frequency * inverseNorms[norm]);
}
