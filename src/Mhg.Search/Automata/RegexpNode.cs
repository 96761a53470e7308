using System.Globalization;

namespace Mhg.Search.Automata;

/// <summary>A part of a regular expression.</summary>
internal abstract class RegexpNode
{
    public static readonly RegexpNode EmptyText = new RegexpText([]);

    public static readonly RegexpNode AnyCharacter = new RegexpCharacters([(0, Nfa.LastCodePoint)]);

    public static readonly RegexpNode Nothing = new RegexpCharacters([]);

    /// <summary>
    /// Adds states to an automaton that take what the part matches, from a state on, and returns the state in which the
    /// part is complete. No transition is added that leads back into <paramref name="from"/>.
    /// </summary>
    public int AppendTo(Nfa nfa, int from)
    {
        // Also a part that adds no state costs something when it is repeated a million times.
        nfa.Effort.Spend(1);
        return Append(nfa, from);
    }

    protected abstract int Append(Nfa nfa, int from);
}

/// <summary>One code point after another.</summary>
internal sealed class RegexpText(int[] codePoints) : RegexpNode
{
    protected override int Append(Nfa nfa, int from) => nfa.Append(from, codePoints);
}

/// <summary>One code point of several ranges.</summary>
internal sealed class RegexpCharacters(IReadOnlyList<(int First, int Last)> ranges) : RegexpNode
{
    /// <summary>One code point outside the ranges.</summary>
    public static RegexpCharacters Except(IEnumerable<(int First, int Last)> ranges)
    {
        var gaps = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in ranges.Order())
        {
            if (first > next) gaps.Add((next, first - 1));
            next = Math.Max(next, last + 1);
        }
        if (next <= Nfa.LastCodePoint) gaps.Add((next, Nfa.LastCodePoint));
        return new(gaps);
    }

    protected override int Append(Nfa nfa, int from)
    {
        var to = nfa.AddState();
        foreach (var (first, last) in ranges) nfa.Add(from, first, last, to);
        return to;
    }
}

/// <summary>All parts one after another.</summary>
internal sealed class RegexpConcatenation(IReadOnlyList<RegexpNode> parts) : RegexpNode
{
    protected override int Append(Nfa nfa, int from) => parts.Aggregate(from, (state, part) => part.AppendTo(nfa, state));
}

/// <summary>Any one of the parts.</summary>
internal sealed class RegexpUnion(IReadOnlyList<RegexpNode> parts) : RegexpNode
{
    protected override int Append(Nfa nfa, int from)
    {
        var end = nfa.AddState();
        foreach (var part in parts) nfa.AddEmpty(part.AppendTo(nfa, from), end);
        return end;
    }
}

/// <summary>A part again and again.</summary>
/// <param name="part">The part.</param>
/// <param name="min">How often at least.</param>
/// <param name="max">How often at most, or null for any number. Less than <paramref name="min"/> matches nothing, as in Lucene.</param>
internal sealed class RegexpRepetition(RegexpNode part, int min, int? max) : RegexpNode
{
    protected override int Append(Nfa nfa, int from)
    {
        if (max < min) return nfa.AddState();
        var state = from;
        for (var i = 0; i < min; i++) state = part.AppendTo(nfa, state);
        var end = nfa.AddState();
        nfa.AddEmpty(state, end);
        if (max is null) nfa.AddEmpty(part.AppendTo(nfa, end), end);
        for (var i = min; i < max; i++)
        {
            state = part.AppendTo(nfa, state);
            nfa.AddEmpty(state, end);
        }
        return end;
    }
}

