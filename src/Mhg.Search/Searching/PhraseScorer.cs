using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>Documents in which terms stand as in a phrase; how often they do is the frequency that is scored.</summary>
internal sealed class PhraseScorer : Scorer
{
    private readonly ConjunctionScorer all;
    private readonly TermScorer lead;
    private readonly PhraseMatcher matcher;
    private readonly Bm25? similarity;
    private float frequency;

    public PhraseScorer(TermScorer[] terms, int[] offsets, int[] identities, int slop, Bm25? similarity)
    {
        all = new ConjunctionScorer(terms, []);
        lead = terms[0];
        matcher = slop == 0 ? new ExactPhraseMatcher(terms, offsets) : new SloppyPhraseMatcher(terms, offsets, identities, slop);
        this.similarity = similarity;
    }

    public override int Doc => all.Doc;

    public override int Cost => all.Cost;

    public override int Next() => Pass(all.Next());

    public override int Advance(int target) => Pass(all.Advance(target));

    public override float Score() => similarity?.Score(frequency, lead.Norm) ?? 0;

    private int Pass(int doc)
    {
        while (doc != End && (frequency = matcher.Frequency()) == 0) doc = all.Next();
        return doc;
    }
}

/// <summary>Tells how often a phrase occurs in the document at which its terms stand.</summary>
internal abstract class PhraseMatcher
{
    public abstract float Frequency();
}

/// <summary>Every term exactly at its place.</summary>
internal sealed class ExactPhraseMatcher(TermScorer[] terms, int[] offsets) : PhraseMatcher
{
    private readonly int[] next = new int[terms.Length];

    public override float Frequency()
    {
        Array.Clear(next);
        var count = 0;
        foreach (var position in terms[0].Positions)
        {
            var start = position - offsets[0];
            var matches = true;
            for (var i = 1; i < terms.Length && matches; i++)
            {
                var positions = terms[i].Positions;
                while (next[i] < positions.Length && positions[next[i]] - offsets[i] < start) next[i]++;
                if (next[i] == positions.Length) return count;
                matches = positions[next[i]] - offsets[i] == start;
            }
            if (matches) count++;
        }
        return count;
    }
}

/// <summary>
/// Terms near their places. Every match adds 1 / (1 + the distance by which the terms are moved in all). Matches are
/// found as by Lucene: the term that stands first (relative to its place) moves on until it has passed the next one.
/// Terms that a phrase repeats may not stand on one another.
/// </summary>
internal sealed class SloppyPhraseMatcher : PhraseMatcher
{
    private sealed class Cursor(TermScorer term, int offset, int ordinal)
    {
        private int next;

        public int Ordinal => ordinal;

        public int Offset => offset;

        /// <summary>The position relative to the place in the phrase: equal for all terms of an exact match.</summary>
        public int Position { get; private set; }

        public int TruePosition => Position + offset;

        public Cursor[]? Repeats { get; set; }

        public void Reset()
        {
            next = 0;
            MoveNext();
        }

        public bool MoveNext()
        {
            var positions = term.Positions;
            if (next == positions.Length) return false;
            Position = positions[next++] - offset;
            return true;
        }
    }

    private readonly Cursor[] cursors;
    private readonly Cursor[][] repeats;
    private readonly int slop;
    private readonly PriorityQueue<Cursor, (int Position, int Offset, int Ordinal)> queue = new();
    private int end;

    public SloppyPhraseMatcher(TermScorer[] terms, int[] offsets, int[] identities, int slop)
    {
        this.slop = slop;
        cursors = [.. terms.Select((term, i) => new Cursor(term, offsets[i], i))];
        repeats = [.. cursors.GroupBy(cursor => identities[cursor.Ordinal]).Where(group => group.Count() > 1)
            .Select(group => group.OrderBy(cursor => cursor.Offset).ToArray())];
        foreach (var group in repeats)
            foreach (var cursor in group) cursor.Repeats = group;
    }

    public override float Frequency()
    {
        if (!Place()) return 0;
        var frequency = 0f;
        var first = queue.Dequeue();
        var distance = end - first.Position;
        var next = queue.Peek().Position;
        while (Move(first) && Separate(first))
        {
            if (first.Position > next)
            {
                Enqueue(first);
                if (distance <= slop) frequency += 1f / (1 + distance);
                first = queue.Dequeue();
                next = queue.Peek().Position;
                distance = end - first.Position;
            }
            else
            {
                distance = Math.Min(distance, end - first.Position);
            }
        }
        return distance <= slop ? frequency + 1f / (1 + distance) : frequency;
    }

    private bool Place()
    {
        foreach (var cursor in cursors) cursor.Reset();
        // The second of a repeated term starts at its second position, and so on.
        foreach (var group in repeats)
            for (var i = 1; i < group.Length; i++)
                for (var step = 0; step < i; step++)
                    if (!group[i].MoveNext()) return false;
        queue.Clear();
        end = int.MinValue;
        foreach (var cursor in cursors)
        {
            end = Math.Max(end, cursor.Position);
            Enqueue(cursor);
        }
        return true;
    }

    private bool Move(Cursor cursor)
    {
        if (!cursor.MoveNext()) return false;
        end = Math.Max(end, cursor.Position);
        return true;
    }

    private bool Separate(Cursor moved)
    {
        if (moved.Repeats is not { } group) return true;
        var others = false;
        var current = moved;
        while (Array.Find(group, other => other != current && other.TruePosition == current.TruePosition) is { } collided)
        {
            current = Before(current, collided) ? current : collided;
            if (!Move(current)) return false;
            others |= current != moved;
        }
        if (!others) return true;
        // Their places in the queue are out of date.
        queue.Clear();
        foreach (var cursor in cursors)
            if (cursor != moved) Enqueue(cursor);
        return true;
    }

    private static bool Before(Cursor x, Cursor y) => (x.Position, x.Offset).CompareTo((y.Position, y.Offset)) < 0;

    private void Enqueue(Cursor cursor) => queue.Enqueue(cursor, (cursor.Position, cursor.Offset, cursor.Ordinal));
}
