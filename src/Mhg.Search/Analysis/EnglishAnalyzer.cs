namespace Mhg.Search.Analysis;

internal sealed class EnglishAnalyzer : Analyzer
{
    public override void Analyze(ReadOnlySpan<char> text, TokenHandler handle)
    {
        Span<char> buffer = stackalloc char[StandardTokenizer.MaxTokenLength];
        var words = new StandardTokenizer(text);
        for (var position = 0; words.MoveNext(); position++)
        {
            var term = LowerCase.Fold(WithoutPossessive(text[words.Start..words.End]), buffer);
            if (!IsStopWord(term))
                handle(term[..PorterStemmer.Stem(term)], position, words.Start, words.End);
        }
    }

    public override string Normalize(string part) => LowerCase.Fold(part);

    // The compiler looks at the length first, then at single letters.
    public static bool IsStopWord(ReadOnlySpan<char> word) => word is
        "a" or "an" or "and" or "are" or "as" or "at" or "be" or "but" or "by" or "for" or "if" or "in" or "into" or "is"
        or "it" or "no" or "not" or "of" or "on" or "or" or "such" or "that" or "the" or "their" or "then" or "there"
        or "these" or "they" or "this" or "to" or "was" or "will" or "with";

    public static ReadOnlySpan<char> WithoutPossessive(ReadOnlySpan<char> word) =>
        word is [.., '\'' or '\u2019' or '\uFF07', 's' or 'S'] ? word[..^2] : word;
}