/// <summary>Every text that the part does not match: its deterministic automaton with accepting and other states exchanged.</summary>
internal sealed class RegexpComplement(RegexpNode part) : RegexpNode
{
    protected override int Append(Nfa nfa, int from)
    {
        var automaton = Automaton.Of(part, nfa.Effort);
        var end = nfa.AddState();
        var outside = nfa.AddState();
        nfa.AddAny(outside, outside);
        nfa.AddEmpty(outside, end);
        if (automaton.Start == Automaton.Dead)
        {
            nfa.AddEmpty(from, outside);
            return end;
        }
        // The automaton numbers its states from its first one on as they are found, and so does the list.
        var copies = new List<int> { nfa.AddState() };
        nfa.AddEmpty(from, copies[0]);
        for (var state = 0; state < copies.Count; state++)
        {
            var next = 0;
            foreach (var (first, last, to) in automaton.Ranges(state))
            {
                if (first > next) nfa.Add(copies[state], next, first - 1, outside);
                while (copies.Count <= to) copies.Add(nfa.AddState());
                nfa.Add(copies[state], first, last, copies[to]);
                next = last + 1;
            }
            if (next <= Nfa.LastCodePoint) nfa.Add(copies[state], next, Nfa.LastCodePoint, outside);
            if (!automaton.IsAccept(state)) nfa.AddEmpty(copies[state], end);
        }
        return end;
    }
}

/// <summary>What every one of the parts matches, by De Morgan's law: what none of their complements matches.</summary>
internal sealed class RegexpIntersection(IEnumerable<RegexpNode> parts) : RegexpNode
{
    private readonly RegexpComplement expression = new(new RegexpUnion([.. parts.Select(part => new RegexpComplement(part))]));

    protected override int Append(Nfa nfa, int from) => expression.AppendTo(nfa, from);
}

/// <summary>A decimal number between two others, both included.</summary>
/// <param name="min">The lower one.</param>
/// <param name="max">The upper one.</param>
/// <param name="digits">How many digits the number has with its leading zeros, or null for any number of leading zeros.</param>
internal sealed class RegexpInterval(int min, int max, int? digits) : RegexpNode
{
    protected override int Append(Nfa nfa, int from)
    {
        var end = nfa.AddState();
        if (digits is { } width)
        {
            Append(nfa, from, end, min.ToString($"D{width}", CultureInfo.InvariantCulture), max.ToString($"D{width}", CultureInfo.InvariantCulture));
            return end;
        }
        var start = nfa.AddState();
        nfa.AddEmpty(from, start);
        nfa.Add(start, '0', start);
        var (lower, upper) = (min.ToString(CultureInfo.InvariantCulture), max.ToString(CultureInfo.InvariantCulture));
        for (var length = lower.Length; length <= upper.Length; length++)
            Append(nfa, start, end, length == lower.Length ? lower : "1" + new string('0', length - 1), length == upper.Length ? upper : new string('9', length));
        return end;
    }

    /// <summary>Adds the numbers between two with as many digits.</summary>
    private static void Append(Nfa nfa, int from, int end, string lower, string upper)
    {
        // So far the number is the beginning of both bounds, of one of them, or lies between them, whatever follows.
        int? equal = from, low = null, high = null, between = null;
        for (var i = 0; i < lower.Length; i++)
        {
            var (first, last) = (lower[i], upper[i]);
            int? nextEqual = null, nextLow = null, nextHigh = null, nextBetween = null;
            if (equal is { } both && first == last) nfa.Add(both, first, nextEqual ??= nfa.AddState());
            else if (equal is { } parting)
            {
                nfa.Add(parting, first, nextLow ??= nfa.AddState());
                nfa.Add(parting, last, nextHigh ??= nfa.AddState());
                if (first + 1 < last) nfa.Add(parting, first + 1, last - 1, nextBetween ??= nfa.AddState());
            }
            if (low is { } above)
            {
                nfa.Add(above, first, nextLow ??= nfa.AddState());
                if (first < '9') nfa.Add(above, first + 1, '9', nextBetween ??= nfa.AddState());
            }
            if (high is { } below)
            {
                nfa.Add(below, last, nextHigh ??= nfa.AddState());
                if (last > '0') nfa.Add(below, '0', last - 1, nextBetween ??= nfa.AddState());
            }
            if (between is { } free) nfa.Add(free, '0', '9', nextBetween ??= nfa.AddState());
            (equal, low, high, between) = (nextEqual, nextLow, nextHigh, nextBetween);
        }
        foreach (var state in (int?[])[equal, low, high, between])
            if (state is { } last) nfa.AddEmpty(last, end);
    }
}
