namespace Mhg.Search.Indexing;

/// <summary>Gathers the tokens of one field in order of arrival and sorts them by term at the end.</summary>
/// <param name="isText">Whether tokens have positions and lengths count.</param>
internal sealed class InvertedFieldBuilder(bool isText)
{
    // Values of one field are kept apart, so that no phrase runs from one into the next.
    private const int GapBetweenValues = 100;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> terms = [];
    private readonly List<(int Term, int Doc, int Position)> occurrences = [];
    private readonly List<byte> norms = [];
    private int docCount;

    public int TokenCount => occurrences.Count;

    public void Add(int doc, TextField field, IReadOnlyList<string> values)
    {
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var before = occurrences.Count;
        var offset = 0;
        foreach (var value in values)
        {
            var last = -1;
            field.Analyzer.Analyze(value, (term, position, _, _) =>
            {
                if (!lookup.TryGetValue(term, out var number)) number = Number(term.ToString());
                last = offset + position;
                occurrences.Add((number, doc, last));
            });
            if (last >= 0) offset = last + GapBetweenValues;
        }
        Close(doc, occurrences.Count - before);
    }

    public void Add(int doc, IReadOnlyList<string> values)
    {
        var before = occurrences.Count;
        foreach (var value in values.Distinct(StringComparer.Ordinal))
            occurrences.Add((numbers.TryGetValue(value, out var number) ? number : Number(value), doc, 0));
        Close(doc, occurrences.Count - before);
    }

    public InvertedField Build(int docs)
    {
        var sorted = terms.ToArray();
        Array.Sort(sorted, CodePointOrder.Comparer);
        var ranks = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++) ranks[numbers[sorted[i]]] = i;

        // Two stable counting sorts in one: tokens arrive by document and position, so that grouping them by term
        // leaves each term's tokens in the order that postings need.
        var tokenStarts = new int[sorted.Length + 1];
        foreach (var (term, _, _) in occurrences) tokenStarts[ranks[term] + 1]++;
        for (var i = 0; i < sorted.Length; i++) tokenStarts[i + 1] += tokenStarts[i];
        var tokenDocs = new int[occurrences.Count];
        var positions = new int[occurrences.Count];
        var next = tokenStarts[..^1];
        foreach (var (term, doc, position) in occurrences)
        {
            var at = next[ranks[term]]++;
            tokenDocs[at] = doc;
            positions[at] = position;
        }

        var starts = new int[sorted.Length + 1];
        var postingDocs = new List<int>(tokenDocs.Length);
        var positionStarts = new List<int>(tokenDocs.Length + 1);
        for (var term = 0; term < sorted.Length; term++)
        {
            for (var i = tokenStarts[term]; i < tokenStarts[term + 1]; i++)
            {
                if (i > tokenStarts[term] && tokenDocs[i] == tokenDocs[i - 1]) continue;
                postingDocs.Add(tokenDocs[i]);
                positionStarts.Add(i);
            }
            starts[term + 1] = postingDocs.Count;
        }
        positionStarts.Add(tokenDocs.Length);

        var lengths = new byte[docs];
        norms.CopyTo(lengths);
        return new InvertedField
        {
            Terms = sorted,
            Starts = starts,
            Docs = [.. postingDocs],
            PositionStarts = isText ? [.. positionStarts] : null,
            Positions = isText ? positions : null,
            Norms = isText ? lengths : null,
            DocCount = docCount,
        };
    }

    private int Number(string term)
    {
        terms.Add(term);
        numbers.Add(term, terms.Count - 1);
        return terms.Count - 1;
    }

    private void Close(int doc, int length)
    {
        if (length == 0) return;
        docCount++;
        if (!isText) return;
        while (norms.Count < doc) norms.Add(0);
        norms.Add(FieldLength.Encode(length));
    }
}
