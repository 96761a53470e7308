using System.Text;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Store;

namespace Mhg.Search.Suggesting;

/// <summary>The documents that count for suggestions: those that the reader may see, and of them those that have certain words.</summary>
internal sealed class VisibleDocuments
{
    // Of a term with more blocks of postings so many, evenly spread, tell what share of its documents counts.
    private const int SampledBlocks = 32;

    private readonly IndexSnapshot index;
    private readonly FixedBitSet[] documents;
    private readonly Postings postings = new();

    /// <param name="searcher">The index.</param>
    /// <param name="filter">What the reader may see; null for everything.</param>
    public VisibleDocuments(IndexSearcher searcher, Query? filter)
    {
        index = searcher.Snapshot;
        documents = searcher.Documents(filter ?? Query.All);
        Count = documents.Sum(set => set.Count());
    }

    /// <summary>How many documents the reader may see.</summary>
    public int Count { get; }

    /// <summary>The documents of a segment that count.</summary>
    public FixedBitSet Of(int segment) => documents[segment];

    /// <summary>From now on only documents count in which a field has a word, whatever its case and accents.</summary>
    /// <param name="field">The field.</param>
    /// <param name="word">The word.</param>
    /// <param name="isPrefix">Whether the word may go on.</param>
    public void Restrict(string field, string word, bool isPrefix = false)
    {
        for (var i = 0; i < documents.Length; i++)
        {
            var having = new FixedBitSet(documents[i].Length);
            if (index.Readers[i].Segment.Inverted.TryGetValue(field, out var inverted))
            {
                var terms = new FoldedTerms(inverted.Terms, word, CharacterFolding.IgnoringCaseAndAccents, isPrefix);
                while (terms.MoveNext())
                {
                    inverted.Open(postings, terms.Postings);
                    for (var block = 0; block < postings.BlockCount; block++)
                    {
                        postings.Load(block);
                        foreach (var doc in postings.Docs) having.Set(doc);
                    }
                }
            }
            documents[i].And(having);
        }
    }

    /// <summary>In how many of the documents that count a field has a term; of a very common one about how many.</summary>
    public int CountOf(string field, string term)
    {
        var utf8 = Encoding.UTF8.GetBytes(term);
        var count = 0;
        for (var i = 0; i < documents.Length; i++)
            if (index.Readers[i].Segment.Inverted.TryGetValue(field, out var inverted) && inverted.Terms.TryFind(utf8, out var entry)) count += CountOf(inverted, entry, documents[i]);
        return count;
    }

    private int CountOf(InvertedField field, in PostingsEntry entry, FixedBitSet among)
    {
        if (entry.DocFrequency == 1) return among[entry.OnlyDoc] ? 1 : 0;
        field.Open(postings, entry);
        var seen = 0L;
        for (var step = Math.Max(1, postings.BlockCount / SampledBlocks); seen == 0; step = 1)
        {
            var read = 0;
            for (var block = 0; block < postings.BlockCount; block += step)
            {
                postings.Load(block);
                foreach (var doc in postings.Docs)
                    if (among[doc]) seen++;
                read += postings.Docs.Length;
            }
            seen = seen * entry.DocFrequency / read;
            if (step == 1) break;
        }
        return (int)seen;
    }
}
