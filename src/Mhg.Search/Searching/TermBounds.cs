using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>What the documents of a term can score at most, by the impacts of their blocks.</summary>
internal sealed class TermBounds(Postings postings, InvertedField field, Bm25 similarity)
{
    // A field without lengths counts as one term long.
    public const byte LengthOne = 1;

    private int block;
    // The bound of a term of one block comes from its postings themselves, when it is asked for.
    private float ofOnlyBlock = -1;

    /// <summary>The greatest score of a document from <paramref name="start"/>, which never falls from call to call, to before <paramref name="end"/>.</summary>
    public float Between(int start, int end)
    {
        block = postings.FindBlock(block, start);
        var greatest = 0f;
        for (var at = block; at < postings.BlockCount; at++)
        {
            if (at > 0 ? postings.LastDoc(at - 1) >= end - 1 : postings.BlockCount == 1 && postings.Docs[0] >= end) break;
            greatest = Math.Max(greatest, Of(at));
            if (!field.HasPositions) break;
        }
        return greatest;
    }

    /// <summary>The greatest score of a document of a block.</summary>
    public float Of(int block)
    {
        if (!field.HasPositions) return similarity.Score(1, LengthOne);
        if (postings.BlockCount > 1) return similarity.Bound(postings.ImpactsOf(block));
        if (ofOnlyBlock < 0)
        {
            var docs = postings.Docs;
            var norms = field.Norms;
            var frequencies = postings.Frequencies;
            for (var i = 0; i < docs.Length; i++) ofOnlyBlock = Math.Max(ofOnlyBlock, similarity.Score(frequencies[i], norms[docs[i]]));
        }
        return ofOnlyBlock;
    }
}
