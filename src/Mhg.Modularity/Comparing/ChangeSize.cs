namespace Mhg.Modularity.Comparing;

/// <summary>How much differs between two versions of an item.</summary>
/// <param name="Words">
/// How many words were changed: a word in the place of another one counts once, and so does a line or an entry of which no word
/// changed but its place, its formatting or its punctuation.
/// </param>
/// <param name="Fields">In how many parts and fields.</param>
public sealed record ChangeSize(int Words, int Fields)
{
    /// <summary>Counts what a comparison shows.</summary>
    public static ChangeSize Of(ContentComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new ChangeSize(comparison.Elements.Sum(Count), comparison.Elements.Count);
    }

    private static int Count(ElementComparison element)
    {
        // What was added stands behind what it takes the place of: words of a line, or whole lines.
        var (words, replaceable) = (0, 0);
        foreach (var line in element.Lines)
        {
            if (line.Change is not (LineChange.Removed or LineChange.Added))
                replaceable = 0;
            var before = words;
            foreach (var run in line.Runs)
            {
                var count = run.Change == RunChange.Unchanged ? 0 : ComparableLine.CountWords(run.Text);
                var replaced = run.Change == RunChange.Added ? Math.Min(count, replaceable) : 0;
                words += count - replaced;
                replaceable = run.Change switch { RunChange.Removed => replaceable + count, RunChange.Added => replaceable - replaced, _ => 0 };
            }
            if (line.Change is LineChange.Changed or LineChange.Moved)
                (words, replaceable) = (Math.Max(words, before + 1), 0);
        }
        return Math.Max(words, 1);
    }

    /// <summary>The size in words: <c>12 words changed in 2 fields</c>.</summary>
    public override string ToString() =>
        Fields == 0 ? "Nothing changed" : $"{(Words == 1 ? "1 word" : $"{Words} words")} changed in {(Fields == 1 ? "1 field" : $"{Fields} fields")}";
}
