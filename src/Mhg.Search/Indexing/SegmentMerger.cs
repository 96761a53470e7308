using Mhg.Search.Store;

namespace Mhg.Search.Indexing;

/// <summary>Makes one segment of several, leaving out what was deleted and keeping the order of documents.</summary>
internal sealed class SegmentMerger
{
    private readonly SegmentReader[] inputs;
    private readonly int docs;

    private SegmentMerger(SegmentReader[] inputs)
    {
        this.inputs = inputs;
        NewNumbers = new int[inputs.Length][];
        for (var i = 0; i < inputs.Length; i++)
        {
            var (segment, live) = inputs[i];
            NewNumbers[i] = new int[segment.DocCount];
            for (var doc = 0; doc < segment.DocCount; doc++) NewNumbers[i][doc] = live[doc] ? docs++ : -1;
        }
    }

    /// <summary>For each input, the new number of each document (-1 when it is gone).</summary>
    private int[][] NewNumbers { get; }

    /// <summary>Writes the merged segment, and tells for each input the new number of each document (-1 when it is gone).</summary>
    public static int[][] Merge(SegmentReader[] inputs, string path)
    {
        var merger = new SegmentMerger(inputs);
        using var segment = new SegmentWriter(path, merger.docs);
        foreach (var name in merger.Names(input => input.Inverted.Keys)) merger.MergeField(name, segment);
        foreach (var name in merger.Names(input => input.NumberNames)) merger.MergeNumbers(name, segment);
        merger.MergeStored(segment);
        segment.Finish();
        return merger.NewNumbers;
    }

    private IEnumerable<string> Names(Func<Segment, IEnumerable<string>> of) =>
        inputs.SelectMany(input => of(input.Segment)).Distinct(StringComparer.Ordinal);

    private void MergeField(string name, SegmentWriter segment)
    {
        var fields = inputs.Select(input => input.Segment.Inverted.GetValueOrDefault(name)).ToArray();
        var isText = fields.First(field => field is not null)!.HasPositions;
        var norms = isText ? MergeNorms(fields) : null;
        var writer = segment.StartField(name, norms);
        var seen = new FixedBitSet(docs);
        // For each input the new number of each term, for the column of a keyword field.
        var newTerms = fields.Select(field => isText || field is null ? [] : new int[field.Terms.Count]).ToArray();

        // Terms come out in order because the queue always gives the least one, and equal terms by segment.
        var cursors = fields.Select(field => field is null ? null : new TermCursor(field.Terms)).ToArray();
        var queue = new PriorityQueue<int, int>(Comparer<int>.Create((x, y) =>
            cursors[x]!.Term.SequenceCompareTo(cursors[y]!.Term) is var order && order != 0 ? order : x - y));
        for (var i = 0; i < cursors.Length; i++)
            if (cursors[i]?.MoveNext() == true) queue.Enqueue(i, i);
        var postings = new Postings();
        var term = Array.Empty<byte>();
        while (queue.Count > 0)
        {
            term = cursors[queue.Peek()]!.Term.ToArray();
            while (queue.TryPeek(out var input, out _) && cursors[input]!.Term.SequenceEqual(term))
            {
                queue.Dequeue();
                if (!isText) newTerms[input][cursors[input]!.Number] = writer.TermCount;
                fields[input]!.Open(postings, cursors[input]!.Postings);
                var numbers = NewNumbers[input];
                for (var block = 0; block < postings.BlockCount; block++)
                {
                    postings.Load(block);
                    for (; postings.Index < postings.Docs.Length; postings.Index++)
                    {
                        var doc = numbers[postings.Doc];
                        if (doc < 0) continue;
                        if (isText) postings.ReadPositions();
                        writer.Add(doc, isText ? postings.Positions : default);
                        seen.Set(doc);
                    }
                }
                if (cursors[input]!.MoveNext()) queue.Enqueue(input, input);
            }
            writer.FinishTerm(term);
        }
        writer.Finish(seen.Count());
        if (!isText) MergeKeywords(name, segment, newTerms, writer.TermCount);
    }

    private byte[] MergeNorms(InvertedField?[] fields)
    {
        var norms = new byte[docs];
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i] is not { } field) continue;
            var source = field.Norms;
            for (var doc = 0; doc < source.Length; doc++)
                if (NewNumbers[i][doc] is >= 0 and var number) norms[number] = source[doc];
        }
        return norms;
    }

    private void MergeKeywords(string name, SegmentWriter segment, int[][] newTerms, int termCount)
    {
        var starts = new List<int>(docs + 1) { 0 };
        var ordinals = new List<int>();
        for (var i = 0; i < inputs.Length; i++)
        {
            var column = inputs[i].Segment.Keywords(name);
            for (var doc = 0; doc < NewNumbers[i].Length; doc++)
            {
                if (NewNumbers[i][doc] < 0) continue;
                if (column is not null)
                {
                    var (start, end) = column.Of(doc);
                    for (var place = start; place < end; place++) ordinals.Add(newTerms[i][column.At(place)]);
                }
                starts.Add(ordinals.Count);
            }
        }
        segment.WriteKeywords(name, starts.ToArray(), ordinals.ToArray(), termCount);
    }

    private void MergeNumbers(string name, SegmentWriter segment)
    {
        var merged = new NumberColumnBuilder();
        var values = new List<double>();
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Segment.Numbers(name) is not { } column) continue;
            for (var doc = 0; doc < NewNumbers[i].Length; doc++)
            {
                if (NewNumbers[i][doc] < 0) continue;
                var (start, end) = column.Of(doc);
                values.Clear();
                for (var place = start; place < end; place++) values.Add(column.At(place));
                merged.Add(NewNumbers[i][doc], values.ToArray());
            }
        }
        merged.Write(segment, name, docs);
    }

    private void MergeStored(SegmentWriter segment)
    {
        if (inputs.All(input => input.Segment.StoredNames.Count == 0)) return;
        var merged = new StoredFieldsWriter();
        for (var i = 0; i < inputs.Length; i++)
        {
            for (var doc = 0; doc < NewNumbers[i].Length; doc++)
            {
                if (NewNumbers[i][doc] < 0) continue;
                merged.Add(inputs[i].Segment.Stored(doc));
                merged.Spill(segment);
            }
        }
        merged.Finish(segment);
    }
}
