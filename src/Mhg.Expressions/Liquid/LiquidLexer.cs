namespace Mhg.Expressions.Liquid;

/// <summary>Cuts a template into text and tags, and tags into tokens.</summary>
internal sealed class LiquidLexer(SourceText source)
{
    private static readonly string[] Signs = ["..", "==", "!=", "<>", "<=", ">=", "<", ">", "=", ".", "|", ":", ",", "[", "]", "(", ")"];

    private readonly string text = source.Text;
    private int position;
    private bool trimNext;

    /// <summary>Where the next text or token begins.</summary>
    public int Position => position;

    public bool AtEnd => position >= text.Length;

    /// <summary>The text up to the next tag, with whitespace removed where a tag beside it asks for that.</summary>
    public string ReadText()
    {
        var start = position;
        var open = start;
        do
        {
            open = text.IndexOf('{', open);
            if (open < 0 || open + 1 >= text.Length)
                open = text.Length;
            else if (text[open + 1] is not ('{' or '%'))
                open++;
            else
                break;
        }
        while (open < text.Length);
        position = open;
        return Trimmed(start, open);
    }

    /// <summary>Steps into the tag that follows a text.</summary>
    /// <returns>True for an output <c>{{</c>, false for a tag <c>{%</c>.</returns>
    public bool Open()
    {
        var isOutput = text[position + 1] == '{';
        position += IsTrim(position + 2) ? 3 : 2;
        return isOutput;
    }

    /// <summary>The next token of a tag.</summary>
    /// <param name="isOutput">Which kind of tag it is, and so what ends it.</param>
    public LiquidToken Next(bool isOutput)
    {
        while (!AtEnd && char.IsWhiteSpace(text[position]))
            position++;
        var start = position;
        if (AtEnd)
            throw source.Syntax(start, $"The tag is not closed; '{(isOutput ? "}}" : "%}")}' is missing.");
        if (TryClose(isOutput))
            return new(LiquidTokenKind.End, "", start);
        var first = text[start];
        if (first is '"' or '\'')
            return ReadString(first);
        if (char.IsAsciiDigit(first) || (first == '-' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
            return ReadNumber();
        if (char.IsLetter(first) || first == '_')
            return ReadName();
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, start, sign, 0, sign.Length) == 0)
            {
                position += sign.Length;
                return new(LiquidTokenKind.Sign, sign, start);
            }
        }
        throw source.Syntax(start, $"'{first}' is not expected here.");
    }

    /// <summary>Everything up to the tag <c>{% name %}</c>, unread; the lexer then stands behind that tag.</summary>
    public string ReadRaw(string name, int openedAt)
    {
        var start = position;
        for (var open = start; (open = text.IndexOf("{%", open, StringComparison.Ordinal)) >= 0; open += 2)
        {
            var inside = open + (IsTrim(open + 2) ? 3 : 2);
            while (inside < text.Length && char.IsWhiteSpace(text[inside]))
                inside++;
            if (string.CompareOrdinal(text, inside, name, 0, name.Length) != 0)
                continue;
            position = inside + name.Length;
            while (!AtEnd && char.IsWhiteSpace(text[position]))
                position++;
            var trimBefore = trimNext;
            if (!TryClose(isOutput: false))
                continue;
            var trimAfter = trimNext;
            trimNext = trimBefore;
            var raw = Trimmed(start, open);
            trimNext = trimAfter;
            return raw;
        }
        throw source.Syntax(openedAt, $"'{{% {name} %}}' is missing.");
    }

    private string Trimmed(int start, int end)
    {
        if (trimNext)
        {
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
        }
        if (IsTrim(end + 2))
        {
            while (end > start && char.IsWhiteSpace(text[end - 1]))
                end--;
        }
        trimNext = false;
        return text[start..end];
    }

    private bool IsTrim(int at) => at < text.Length && text[at] == '-';

    private bool TryClose(bool isOutput)
    {
        var at = IsTrim(position) ? position + 1 : position;
        if (at + 1 >= text.Length || text[at] != (isOutput ? '}' : '%') || text[at + 1] != '}')
            return false;
        trimNext = at > position;
        position = at + 2;
        return true;
    }

    private LiquidToken ReadString(char quote)
    {
        var start = position;
        var end = text.IndexOf(quote, start + 1);
        if (end < 0)
            throw source.Syntax(start, "The string is not closed.");
        position = end + 1;
        return new(LiquidTokenKind.String, text[(start + 1)..end], start);
    }

    private LiquidToken ReadNumber()
    {
        var start = position++;
        while (!AtEnd && char.IsAsciiDigit(text[position]))
            position++;
        if (position + 1 < text.Length && text[position] == '.' && char.IsAsciiDigit(text[position + 1]))
        {
            position++;
            while (!AtEnd && char.IsAsciiDigit(text[position]))
                position++;
        }
        return new(LiquidTokenKind.Number, text[start..position], start);
    }

    private LiquidToken ReadName()
    {
        var start = position++;
        while (!AtEnd && (char.IsLetterOrDigit(text[position]) || text[position] == '_' || IsHyphenInName()))
            position++;
        return new(LiquidTokenKind.Name, text[start..position], start);
    }

    private bool IsHyphenInName() =>
        text[position] == '-' && position + 1 < text.Length && (char.IsLetterOrDigit(text[position + 1]) || text[position + 1] == '_');
}
