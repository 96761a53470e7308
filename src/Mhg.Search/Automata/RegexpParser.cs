using System.Globalization;
using System.Text;
using Mhg.Search.Queries;

namespace Mhg.Search.Automata;

/// <summary>
/// Reads a regular expression in the syntax of Lucene 8's RegExp with all its operators (RegExp.ALL), by recursive descent:
/// <c>a|b a&amp;b ab a? a* a+ a{2} a{2,} a{2,5} ~a [a-c] [^a] . # @ "text" () (a) &lt;1-31&gt; \a</c>. Where an operand is
/// missing, a sign stands for itself as in Lucene: <c>|a</c> is the text "|a".
/// </summary>
internal sealed class RegexpParser
{
    // Far above what a person writes, far below what the stack holds.
    private const int MaxDepth = 100;

    private readonly string pattern;
    private int position;
    private int depth;

    private RegexpParser(string pattern) => this.pattern = pattern;

    /// <exception cref="RegexpSyntaxException">The pattern can't be read.</exception>
    public static RegexpNode Parse(string pattern)
    {
        if (pattern.Length == 0) return RegexpNode.EmptyText;
        var parser = new RegexpParser(pattern);
        var expression = parser.Union();
        return parser.position == pattern.Length ? expression
            : throw parser.Error("There is a “)” in the pattern without a “(” before it. Put “\\” before it to search for the sign itself.");
    }

    private RegexpNode Union()
    {
        if (++depth > MaxDepth) throw Error($"The pattern has more than {MaxDepth} groups inside one another.");
        var alternatives = new List<RegexpNode> { Intersection() };
        while (Accept('|')) alternatives.Add(Intersection());
        depth--;
        return alternatives is [var only] ? only : new RegexpUnion(alternatives);
    }

    private RegexpNode Intersection()
    {
        var parts = new List<RegexpNode> { Concatenation() };
        while (Accept('&')) parts.Add(Concatenation());
        return parts is [var only] ? only : new RegexpIntersection(parts);
    }

    private RegexpNode Concatenation()
    {
        var parts = new List<RegexpNode> { Repetition() };
        while (position < pattern.Length && pattern[position] is not (')' or '|' or '&')) parts.Add(Repetition());
        return parts is [var only] ? only : new RegexpConcatenation(parts);
    }

    private RegexpNode Repetition()
    {
        var node = Complement();
        for (var repetitions = 0; position < pattern.Length && pattern[position] is '?' or '*' or '+' or '{'; repetitions++)
        {
            if (repetitions == MaxDepth) throw Error($"The pattern has more than {MaxDepth} signs of repetition side by side.");
            node = pattern[position++] switch
            {
                '?' => new RegexpRepetition(node, 0, 1),
                '*' => new RegexpRepetition(node, 0, null),
                '+' => new RegexpRepetition(node, 1, null),
                _ => Counted(node),
            };
        }
        return node;
    }

    private RegexpRepetition Counted(RegexpNode node)
    {
        var opening = position - 1;
        var min = Count() ?? throw NotCounted();
        int? max = min;
        if (Accept(',')) max = Count();
        return Accept('}') ? new RegexpRepetition(node, min, max) : throw NotCounted();

        int? Count()
        {
            var start = position;
            while (position < pattern.Length && char.IsAsciiDigit(pattern[position])) position++;
            if (start == position) return null;
            return int.TryParse(pattern.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw NotCounted();
        }

        RegexpSyntaxException NotCounted() => new("In a pattern “{” is followed by how often and by “}”, such as {2}, {2,} or {2,5}. Put “\\” before it to search for the sign itself.", opening);
    }

    private RegexpNode Complement()
    {
        if (!Accept('~')) return CharacterClass();
        if (++depth > MaxDepth) throw Error($"The pattern has more than {MaxDepth} signs “~” before one another.");
        var node = new RegexpComplement(Complement());
        depth--;
        return node;
    }

    private RegexpNode CharacterClass()
    {
        var opening = position;
        if (!Accept('[')) return Simple();
        var negated = Accept('^');
        var ranges = new List<(int First, int Last)>();
        do
        {
            var start = position;
            var first = Character();
            var last = Accept('-') ? Character() : first;
            if (first > last) throw new RegexpSyntaxException($"The range “{pattern[start..position]}” in the pattern goes backwards.", start);
            ranges.Add((first, last));
        }
        while (position < pattern.Length && pattern[position] != ']');
        if (!Accept(']')) throw new RegexpSyntaxException("A “[” in the pattern has no “]” that ends the characters.", opening);
        return negated ? RegexpCharacters.Except(ranges) : new RegexpCharacters(ranges);
    }

    private RegexpNode Simple()
    {
        var opening = position;
        if (Accept('.')) return RegexpNode.AnyCharacter;
        if (Accept('#')) return RegexpNode.Nothing;
        if (Accept('@')) return new RegexpRepetition(RegexpNode.AnyCharacter, 0, null);
        if (Accept('"')) return new RegexpText(Automaton.CodePoints(Until('"', "A quotation mark in the pattern has no second one that ends the text.")));
        if (Accept('<')) return Interval(opening, Until('>', "A “<” in the pattern has no “>” that ends the interval."));
        if (!Accept('(')) return new RegexpText([Character()]);
        if (Accept(')')) return RegexpNode.EmptyText;
        var group = Union();
        return Accept(')') ? group : throw new RegexpSyntaxException("A “(” in the pattern has no “)” that ends the group.", opening);
    }

    private string Until(char end, string missing)
    {
        var start = position;
        var length = pattern.AsSpan(start).IndexOf(end);
        if (length < 0) throw new RegexpSyntaxException(missing, start - 1);
        position += length + 1;
        return pattern.Substring(start, length);
    }

    private static RegexpInterval Interval(int opening, string bounds)
    {
        if (bounds.Split('-') is not [var from, var to] || !TryParse(from, out var min) || !TryParse(to, out var max))
            throw new RegexpSyntaxException("In a pattern “<” and “>” hold two whole numbers, such as <1-31>. Put “\\” before the sign to search for itself.", opening);
        return new RegexpInterval(Math.Min(min, max), Math.Max(min, max), from.Length == to.Length ? from.Length : null);

        static bool TryParse(string number, out int value) => int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    private int Character()
    {
        Accept('\\');
        if (position == pattern.Length) throw Error("The pattern ends too early: something must follow its last sign.");
        Rune.DecodeFromUtf16(pattern.AsSpan(position), out var rune, out var units);
        position += units;
        return rune.Value;
    }

    private bool Accept(char sign)
    {
        if (position == pattern.Length || pattern[position] != sign) return false;
        position++;
        return true;
    }

    private RegexpSyntaxException Error(string message) => new(message, position);
}
