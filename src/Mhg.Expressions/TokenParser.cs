namespace Mhg.Expressions;

/// <summary>A token of one of the languages.</summary>
internal interface IToken
{
    /// <summary>A name, a string's content, or the sign.</summary>
    string Text { get; }

    /// <summary>Where it begins in the text.</summary>
    int Offset { get; }

    /// <summary>Whether it is a name, whichever.</summary>
    bool IsAnyName { get; }

    /// <summary>Whether it is that name.</summary>
    bool IsName(string name);

    /// <summary>Whether it is that sign.</summary>
    bool IsSign(string sign);
}

/// <summary>A parser's way through the tokens: it looks at one, and takes it or says what should be there.</summary>
internal abstract class TokenParser<TToken>(SourceText source) where TToken : struct, IToken
{
    protected SourceText Source => source;

    /// <summary>The token that comes next.</summary>
    protected TToken Token { get; private set; }

    protected void Advance() => Token = ReadToken();

    protected abstract TToken ReadToken();

    protected bool Accept(string sign)
    {
        if (!Token.IsSign(sign))
            return false;
        Advance();
        return true;
    }

    protected bool AcceptName(string name)
    {
        if (!Token.IsName(name))
            return false;
        Advance();
        return true;
    }

    protected void Expect(string sign)
    {
        if (!Accept(sign))
            throw source.Syntax(Token.Offset, $"'{sign}' is expected.");
    }

    protected string ExpectName()
    {
        if (!Token.IsAnyName)
            throw source.Syntax(Token.Offset, "A name is expected.");
        var name = Token.Text;
        Advance();
        return name;
    }
}
