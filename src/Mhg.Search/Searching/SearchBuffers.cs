using System.Collections.Concurrent;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>What scorers need to unpack and add up, used again from search to search, so that a search allocates next to nothing.</summary>
internal sealed class SearchBuffers
{
    private const int MostPostings = 256;

    private static readonly ConcurrentBag<SearchBuffers> Free = [];

    private readonly List<Postings> postings = [];
    private readonly List<Window> windows = [];
    private readonly List<ulong[]> documents = [];
    private int usedPostings;
    private int usedWindows;
    private int usedDocuments;

    /// <summary>The scores of one block; only for use within one call.</summary>
    public float[] BlockScores { get; } = new float[BitPacking.BlockSize];

    /// <summary>Buffers for one search at a time.</summary>
    public static SearchBuffers Rent() => Free.TryTake(out var buffers) ? buffers : new SearchBuffers();

    /// <summary>Postings to be opened, for the length of the search.</summary>
    public Postings Postings() => Next(postings, ref usedPostings);

    /// <summary>A window, for the length of the search; it may hold anything until it is reset.</summary>
    public Window Window() => Next(windows, ref usedWindows);

    /// <summary>An empty set of a segment's documents, 64 a word, for the length of the search.</summary>
    public ulong[] Documents(int docs)
    {
        var words = (docs + 63) / 64;
        if (usedDocuments == documents.Count) documents.Add([]);
        if (documents[usedDocuments].Length < words) documents[usedDocuments] = new ulong[words];
        else documents[usedDocuments].AsSpan(..words).Clear();
        return documents[usedDocuments++];
    }

    /// <summary>Takes everything back after a search.</summary>
    public void Return()
    {
        // What only a search of very many terms needs is not kept.
        if (postings.Count > MostPostings) postings.RemoveRange(MostPostings, postings.Count - MostPostings);
        (usedPostings, usedWindows, usedDocuments) = (0, 0, 0);
        Free.Add(this);
    }

    private static T Next<T>(List<T> all, ref int used)
        where T : new()
    {
        if (used == all.Count) all.Add(new T());
        return all[used++];
    }
}
