using System.Text;

namespace Mhg.Search.Store;

/// <summary>The inverted index of one field in one segment.</summary>
internal sealed class InvertedField
{
    private readonly MappedFile file;
    private readonly Lazy<TermDictionary> terms;
    private readonly Lazy<MappedBytes> norms;

    public InvertedField(MappedFile file, SegmentSection section, int docs)
    {
        this.file = file;
        var values = section.Values;
        HasPositions = values[0] != 0;
        DocCount = (int)values[1];
        TotalFrequency = values[2];
        var (count, normsAt, blocks, starts) = ((int)values[3], values[4], values[5], values[6]);
        var startsLength = (count + TermDictionaryWriter.BlockSize - 1) / TermDictionaryWriter.BlockSize * (long)sizeof(uint);
        terms = new(() => new TermDictionary(file.Read(blocks, starts - blocks), file.Read(starts, startsLength), count, HasPositions));
        norms = new(() => file.Read(normsAt, docs));
    }

    /// <summary>Whether it is a text field, with positions and lengths.</summary>
    public bool HasPositions { get; }

    /// <summary>How many documents have the field.</summary>
    public int DocCount { get; }

    /// <summary>How many tokens the field has in all documents.</summary>
    public long TotalFrequency { get; }

    public TermDictionary Terms => terms.Value;

    /// <summary>Encoded lengths by document, of a text field.</summary>
    public ReadOnlySpan<byte> Norms => norms.Value.Span;

    /// <summary>Opens the postings of a term, if it is there.</summary>
    public bool TryOpen(Postings postings, string term)
    {
        if (!TryFind(term, out var entry)) return false;
        Open(postings, entry);
        return true;
    }

    /// <summary>Finds a term.</summary>
    public bool TryFind(string term, out PostingsEntry entry)
    {
        var size = Encoding.UTF8.GetMaxByteCount(term.Length);
        Span<byte> utf8 = size <= 512 ? stackalloc byte[size] : new byte[size];
        return Terms.TryFind(utf8[..Encoding.UTF8.GetBytes(term, utf8)], out entry);
    }

    /// <summary>Opens the postings of a term.</summary>
    public void Open(Postings postings, in PostingsEntry entry) => postings.Open(file, entry, HasPositions);
}
