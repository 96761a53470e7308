using System.Buffers;
using System.Text;
using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>Finds the terms of a field that a prefix, a pattern, a range or likeness stands for.</summary>
internal static class TermExpansion
{
    public static IEnumerable<int> StartingWith(InvertedField field, string start)
    {
        for (var term = field.Seek(start); term < field.Terms.Length && field.Terms[term].StartsWith(start, StringComparison.Ordinal); term++)
            yield return term;
    }

    public static IEnumerable<int> Between(InvertedField field, string? from, string? to, bool includeFrom, bool includeTo)
    {
        for (var term = from is null ? 0 : field.Seek(from); term < field.Terms.Length; term++)
        {
            if (!includeFrom && field.Terms[term] == from) continue;
            if (to is not null && CodePointOrder.Compare(field.Terms[term], to) is var order && (order > 0 || order == 0 && !includeTo)) yield break;
            yield return term;
        }
    }

    public static IEnumerable<int> EqualIgnoringCase(InvertedField field, string value)
    {
        for (var term = 0; term < field.Terms.Length; term++)
            if (field.Terms[term].Equals(value, StringComparison.OrdinalIgnoreCase)) yield return term;
    }

    public static IEnumerable<int> Matching(InvertedField field, WildcardPattern pattern)
    {
        foreach (var term in StartingWith(field, pattern.Start))
            if (pattern.Matches(field.Terms[term])) yield return term;
    }

    /// <summary>The documents that have any of the terms, or null when there is no term.</summary>
    public static FixedBitSet? Union(InvertedField field, int docs, IEnumerable<int> terms)
    {
        FixedBitSet? set = null;
        foreach (var term in terms)
        {
            set ??= new FixedBitSet(docs);
            foreach (var doc in field.Docs.AsSpan(field.Starts[term]..field.Starts[term + 1])) set.Set(doc);
        }
        return set;
    }
}

/// <summary>A pattern with ? for one character and * for any number.</summary>
internal sealed class WildcardPattern
{
    // Lone halves of characters can't stand in a pattern, so their values are free for the two signs.
    private const int AnyOne = -1;
    private const int AnyNumber = -2;

    private readonly int[] symbols;

    public WildcardPattern(string pattern)
    {
        var parsed = new List<int>();
        var start = new StringBuilder();
        var literal = true;
        for (var i = 0; i < pattern.Length;)
        {
            if (pattern[i] is '*' or '?')
            {
                literal = false;
                parsed.Add(pattern[i++] == '*' ? AnyNumber : AnyOne);
                continue;
            }
            if (pattern[i] == '\\' && i + 1 < pattern.Length) i++;
            var length = char.IsSurrogatePair(pattern, Math.Min(i, pattern.Length - 1)) ? 2 : 1;
            parsed.Add(length == 2 ? char.ConvertToUtf32(pattern[i], pattern[i + 1]) : pattern[i]);
            if (literal) start.Append(pattern, i, length);
            i += length;
        }
        symbols = [.. parsed];
        Start = start.ToString();
    }

    /// <summary>What stands before the first sign.</summary>
    public string Start { get; }

    public bool Matches(ReadOnlySpan<char> term)
    {
        // After a failure only the last * needs to take one more character, so the time is at most the product of the lengths.
        int at = 0, symbol = 0, starSymbol = -1, starAt = 0;
        while (at < term.Length)
        {
            var units = Next(term[at..], out var c);
            if (symbol < symbols.Length && symbols[symbol] == AnyNumber)
            {
                starSymbol = symbol++;
                starAt = at;
            }
            else if (symbol < symbols.Length && (symbols[symbol] == AnyOne || symbols[symbol] == c))
            {
                symbol++;
                at += units;
            }
            else if (starSymbol >= 0)
            {
                starAt += Next(term[starAt..], out _);
                at = starAt;
                symbol = starSymbol + 1;
            }
            else return false;
        }
        while (symbol < symbols.Length && symbols[symbol] == AnyNumber) symbol++;
        return symbol == symbols.Length;
    }

    private static int Next(ReadOnlySpan<char> text, out int c)
    {
        if (!char.IsSurrogate(text[0]) || Rune.DecodeFromUtf16(text, out var rune, out var units) != OperationStatus.Done)
        {
            c = text[0];
            return 1;
        }
        c = rune.Value;
        return units;
    }
}
