using System.Collections.Frozen;

namespace Mhg.Search.Analysis;

internal sealed class EnglishAnalyzer : Analyzer
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StopWords = FrozenSet.Create(
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not",
        "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was",
        "will", "with").GetAlternateLookup<ReadOnlySpan<char>>();

    public override void Analyze(ReadOnlySpan<char> text, TokenHandler handle)
    {
        Span<char> buffer = stackalloc char[StandardTokenizer.MaxTokenLength];
        var words = new StandardTokenizer(text);
        for (var position = 0; words.MoveNext(); position++)
        {
            var term = LowerCase.Fold(WithoutPossessive(text[words.Start..words.End]), buffer);
            if (!StopWords.Contains(term))
                handle(term[..PorterStemmer.Stem(term)], position, words.Start, words.End);
        }
    }

    public override string Normalize(string part) => LowerCase.Fold(part);

    private static ReadOnlySpan<char> WithoutPossessive(ReadOnlySpan<char> word) =>
        word is [.., '\'' or '\u2019' or '\uFF07', 's' or 'S'] ? word[..^2] : word;
}
