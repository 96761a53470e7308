using System.Text;
using Mhg.Search.Store;

namespace Mhg.Search.Indexing;

/// <summary>Gathers the tokens of one field in order of arrival and sorts them by term at the end.</summary>
/// <param name="isText">Whether tokens have positions and lengths count.</param>
internal sealed class InvertedFieldBuilder(bool isText)
{
    // Values of one field are kept apart, so that no phrase runs from one into the next.
    private const int GapBetweenValues = 100;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> terms = [];
    private readonly List<int> tokenTerms = [];
    private readonly List<int> tokenPositions = [];
    private readonly List<(int Doc, int End)> documents = [];

    public int TokenCount => tokenTerms.Count;

    public void Add(int doc, TextField field, IReadOnlyList<string> values)
    {
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var offset = 0;
        try
        {
            foreach (var value in values)
            {
                var last = -1;
                field.Analyzer.Analyze(value, (term, position, _, _) =>
                {
                    if (!lookup.TryGetValue(term, out var number)) number = Number(term.ToString());
                    last = offset + position;
                    tokenTerms.Add(number);
                    tokenPositions.Add(last);
                });
                if (last >= 0) offset = last + GapBetweenValues;
            }
        }
        finally
        {
            // What an analyzer has told before it throws is not the next document's.
            Close(doc);
        }
    }

    public void Add(int doc, IReadOnlyList<string> values)
    {
        tokenTerms.AddRange(values.Select(value => numbers.TryGetValue(value, out var number) ? number : Number(value)).Distinct());
        Close(doc);
    }

    public void Write(SegmentWriter segment, string name, int docs)
    {
        var sorted = terms.ToArray();
        Array.Sort(sorted, CodePointOrder.Comparer);
        var ranks = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++) ranks[numbers[sorted[i]]] = i;

        // A stable counting sort: tokens arrive by document and position, so that grouping them by term leaves each
        // term's tokens in the order that postings need.
        // They are copied, so that what could not be written (the disk was full) can be written later.
        var tokens = tokenTerms.ToArray();
        var ends = new int[sorted.Length];
        foreach (ref var term in tokens.AsSpan()) ends[term = ranks[term]]++;
        for (int i = 0, start = 0; i < ends.Length; i++) (ends[i], start) = (start, start + ends[i]);
        var tokenDocs = new int[tokens.Length];
        var positions = isText ? new int[tokens.Length] : [];
        var token = 0;
        foreach (var (doc, end) in documents)
        {
            for (; token < end; token++)
            {
                var at = ends[tokens[token]]++;
                tokenDocs[at] = doc;
                if (isText) positions[at] = tokenPositions[token];
            }
        }

        var norms = isText ? Norms(docs) : null;
        var field = segment.StartField(name, norms);
        Span<byte> utf8 = new byte[64];
        var first = 0;
        for (var term = 0; term < sorted.Length; term++)
        {
            while (first < ends[term])
            {
                var next = first + 1;
                while (next < ends[term] && tokenDocs[next] == tokenDocs[first]) next++;
                field.Add(tokenDocs[first], isText ? positions.AsSpan(first..next) : default);
                first = next;
            }
            if (utf8.Length < 3 * sorted[term].Length) utf8 = new byte[6 * sorted[term].Length];
            field.FinishTerm(utf8[..Encoding.UTF8.GetBytes(sorted[term], utf8)]);
        }
        field.Finish(documents.Count);
        if (!isText) WriteColumn(segment, name, docs, tokens, sorted.Length);
    }

    /// <summary>Writes the terms by document.</summary>
    private void WriteColumn(SegmentWriter segment, string name, int docs, Span<int> tokens, int termCount)
    {
        var starts = new int[docs + 1];
        var before = 0;
        foreach (var (doc, end) in documents)
        {
            tokens[before..end].Sort();
            starts[doc + 1] = end - before;
            before = end;
        }
        for (var doc = 0; doc < docs; doc++) starts[doc + 1] += starts[doc];
        segment.WriteKeywords(name, starts, tokens, termCount);
    }

    private byte[] Norms(int docs)
    {
        var norms = new byte[docs];
        var before = 0;
        foreach (var (doc, end) in documents)
        {
            norms[doc] = FieldLength.Encode(end - before);
            before = end;
        }
        return norms;
    }

    private int Number(string term)
    {
        // Terms are kept in UTF-8, where any half of a character is U+FFFD: such terms are one.
        var kept = term.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(term)) : term;
        if (kept != term && numbers.TryGetValue(kept, out var number))
        {
            numbers.Add(term, number);
            return number;
        }
        terms.Add(kept);
        numbers[kept] = numbers[term] = terms.Count - 1;
        return terms.Count - 1;
    }

    private void Close(int doc)
    {
        if (tokenTerms.Count > (documents.Count == 0 ? 0 : documents[^1].End)) documents.Add((doc, tokenTerms.Count));
    }
}
