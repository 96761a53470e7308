namespace Mhg.Search.Indexing;

/// <summary>Makes one segment of several, leaving out what was deleted and keeping the order of documents.</summary>
internal static class SegmentMerger
{
    /// <summary>The merged segment and, for each input, the new number of each document (-1 when it is gone).</summary>
    public static (Segment Segment, int[][] NewNumbers) Merge(SegmentReader[] inputs)
    {
        var newNumbers = new int[inputs.Length][];
        var stored = new List<StoredDocument>();
        for (var i = 0; i < inputs.Length; i++)
        {
            var (segment, live) = inputs[i];
            newNumbers[i] = new int[segment.DocCount];
            for (var doc = 0; doc < segment.DocCount; doc++)
            {
                newNumbers[i][doc] = live[doc] ? stored.Count : -1;
                if (live[doc]) stored.Add(segment.Stored[doc]);
            }
        }

        var inverted = inputs.SelectMany(input => input.Segment.Inverted.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => MergeField(name, inputs, newNumbers, stored.Count));
        var numbers = inputs.SelectMany(input => input.Segment.Numbers.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => MergeColumn(name, inputs, newNumbers, stored.Count));
        return (new Segment(stored.Count, inverted, numbers, [.. stored]), newNumbers);
    }

    private static NumberColumn MergeColumn(string name, SegmentReader[] inputs, int[][] newNumbers, int docs)
    {
        var column = new NumberColumnBuilder();
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Segment.Numbers.TryGetValue(name, out var source)) continue;
            for (var doc = 0; doc < newNumbers[i].Length; doc++)
                if (newNumbers[i][doc] >= 0) column.Add(newNumbers[i][doc], source.Of(doc));
        }
        return column.Build(docs);
    }

    private static InvertedField MergeField(string name, SegmentReader[] inputs, int[][] newNumbers, int docs)
    {
        var sources = new List<(InvertedField Field, int[] NewNumbers)>();
        for (var i = 0; i < inputs.Length; i++)
            if (inputs[i].Segment.Inverted.TryGetValue(name, out var field)) sources.Add((field, newNumbers[i]));
        var isText = sources[0].Field.Norms is not null;

        var terms = new List<string>();
        var starts = new List<int> { 0 };
        var postings = new List<int>();
        var positionStarts = new List<int> { 0 };
        var positions = new List<int>();
        var seen = new FixedBitSet(docs);

        // Terms come out in order because the queue always gives the least one, and equal terms by segment.
        var queue = new PriorityQueue<(int Source, int Term), (string Term, int Source)>(
            Comparer<(string Term, int Source)>.Create((x, y) => CodePointOrder.Compare(x.Term, y.Term) is var c && c != 0 ? c : x.Source - y.Source));
        for (var i = 0; i < sources.Count; i++)
            if (sources[i].Field.Terms.Length > 0) queue.Enqueue((i, 0), (sources[i].Field.Terms[0], i));
        while (queue.Count > 0)
        {
            var term = sources[queue.Peek().Source].Field.Terms[queue.Peek().Term];
            while (queue.TryPeek(out var next, out var key) && key.Term == term)
            {
                queue.Dequeue();
                var (field, numbers) = sources[next.Source];
                for (var p = field.Starts[next.Term]; p < field.Starts[next.Term + 1]; p++)
                {
                    var doc = numbers[field.Docs[p]];
                    if (doc < 0) continue;
                    postings.Add(doc);
                    seen.Set(doc);
                    if (!isText) continue;
                    positions.AddRange(field.Positions.AsSpan(field.PositionStarts![p]..field.PositionStarts[p + 1]));
                    positionStarts.Add(positions.Count);
                }
                if (next.Term + 1 < field.Terms.Length)
                    queue.Enqueue((next.Source, next.Term + 1), (field.Terms[next.Term + 1], next.Source));
            }
            if (postings.Count == starts[^1]) continue;
            terms.Add(term);
            starts.Add(postings.Count);
        }

        byte[]? norms = null;
        if (isText)
        {
            norms = new byte[docs];
            foreach (var (field, numbers) in sources)
                for (var doc = 0; doc < numbers.Length; doc++)
                    if (numbers[doc] >= 0) norms[numbers[doc]] = field.Norms![doc];
        }
        return new InvertedField
        {
            Terms = [.. terms],
            Starts = [.. starts],
            Docs = [.. postings],
            PositionStarts = isText ? [.. positionStarts] : null,
            Positions = isText ? [.. positions] : null,
            Norms = norms,
            DocCount = seen.Count(),
        };
    }
}
