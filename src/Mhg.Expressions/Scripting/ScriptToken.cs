namespace Mhg.Expressions.Scripting;

internal enum ScriptTokenKind
{
    End,
    Name,
    String,
    Number,
    Sign,

    /// <summary>A backtick; the lexer stands at the text behind it.</summary>
    Template,
}

/// <param name="Text">A name, a string's content, or the sign.</param>
/// <param name="AfterNewLine">Whether a statement may end before it without a semicolon.</param>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, string Text, int Offset, bool AfterNewLine, double Number = 0) : IToken
{
    public bool IsAnyName => Kind == ScriptTokenKind.Name;

    public bool IsSign(string sign) => Kind == ScriptTokenKind.Sign && Text == sign;

    public bool IsName(string name) => Kind == ScriptTokenKind.Name && Text == name;
}
