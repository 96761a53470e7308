namespace Mhg.Search.Queries;

/// <summary>The kinds of tokens of Lucene's classic query syntax.</summary>
internal enum QueryTokenKind
{
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// <summary>An operator with a space behind it, which is then an ordinary word.</summary>
    BareOperator,
    LeftParen,
    RightParen,
    Colon,
    Star,
    Caret,
    Quoted,
    Term,
    Tilde,
    Prefix,
    Wildcard,
    Regexp,
    RangeStartIncluded,
    RangeStartExcluded,
    Number,
    RangeTo,
    RangeQuoted,
    RangeBound,
    RangeEndIncluded,
    RangeEndExcluded,
    End,
}

/// <summary>A token of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it was typed.</param>
/// <param name="Position">Where it starts.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, int Position);
