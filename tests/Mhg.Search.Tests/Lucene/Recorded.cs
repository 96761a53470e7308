using System.Text.Json;

namespace Mhg.Search.Tests.Lucene;

/// <summary>Answers of Apache Lucene 8.7; README.md says how they were recorded.</summary>
internal static class Recorded
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string FilePath(string name) => Path.Combine(AppContext.BaseDirectory, "Lucene", name);

    public static IReadOnlyList<T> Read<T>(string name) => Parse<T>(File.ReadLines(FilePath(name)));

    public static IReadOnlyList<T> Parse<T>(IEnumerable<string> lines) => [.. lines.Select(line => JsonSerializer.Deserialize<T>(line, Json)!)];
}

internal sealed record RecordedToken(string T, int P, int S, int E);

internal sealed record RecordedTokens(string Text, IReadOnlyList<RecordedToken> Tokens);

internal sealed record RecordedParse(string Query, string? Parsed, bool Error);

/// <summary>Which of the words match, as characters 0 and 1; null when the expression is refused.</summary>
internal sealed record RecordedRegexp(string Pattern, string? Matches);

internal sealed record RecordedHit(string Id, float Score);

internal sealed record RecordedSearch(string Class, string Query, int Total, IReadOnlyList<RecordedHit>? Hits, bool Error);

internal sealed record RecordedPart(bool IsMatch, float Value, string Description, IReadOnlyList<RecordedPart> Details);

internal sealed record RecordedExplanation(string Id, string Query, RecordedPart Why);

internal sealed record RecordedLikeness(string Id, bool Boost, IReadOnlyList<RecordedHit> Hits);
