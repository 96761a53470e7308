namespace Mhg.Search.Analysis;

internal sealed class KeywordAnalyzer : Analyzer
{
    public override void Analyze(ReadOnlySpan<char> text, TokenHandler handle) => handle(text, 0, 0, text.Length);

    public override string Normalize(string part) => part;
}
