namespace Mhg.Search.Analysis;

/// <summary>A term as it is indexed, and where it stood.</summary>
/// <param name="Term">The term after all filters, e.g. <c>migrat</c> for "Migrants'".</param>
/// <param name="Position">The place in the sequence of words, from 0; words that a filter removed leave a gap.</param>
/// <param name="Start">Index of the first UTF-16 unit in the original text.</param>
/// <param name="End">Index after the last UTF-16 unit in the original text.</param>
public readonly record struct Token(string Term, int Position, int Start, int End);
