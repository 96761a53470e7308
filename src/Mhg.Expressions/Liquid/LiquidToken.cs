namespace Mhg.Expressions.Liquid;

internal enum LiquidTokenKind
{
    /// <summary>The end of the tag: <c>}}</c> or <c>%}</c>.</summary>
    End,
    Name,
    String,
    Number,
    Sign,
}

/// <param name="Text">A name, a string's content, a number as written, or the sign.</param>
internal readonly record struct LiquidToken(LiquidTokenKind Kind, string Text, int Offset) : IToken
{
    public bool IsAnyName => Kind == LiquidTokenKind.Name;

    public bool IsName(string name) => Kind == LiquidTokenKind.Name && Text == name;

    public bool IsSign(string sign) => Kind == LiquidTokenKind.Sign && Text == sign;
}
