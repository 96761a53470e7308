using System.Numerics;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>Documents in which terms stand as in a phrase; how often they do is the frequency that is scored.</summary>
internal sealed class PhraseScorer : Scorer
{
    private readonly InvertedField field;
    private readonly Postings[] terms;
    private readonly Postings[] byCost;
    private readonly PhraseMatcher matcher;
    private readonly bool isExact;
    private readonly Bm25? similarity;
    private readonly TermBounds[] bounds;

    /// <param name="field">A text field.</param>
    /// <param name="entries">The terms' postings in the order of the phrase.</param>
    /// <param name="offsets">The place of each term in the phrase.</param>
    /// <param name="identities">For each term the first one that is the same.</param>
    /// <param name="slop">How far terms may be moved in all.</param>
    /// <param name="similarity">Scores the documents; null where no score is asked for.</param>
    /// <param name="buffers">What the search has for use.</param>
    public PhraseScorer(InvertedField field, PostingsEntry[] entries, int[] offsets, int[] identities, int slop, Bm25? similarity, SearchBuffers buffers)
    {
        (this.field, this.similarity) = (field, similarity);
        terms = new Postings[entries.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = buffers.Postings();
            field.Open(terms[i], entries[i]);
        }
        byCost = [.. terms];
        Array.Sort(byCost, static (x, y) => x.DocFrequency.CompareTo(y.DocFrequency));
        bounds = similarity is null ? [] : [.. terms.Select(term => new TermBounds(term, field, similarity))];
        isExact = slop == 0;
        matcher = isExact ? new ExactPhraseMatcher(terms, offsets) : new SloppyPhraseMatcher(terms, offsets, identities, slop);
    }

    public override int Cost => byCost[0].DocFrequency;

    public override float Bound(int start, int end)
    {
        if (similarity is null) return 0;
        // An exact phrase occurs no more often than each of its terms; near one another terms may count several times.
        var (least, sum) = (similarity.Limit, 0f);
        foreach (var term in bounds)
        {
            var bound = term.Between(start, end);
            least = Math.Min(least, bound);
            sum += bound;
        }
        return isExact ? least : Math.Min(Sum(sum), similarity.Limit);
    }

    public override void Collect(Window window, float needed)
    {
        for (var doc = Align(window.Start); doc < window.End; doc = Align(doc + 1))
        {
            if (needed >= 0 && IsOutdone(MostOfCurrent(doc), needed)) continue;
            if (matcher.Frequency() is > 0 and var frequency) window.Add(doc, similarity?.Score(frequency, field.Norms[doc]) ?? 0);
        }
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        for (var word = 0; word < matches.Length; word++)
        {
            for (var bits = window.Matches[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * 64 + BitOperations.TrailingZeroCount(bits);
                var doc = window.Start + i;
                if (Align(doc) != doc || matcher.Frequency() is not (> 0 and var frequency)) continue;
                matches[word] |= 1UL << i;
                if (similarity is not null) window.Scores[i] += similarity.Score(frequency, field.Norms[doc]);
            }
        }
    }

    /// <summary>How often the phrase occurs in a document, which lies behind all that were asked for before; null where a term is missing.</summary>
    public float? FrequencyIn(int doc) => Align(doc) == doc ? matcher.Frequency() : null;

    /// <summary>Brings all terms to the first document from <paramref name="target"/> on that has all of them.</summary>
    private int Align(int target)
    {
        var doc = byCost[0].Advance(target);
        for (var i = 1; i < byCost.Length && doc != Postings.End;)
        {
            var other = byCost[i].Advance(doc);
            if (other == doc) i++;
            else
            {
                doc = byCost[0].Advance(other);
                i = 1;
            }
        }
        return doc;
    }

    /// <summary>The greatest score that the phrase can have in the current document, whatever the positions.</summary>
    private float MostOfCurrent(int doc)
    {
        var (least, sum) = (int.MaxValue, 0);
        foreach (var term in terms)
        {
            least = Math.Min(least, term.Frequency);
            sum += term.Frequency;
        }
        return similarity!.Score(isExact ? least : sum, field.Norms[doc]);
    }
}

/// <summary>Tells how often a phrase occurs in the document at which its terms stand.</summary>
internal abstract class PhraseMatcher
{
    public abstract float Frequency();
}

/// <summary>Every term exactly at its place.</summary>
internal sealed class ExactPhraseMatcher(Postings[] terms, int[] offsets) : PhraseMatcher
{
    private readonly int[] next = new int[terms.Length];

    public override float Frequency()
    {
        Array.Clear(next);
        foreach (var term in terms) term.ReadPositions();
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
    private sealed class Cursor(Postings term, int offset, int ordinal)
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
            term.ReadPositions();
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
    private int end;

    public SloppyPhraseMatcher(Postings[] terms, int[] offsets, int[] identities, int slop)
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
        var first = First(null)!;
        var next = First(first)!.Position;
        var distance = end - first.Position;
        while (Move(first) && Separate(first))
        {
            if (first.Position > next)
            {
                if (distance <= slop) frequency += 1f / (1 + distance);
                first = First(null)!;
                next = First(first)!.Position;
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
        end = int.MinValue;
        foreach (var cursor in cursors) end = Math.Max(end, cursor.Position);
        return true;
    }

    /// <summary>The cursor that stands first, but for one.</summary>
    private Cursor? First(Cursor? except)
    {
        Cursor? first = null;
        foreach (var cursor in cursors)
            if (cursor != except && (first is null || IsBefore(cursor, first))) first = cursor;
        return first;
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
        var current = moved;
        while (Array.Find(group, other => other != current && other.TruePosition == current.TruePosition) is { } collided)
        {
            current = (current.Position, current.Offset).CompareTo((collided.Position, collided.Offset)) < 0 ? current : collided;
            if (!Move(current)) return false;
        }
        return true;
    }

    private static bool IsBefore(Cursor x, Cursor y) =>
        x.Position != y.Position ? x.Position < y.Position : x.Offset != y.Offset ? x.Offset < y.Offset : x.Ordinal < y.Ordinal;
}
