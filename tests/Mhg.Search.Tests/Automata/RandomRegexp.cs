namespace Mhg.Search.Tests.Automata;

/// <summary>A random regular expression with a matcher that is too simple to be wrong.</summary>
/// <param name="Pattern">The expression as it is written.</param>
/// <param name="Ends">Where the parts of a text that it matches end, given where they begin.</param>
internal sealed record RandomRegexp(string Pattern, Func<string, int, HashSet<int>> Ends)
{
    public bool Matches(string text) => Ends(text, 0).Contains(text.Length);

    public static RandomRegexp Next(Random random, int depth) => random.Next(depth == 0 ? 7 : 15) switch
    {
        0 or 1 or 2 => Literal(random.Next(3) switch { 0 => "a", 1 => "b", _ => "0" }),
        3 => One(".", _ => true),
        4 => random.Next(3) switch { 0 => One("[ab]", c => c is 'a' or 'b'), 1 => One("[a-b0]", c => c is 'a' or 'b' or '0'), _ => One("[^a]", c => c != 'a') },
        5 => random.Next(3) switch
        {
            0 => new("@", (text, start) => [.. Enumerable.Range(start, text.Length - start + 1)]),
            1 => new("#", (_, _) => []),
            _ => new("()", (_, start) => [start]),
        },
        6 => Interval(random.Next(30), random.Next(120)),
        7 or 8 or 9 => Concatenation(Next(random, depth - 1), Next(random, depth - 1)),
        10 or 11 => Union(Next(random, depth - 1), Next(random, depth - 1)),
        12 => Repetition(Next(random, depth - 1), random.Next(3), random.Next(-1, 4)),
        13 => Complement(Next(random, depth - 1)),
        _ => Intersection(Next(random, depth - 1), Next(random, depth - 1)),
    };

    private static RandomRegexp Literal(string letter) => One(letter, c => c == letter[0]);

    private static RandomRegexp One(string pattern, Func<char, bool> fits) => new(pattern, (text, start) => start < text.Length && fits(text[start]) ? [start + 1] : []);

    private static RandomRegexp Concatenation(RandomRegexp first, RandomRegexp second) =>
        new($"({first.Pattern})({second.Pattern})", (text, start) => [.. first.Ends(text, start).SelectMany(middle => second.Ends(text, middle))]);

    private static RandomRegexp Union(RandomRegexp first, RandomRegexp second) =>
        new($"({first.Pattern}|{second.Pattern})", (text, start) => [.. first.Ends(text, start), .. second.Ends(text, start)]);

    private static RandomRegexp Intersection(RandomRegexp first, RandomRegexp second) =>
        new($"(({first.Pattern})&({second.Pattern}))", (text, start) => [.. first.Ends(text, start).Intersect(second.Ends(text, start))]);

    private static RandomRegexp Complement(RandomRegexp part) =>
        new($"~({part.Pattern})", (text, start) => [.. Enumerable.Range(start, text.Length - start + 1).Except(part.Ends(text, start))]);

    private static RandomRegexp Repetition(RandomRegexp part, int min, int max) => new(
        $"({part.Pattern})" + (min, max) switch { (0, -1) => "*", (1, -1) => "+", (0, 1) => "?", (_, -1) => $"{{{min},}}", _ when min == max => $"{{{min}}}", _ => $"{{{min},{max}}}" },
        (text, start) =>
        {
            HashSet<int> ends = [], at = [start];
            // No text is so short that more rounds could matter: each but the first few takes a character.
            for (var round = 0; round <= (max < 0 ? min + text.Length : max); round++)
            {
                if (round >= min) ends.UnionWith(at);
                at = [.. at.SelectMany(each => part.Ends(text, each))];
            }
            return ends;
        });

    private static RandomRegexp Interval(int from, int to) => new(
        $"<{from}-{to}>",
        (text, start) =>
        {
            var width = from.ToString().Length == to.ToString().Length ? from.ToString().Length : 0;
            return
            [
                .. Enumerable.Range(start, text.Length - start + 1).Where(end => text[start..end] is { Length: > 0 } number && number.All(char.IsAsciiDigit)
                    && (width == 0 || width == number.Length) && int.Parse(number) >= Math.Min(from, to) && int.Parse(number) <= Math.Max(from, to)),
            ];
        });
}
