using System.Text;

namespace Mhg.Html;

/// <summary>Text under construction: white space folded, lines and cells apart, no separator twice or at an end.</summary>
internal sealed class TextLines
{
    private readonly StringBuilder _text = new();
    private char _pending;

    /// <summary>How many characters there are.</summary>
    public int Length => _text.Length;

    public void Append(ReadOnlySpan<char> data)
    {
        foreach (var c in data)
        {
            if (char.IsWhiteSpace(c) || c == '\0')
            {
                Pend(' ');
                continue;
            }
            if (_pending != '\0')
            {
                if (_text.Length > 0)
                    _text.Append(_pending);
                _pending = '\0';
            }
            _text.Append(c);
        }
    }

    /// <summary>The border of an element: a line, a cell, or nothing at all for one that is part of a sentence.</summary>
    public void Separate(string element)
    {
        if (element == "br" || Vocabulary.Block.Contains(element))
            Pend('\n');
        else if (Vocabulary.Cell.Contains(element))
            Pend('\t');
    }

    // A line break outweighs a cell and a cell a space.
    private void Pend(char separator)
    {
        if (_pending != '\n' && (_pending != '\t' || separator == '\n'))
            _pending = separator;
    }

    public override string ToString() => _text.ToString();
}
