namespace Mhg.Expressions.Liquid;

/// <summary>Cuts a template into text and tags, and tags into tokens.</summary>
internal sealed class LiquidLexer(SourceText source)
{
    private static readonly string[] Signs = ["..", "==", "!=", "<>", "<=", ">=", "<", ">", "=", ".", "|", ":", ",", "[", "]", "(", ")"];

    private readonly string _text = source.Text;
    private int _position;
    private bool _trimNext;

    /// <summary>Where the next text or token begins.</summary>
    public int Position => _position;

    public bool AtEnd => _position >= _text.Length;

    /// <summary>The text up to the next tag, with whitespace removed where a tag beside it asks for that.</summary>
    public string ReadText()
    {
        var start = _position;
        var open = start;
        do
        {
            open = _text.IndexOf('{', open);
            if (open < 0 || open + 1 >= _text.Length)
                open = _text.Length;
            else if (_text[open + 1] is not ('{' or '%'))
                open++;
            else
                break;
        }
        while (open < _text.Length);
        _position = open;
        return Trimmed(start, open);
    }

    /// <summary>Steps into the tag that follows a text.</summary>
    /// <returns>True for an output <c>{{</c>, false for a tag <c>{%</c>.</returns>
    public bool Open()
    {
        var isOutput = _text[_position + 1] == '{';
        _position += IsTrim(_position + 2) ? 3 : 2;
        return isOutput;
    }

    /// <summary>The next token of a tag.</summary>
    /// <param name="isOutput">Which kind of tag it is, and so what ends it.</param>
    public LiquidToken Next(bool isOutput)
    {
        while (!AtEnd && char.IsWhiteSpace(_text[_position]))
            _position++;
        var start = _position;
        if (AtEnd)
            throw source.Syntax(start, $"The tag is not closed; '{(isOutput ? "}}" : "%}")}' is missing.");
        if (TryClose(isOutput))
            return new(LiquidTokenKind.End, "", start);
        var first = _text[start];
        if (first is '"' or '\'')
            return ReadString(first);
        if (char.IsAsciiDigit(first) || (first == '-' && start + 1 < _text.Length && char.IsAsciiDigit(_text[start + 1])))
            return ReadNumber();
        if (char.IsLetter(first) || first == '_')
            return ReadName();
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(_text, start, sign, 0, sign.Length) == 0)
            {
                _position += sign.Length;
                return new(LiquidTokenKind.Sign, sign, start);
            }
        }
        throw source.Syntax(start, $"'{first}' is not expected here.");
    }

    /// <summary>Everything up to the tag <c>{% name %}</c>, unread; the lexer then stands behind that tag.</summary>
    public string ReadRaw(string name, int openedAt)
    {
        var start = _position;
        for (var open = start; (open = _text.IndexOf("{%", open, StringComparison.Ordinal)) >= 0; open += 2)
        {
            var inside = open + (IsTrim(open + 2) ? 3 : 2);
            while (inside < _text.Length && char.IsWhiteSpace(_text[inside]))
                inside++;
            if (string.CompareOrdinal(_text, inside, name, 0, name.Length) != 0)
                continue;
            _position = inside + name.Length;
            while (!AtEnd && char.IsWhiteSpace(_text[_position]))
                _position++;
            var trimBefore = _trimNext;
            if (!TryClose(isOutput: false))
                continue;
            var trimAfter = _trimNext;
            _trimNext = trimBefore;
            var raw = Trimmed(start, open);
            _trimNext = trimAfter;
            return raw;
        }
        throw source.Syntax(openedAt, $"'{{% {name} %}}' is missing.");
    }

    private string Trimmed(int start, int end)
    {
        if (_trimNext)
        {
            while (start < end && char.IsWhiteSpace(_text[start]))
                start++;
        }
        if (IsTrim(end + 2))
        {
            while (end > start && char.IsWhiteSpace(_text[end - 1]))
                end--;
        }
        _trimNext = false;
        return _text[start..end];
    }

    private bool IsTrim(int at) => at < _text.Length && _text[at] == '-';

    private bool TryClose(bool isOutput)
    {
        var at = IsTrim(_position) ? _position + 1 : _position;
        if (at + 1 >= _text.Length || _text[at] != (isOutput ? '}' : '%') || _text[at + 1] != '}')
            return false;
        _trimNext = at > _position;
        _position = at + 2;
        return true;
    }

    private LiquidToken ReadString(char quote)
    {
        var start = _position;
        var end = _text.IndexOf(quote, start + 1);
        if (end < 0)
            throw source.Syntax(start, "The string is not closed.");
        _position = end + 1;
        return new(LiquidTokenKind.String, _text[(start + 1)..end], start);
    }

    private LiquidToken ReadNumber()
    {
        var start = _position++;
        while (!AtEnd && char.IsAsciiDigit(_text[_position]))
            _position++;
        if (_position + 1 < _text.Length && _text[_position] == '.' && char.IsAsciiDigit(_text[_position + 1]))
        {
            _position++;
            while (!AtEnd && char.IsAsciiDigit(_text[_position]))
                _position++;
        }
        return new(LiquidTokenKind.Number, _text[start.._position], start);
    }

    private LiquidToken ReadName()
    {
        var start = _position++;
        while (!AtEnd && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_' || IsHyphenInName()))
            _position++;
        return new(LiquidTokenKind.Name, _text[start.._position], start);
    }

    private bool IsHyphenInName() =>
        _text[_position] == '-' && _position + 1 < _text.Length && (char.IsLetterOrDigit(_text[_position + 1]) || _text[_position + 1] == '_');
}
