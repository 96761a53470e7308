using System.Globalization;
using System.Text;

namespace Mhg.Expressions.Scripting;

/// <summary>Cuts a script into tokens, one at a time.</summary>
internal sealed class ScriptLexer(SourceText source)
{
    // Longer signs first, so that '===' is not read as '=='. Those without meaning here are read all the same, for a clear error.
    private static readonly string[] Signs =
    [
        "===", "!==", "...", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "=>", "+=", "-=", "*=", "/=", "++", "--",
        "(", ")", "[", "]", "{", "}", ".", ",", ";", ":", "?", "=", "<", ">", "+", "-", "*", "/", "%", "!",
    ];

    private readonly string _text = source.Text;
    private int _position;

    public ScriptToken Next()
    {
        var newLine = SkipSpace();
        var start = _position;
        if (start >= _text.Length)
            return new(ScriptTokenKind.End, "", start, newLine);
        var first = _text[start];
        if (char.IsLetter(first) || first is '_' or '$')
        {
            while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '$'))
                _position++;
            return new(ScriptTokenKind.Name, _text[start.._position], start, newLine);
        }
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
            return new(ScriptTokenKind.Number, "", start, newLine, ReadNumber());
        if (first is '"' or '\'')
        {
            _position++;
            return new(ScriptTokenKind.String, ReadString(first, start).Text, start, newLine);
        }
        if (first == '`')
        {
            _position++;
            return new(ScriptTokenKind.Template, "`", start, newLine);
        }
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(_text, start, sign, 0, sign.Length) != 0)
                continue;
            // 'a?.5:b' is a choice and a number.
            if (sign == "?." && char.IsAsciiDigit(Peek(2)))
                continue;
            _position += sign.Length;
            return new(ScriptTokenKind.Sign, sign, start, newLine);
        }
        throw source.Syntax(start, $"'{first}' is not expected here.");
    }

    /// <summary>The text of a template string up to its end or to the next <c>${</c>.</summary>
    public (string Text, bool HasExpression) ReadTemplate(int openedAt) => ReadString('`', openedAt);

    private char Peek(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private bool SkipSpace()
    {
        var newLine = false;
        while (_position < _text.Length)
        {
            var start = _position;
            if (_text[_position] == '\n')
            {
                newLine = true;
                _position++;
            }
            else if (char.IsWhiteSpace(_text[_position]) || _text[_position] == '\uFEFF')
                _position++;
            else if (_text[_position] == '/' && Peek(1) == '/')
                _position = _text.IndexOf('\n', _position) is >= 0 and var end ? end : _text.Length;
            else if (_text[_position] == '/' && Peek(1) == '*')
            {
                var end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                _position = end >= 0 ? end + 2 : throw source.Syntax(start, "The comment is not closed.");
                newLine |= _text.AsSpan(start, _position - start).Contains('\n');
            }
            else
                break;
        }
        return newLine;
    }

    private double ReadNumber()
    {
        var start = _position;
        if (_text[start] == '0' && Peek(1) is 'x' or 'X')
        {
            _position += 2;
            var value = 0.0;
            for (; char.IsAsciiHexDigit(Peek(0)); _position++)
                value = value * 16 + Convert.ToInt32(_text[_position].ToString(), 16);
            return _position > start + 2 ? Ended(value) : throw source.Syntax(start, "The number has no digits.");
        }
        SkipDigits();
        if (Peek(0) == '.')
        {
            _position++;
            SkipDigits();
        }
        if (Peek(0) is 'e' or 'E')
        {
            _position += Peek(1) is '+' or '-' ? 2 : 1;
            if (!char.IsAsciiDigit(Peek(0)))
                throw source.Syntax(start, "The exponent has no digits.");
            SkipDigits();
        }
        return Ended(double.Parse(_text.AsSpan(start, _position - start), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private double Ended(double value) => char.IsLetterOrDigit(Peek(0)) || Peek(0) is '_' or '$'
        ? throw source.Syntax(_position, "A number can't be followed by a letter.")
        : value;

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0)))
            _position++;
    }

    private (string Text, bool HasExpression) ReadString(char quote, int openedAt)
    {
        var value = new StringBuilder();
        while (_position < _text.Length)
        {
            var next = _text[_position++];
            if (next == quote)
                return (value.ToString(), false);
            if (next == '\\')
                ReadEscape(value, openedAt);
            else if (quote == '`' && next == '$' && Peek(0) == '{')
            {
                _position++;
                return (value.ToString(), true);
            }
            else if (next == '\n' && quote != '`')
                break;
            else
                value.Append(next);
        }
        throw source.Syntax(openedAt, "The string is not closed.");
    }

    private void ReadEscape(StringBuilder value, int openedAt)
    {
        var at = _position - 1;
        if (_position >= _text.Length)
            throw source.Syntax(openedAt, "The string is not closed.");
        var escaped = _text[_position++];
        switch (escaped)
        {
            case '\n':
                break;
            case '\r':
                if (Peek(0) == '\n')
                    _position++;
                break;
            case 'x':
                value.Append((char)ReadHex(2, at));
                break;
            case 'u' when Peek(0) == '{':
                _position++;
                var length = _text.AsSpan(_position).IndexOf('}');
                var rune = ReadHex(Math.Clamp(length, 0, 6), at);
                if (length is < 1 or > 6 || !Rune.IsValid(rune))
                    throw source.Syntax(at, "The escape names no character.");
                _position++;
                value.Append(new Rune(rune).ToString());
                break;
            case 'u':
                value.Append((char)ReadHex(4, at));
                break;
            default:
                value.Append(escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', '0' => '\0', _ => escaped });
                break;
        }
    }

    private int ReadHex(int digits, int at)
    {
        var value = 0;
        for (var i = 0; i < digits; i++, _position++)
        {
            if (!char.IsAsciiHexDigit(Peek(0)))
                throw source.Syntax(at, "The escape is not complete.");
            value = value * 16 + Convert.ToInt32(_text[_position].ToString(), 16);
        }
        return value;
    }
}
