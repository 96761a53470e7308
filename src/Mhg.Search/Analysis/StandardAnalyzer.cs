namespace Mhg.Search.Analysis;

internal sealed class StandardAnalyzer : Analyzer
{
    public override void Analyze(ReadOnlySpan<char> text, TokenHandler handle)
    {
        Span<char> buffer = stackalloc char[StandardTokenizer.MaxTokenLength];
        var words = new StandardTokenizer(text);
        for (var position = 0; words.MoveNext(); position++)
            handle(LowerCase.Fold(text[words.Start..words.End], buffer), position, words.Start, words.End);
    }

    public override string Normalize(string part) => LowerCase.Fold(part);
}
