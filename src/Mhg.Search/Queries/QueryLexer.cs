using System.Buffers;

namespace Mhg.Search.Queries;

/// <summary>
/// Cuts a query into tokens as Lucene's classic QueryParser does: the longest token wins, and what a character
/// means depends on whether a range or a boost is being read.
/// </summary>
internal ref struct QueryLexer(string text)
{
    private static readonly SearchValues<char> NotInTerms = SearchValues.Create(" \t\n\r\u3000!():^[]\"{}~*?/\\+-");

    private int position;

    public static List<QueryToken> Tokenize(string text)
    {
        var lexer = new QueryLexer(text);
        var tokens = new List<QueryToken>();
        QueryToken token;
        do
        {
            token = lexer.Next(tokens.Count > 0 ? tokens[^1].Kind : QueryTokenKind.End, tokens);
            tokens.Add(token);
        }
        while (token.Kind != QueryTokenKind.End);
        return tokens;
    }

    private QueryToken Next(QueryTokenKind previous, List<QueryToken> before)
    {
        if (previous == QueryTokenKind.Caret) return Boost();
        var inRange = previous is QueryTokenKind.RangeStartIncluded or QueryTokenKind.RangeStartExcluded
            or QueryTokenKind.RangeTo or QueryTokenKind.RangeBound or QueryTokenKind.RangeQuoted;
        return inRange ? InRange(before) : Outside();
    }

    private QueryToken Outside()
    {
        while (position < text.Length && IsSpace(text[position])) position++;
        if (position == text.Length) return Take(QueryTokenKind.End, 0);
        var c = text[position];
        var spaceFollows = position + 1 < text.Length && IsSpace(text[position + 1]);
        switch (c)
        {
            case '+' or '-' or '!' when spaceFollows: return Take(QueryTokenKind.BareOperator, 2);
            case '+': return Take(QueryTokenKind.Plus, 1);
            case '-': return Take(QueryTokenKind.Minus, 1);
            case '!': return Take(QueryTokenKind.Not, 1);
            case '(': return Take(QueryTokenKind.LeftParen, 1);
            case ')': return Take(QueryTokenKind.RightParen, 1);
            case ':': return Take(QueryTokenKind.Colon, 1);
            case '^': return Take(QueryTokenKind.Caret, 1);
            case '[': return Take(QueryTokenKind.RangeStartIncluded, 1);
            case '{': return Take(QueryTokenKind.RangeStartExcluded, 1);
            case '"': return Take(QueryTokenKind.Quoted, QuotedLength());
            case '/': return Take(QueryTokenKind.Regexp, RegexpLength());
            case '~': return Take(QueryTokenKind.Tilde, 1 + TermLength(position + 1, wildcards: false));
            case ']' or '}': throw Error($"There is a “{c}” without a “{(c == ']' ? '[' : '{')}” before it. Put “\\” before it to search for the sign itself.");
        }
        return Word();
    }

    private QueryToken Word()
    {
        var length = TermLength(position, wildcards: true);
        if (length == 0) throw Error("A query can't end with “\\”. Write “\\\\” to search for the sign itself.");
        var word = text.AsSpan(position, length);
        var kind = word switch
        {
            "AND" or "&&" => QueryTokenKind.And,
            "OR" or "||" => QueryTokenKind.Or,
            "NOT" => QueryTokenKind.Not,
            "*" => QueryTokenKind.Star,
            _ => FirstWildcard(word) is var first && first < 0 ? QueryTokenKind.Term
                : first == word.Length - 1 && word[first] == '*' ? QueryTokenKind.Prefix
                : QueryTokenKind.Wildcard,
        };
        return Take(kind, length);
    }

    private QueryToken Boost()
    {
        var length = Digits(position);
        if (length == 0) throw Error("After “^” comes a number without a space before it, such as in word^2 or word^0.5.");
        if (position + length < text.Length && text[position + length] == '.' && Digits(position + length + 1) is > 0 and var decimals)
            length += 1 + decimals;
        return Take(QueryTokenKind.Number, length);
    }

    private QueryToken InRange(List<QueryToken> before)
    {
        while (position < text.Length && IsSpace(text[position]) && (text[position] == ' ' || BoundLength() <= 1)) position++;
        if (position == text.Length)
        {
            var start = before.FindLastIndex(token => token.Kind is QueryTokenKind.RangeStartIncluded or QueryTokenKind.RangeStartExcluded);
            position = before[start].Position;
            throw Error($"The range that starts with “{text[position]}” has no end. A range is written [2019 TO 2024].");
        }
        if (text[position] == ']') return Take(QueryTokenKind.RangeEndIncluded, 1);
        if (text[position] == '}') return Take(QueryTokenKind.RangeEndExcluded, 1);
        var length = BoundLength();
        var quoted = RangeQuotedLength();
        if (quoted >= length) return Take(QueryTokenKind.RangeQuoted, quoted);
        return Take(text.AsSpan(position, length) is "TO" ? QueryTokenKind.RangeTo : QueryTokenKind.RangeBound, length);
    }

    private readonly int BoundLength()
    {
        var length = text.AsSpan(position).IndexOfAny(' ', ']', '}');
        return length < 0 ? text.Length - position : length;
    }

    private readonly int RangeQuotedLength()
    {
        if (text[position] != '"') return 0;
        var longest = 0;
        for (var i = position + 1; i < text.Length; i++)
        {
            if (text[i] != '"') continue;
            if (i > position + 1) longest = i + 1 - position;
            if (text[i - 1] != '\\') break;
        }
        return longest;
    }

    private readonly int TermLength(int start, bool wildcards)
    {
        var i = start;
        while (i < text.Length)
        {
            var c = text[i];
            if (c == '\\')
            {
                if (i + 1 >= text.Length) break;
                i += 2;
            }
            else if (!NotInTerms.Contains(c) || (wildcards && c is '*' or '?') || (i > position && c is '+' or '-')) i++;
            else break;
        }
        return i - start;
    }

    private static int FirstWildcard(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '\\') i++;
            else if (word[i] is '*' or '?') return i;
        }
        return -1;
    }

    private readonly int QuotedLength()
    {
        for (var i = position + 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1 - position;
        }
        throw Error("There is a quotation mark without a second one that ends the phrase.");
    }

    private readonly int RegexpLength()
    {
        var longest = 0;
        for (var i = position + 1; i < text.Length; i++)
        {
            if (text[i] != '/') continue;
            longest = i + 1 - position;
            if (text[i - 1] != '\\') break;
        }
        return longest > 0 ? longest : throw Error("“/” starts a pattern that a second “/” must end. Put “\\” before it, or the words in quotation marks, to search for the sign itself.");
    }

    private readonly int Digits(int start)
    {
        var i = start;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i - start;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\u3000';

    private QueryToken Take(QueryTokenKind kind, int length)
    {
        var token = new QueryToken(kind, text.Substring(position, length), position);
        position += length;
        return token;
    }

    private readonly QuerySyntaxException Error(string message) => new(message, text, position);
}
