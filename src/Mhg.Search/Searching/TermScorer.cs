using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>The documents of one term.</summary>
internal sealed class TermScorer : Scorer
{
    private readonly Postings postings;
    private readonly InvertedField field;
    private readonly Bm25? similarity;
    private readonly TermBounds? bounds;
    private readonly float[] buffer;
    private int block;

    /// <param name="field">The field.</param>
    /// <param name="term">The term's postings.</param>
    /// <param name="similarity">Scores the documents; null where no score is asked for.</param>
    /// <param name="buffers">What the search has for use.</param>
    public TermScorer(InvertedField field, in PostingsEntry term, Bm25? similarity, SearchBuffers buffers)
    {
        (this.field, this.similarity) = (field, similarity);
        postings = buffers.Postings();
        buffer = buffers.BlockScores;
        field.Open(postings, term);
        if (similarity is not null) bounds = new TermBounds(postings, field, similarity);
    }

    public override int Cost => postings.DocFrequency;

    public override int NextPossible(int doc)
    {
        block = postings.FindBlock(block, doc);
        if (block == postings.BlockCount) return Postings.End;
        if (block == postings.Block)
        {
            var place = postings.MoveInBlock(doc);
            return place < postings.Docs.Length ? postings.Docs[place] : Postings.End;
        }
        return block == 0 ? doc : Math.Max(doc, postings.LastDoc(block - 1) + 1);
    }

    public override float Bound(int start, int end) => bounds?.Between(start, end) ?? 0;

    public override void Collect(Window window, float needed)
    {
        block = postings.FindBlock(block, window.Start);
        for (; block < postings.BlockCount; block++)
        {
            if (block > 0 && postings.LastDoc(block - 1) >= window.End - 1) return;
            if (needed < 0 || !IsOutdone(bounds?.Of(block) ?? 0, needed))
            {
                postings.Load(block);
                var start = postings.MoveInBlock(window.Start);
                var end = postings.MoveInBlock(window.End);
                Add(window, start, end);
            }
            if (postings.LastDoc(block) >= window.End) return;
        }
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        for (var word = 0; word < matches.Length; word++)
        {
            for (var bits = window.Matches[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * 64 + BitOperations.TrailingZeroCount(bits);
                var doc = postings.Advance(window.Start + i);
                if (doc >= window.End) return;
                if (doc != window.Start + i) continue;
                matches[word] |= 1UL << i;
                if (similarity is null) continue;
                window.Scores[i] += field.HasPositions ? similarity.Score(postings.Frequency, field.Norms[doc]) : similarity.Score(1, TermBounds.LengthOne);
            }
        }
    }

    private void Add(Window window, int start, int end)
    {
        var docs = postings.Docs[start..end];
        if (similarity is null)
        {
            window.Add(docs);
            return;
        }
        var scores = buffer.AsSpan(..docs.Length);
        if (!field.HasPositions) scores.Fill(similarity.Score(1, TermBounds.LengthOne));
        else
        {
            var norms = field.Norms;
            var inverseNorms = similarity.InverseNorms;
            for (var i = 0; i < docs.Length; i++) scores[i] = inverseNorms[norms[docs[i]]];
            Score(postings.Frequencies[start..end], scores, similarity.Limit);
        }
        window.Add(docs, scores);
    }

    /// <summary>Replaces inverse lengths by scores, eight at a time.</summary>
    private static void Score(ReadOnlySpan<int> frequencies, Span<float> scores, float limit)
    {
        var limits = Vector256.Create(limit);
        var i = 0;
        for (; i <= scores.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var frequency = Vector256.ConvertToSingle(Vector256.Create<int>(frequencies[i..]));
            var inverse = Vector256.Create<float>(scores[i..]);
            (limits - limits / (Vector256<float>.One + frequency * inverse)).CopyTo(scores[i..]);
        }
        for (; i < scores.Length; i++) scores[i] = limit - limit / (1 + frequencies[i] * scores[i]);
    }
}
