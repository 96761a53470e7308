namespace Mhg.Search.Store;

/// <summary>
/// Writes a segment into one file: the parts one after another, then a directory of them, then where the directory begins.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="docs">How many documents the segment has.</param>
internal sealed class SegmentWriter(string path, int docs) : IDisposable
{
    private readonly FileWriter file = new(path);
    private readonly List<SegmentSection> sections = [];
    private long? storedAt;

    /// <summary>Begins an inverted field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="norms">Its encoded lengths by document; null for a keyword field, which has no positions either.</param>
    public InvertedFieldWriter StartField(string name, byte[]? norms) => new(file, norms, section => sections.Add(section with { Name = name }));

    /// <summary>Writes the terms of a keyword field by document.</summary>
    /// <param name="name">The field.</param>
    /// <param name="starts">For each document and for the end: where its terms begin.</param>
    /// <param name="ordinals">The numbers of the terms, ascending in each document.</param>
    /// <param name="terms">How many terms the field has.</param>
    public void WriteKeywords(string name, ReadOnlySpan<int> starts, ReadOnlySpan<int> ordinals, int terms)
    {
        var width = PackedNumbers.WidthOf((ulong)terms);
        var startsAt = file.Position;
        if (HasAtMostOne(starts))
        {
            // Number 0 stands for no term.
            var single = new int[docs];
            for (var doc = 0; doc < docs; doc++) single[doc] = starts[doc] < starts[doc + 1] ? ordinals[starts[doc]] + 1 : 0;
            PackedNumbers.Write(file, single, width);
            sections.Add(new(SectionKind.Keywords, name, 0, startsAt, width, startsAt, docs));
            return;
        }
        var startsWidth = PackedNumbers.WidthOf((ulong)ordinals.Length);
        PackedNumbers.Write(file, starts, startsWidth);
        var ordinalsAt = file.Position;
        PackedNumbers.Write(file, ordinals, width);
        sections.Add(new(SectionKind.Keywords, name, startsWidth, startsAt, width, ordinalsAt, ordinals.Length));
    }

    /// <summary>Writes the numbers of a field by document.</summary>
    /// <param name="name">The field.</param>
    /// <param name="starts">For each document and for the end: where its numbers begin.</param>
    /// <param name="values">The numbers.</param>
    public void WriteNumbers(string name, ReadOnlySpan<int> starts, ReadOnlySpan<double> values)
    {
        var startsWidth = PackedNumbers.WidthOf((ulong)values.Length);
        var startsAt = file.Position;
        PackedNumbers.Write(file, starts, startsWidth);
        var valuesAt = file.Position;
        foreach (var value in values) file.WriteInt64(BitConverter.DoubleToInt64Bits(value));
        sections.Add(new(SectionKind.Numbers, name, startsWidth, startsAt, valuesAt, values.Length));
    }

    /// <summary>Writes values of stored fields, as <see cref="StoredFieldsWriter"/> makes them. All parts of them are written one after another.</summary>
    public void WriteStored(ReadOnlySpan<byte> data)
    {
        storedAt ??= file.Position;
        file.Write(data);
    }

    /// <summary>Ends the stored fields.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="starts">For each document and for the end: where its values begin in what was written of them.</param>
    public void FinishStored(IEnumerable<string> names, ReadOnlySpan<long> starts)
    {
        foreach (var name in names) sections.Add(new(SectionKind.StoredField, name));
        var width = PackedNumbers.WidthOf((ulong)starts[^1]);
        var startsAt = file.Position;
        PackedNumbers.Write(file, starts, width);
        sections.Add(new(SectionKind.Stored, "", width, startsAt, storedAt!.Value, starts[^1]));
    }

    /// <summary>Ends the segment.</summary>
    public void Finish()
    {
        var directory = file.Position;
        file.WriteVarint((ulong)docs);
        file.WriteVarint((ulong)sections.Count);
        foreach (var section in sections)
        {
            file.WriteByte((byte)section.Kind);
            file.WriteString(section.Name);
            file.WriteVarint((ulong)section.Values.Length);
            foreach (var value in section.Values) file.WriteVarint((ulong)value);
        }
        file.WriteInt64(directory);
        file.Finish(FileKind.Segment);
    }

    public void Dispose() => file.Dispose();

    private static bool HasAtMostOne(ReadOnlySpan<int> starts)
    {
        for (var i = 1; i < starts.Length; i++)
            if (starts[i] - starts[i - 1] > 1) return false;
        return true;
    }
}

/// <summary>Writes one inverted field, term by term in ascending order.</summary>
internal sealed class InvertedFieldWriter
{
    private readonly FileWriter file;
    private readonly byte[]? norms;
    private readonly Action<SegmentSection> report;
    private readonly PostingsWriter postings;
    private readonly TermDictionaryWriter terms;
    private long totalFrequency;

    internal InvertedFieldWriter(FileWriter file, byte[]? norms, Action<SegmentSection> report)
    {
        (this.file, this.norms, this.report) = (file, norms, report);
        postings = new PostingsWriter(file, norms);
        terms = new TermDictionaryWriter(norms is not null);
    }

    /// <summary>How many terms were written.</summary>
    public int TermCount => terms.Count;

    /// <summary>Adds a document to the current term.</summary>
    public void Add(int doc, ReadOnlySpan<int> positions) => postings.Add(doc, positions);

    /// <summary>Ends the current term; one without documents is left out.</summary>
    public void FinishTerm(ReadOnlySpan<byte> term)
    {
        if (postings.FinishTerm() is not { } entry) return;
        totalFrequency += entry.TotalFrequency;
        terms.Add(term, entry);
    }

    /// <summary>Ends the field.</summary>
    /// <param name="docs">How many documents have it.</param>
    public void Finish(int docs)
    {
        var normsAt = file.Position;
        if (norms is not null) file.Write(norms);
        var (blocks, starts) = terms.Finish(file);
        report(new(SectionKind.Terms, "", norms is null ? 0 : 1, docs, totalFrequency, terms.Count, normsAt, blocks, starts));
    }
}
