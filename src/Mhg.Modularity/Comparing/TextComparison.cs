namespace Mhg.Modularity.Comparing;

/// <summary>
/// Compares two texts, plain or rich: which lines differ, which of them are the same line changed, and which words of it. Words
/// are matched whatever their formatting, so that words that only look otherwise are told apart from other words.
/// </summary>
public static class TextComparison
{
    // Every removed line is held against every added one. Where so many changed in one place, they are not told apart.
    private const int MostPairs = 10_000;

    // Two lines that share fewer of their words than this are read as two lines, not as one that changed.
    private const double LeastSimilarity = 0.35;

    /// <summary>The lines of two plain texts, merged in reading order.</summary>
    public static IReadOnlyList<ComparedLine> Compare(string before, string after) => Compare(ComparableLine.OfText(before), ComparableLine.OfText(after));

    /// <summary>The lines of two rich texts, merged in reading order, with what changed in their formatting.</summary>
    /// <param name="before">The HTML of the earlier version.</param>
    /// <param name="after">The HTML of the later one.</param>
    public static IReadOnlyList<ComparedLine> CompareHtml(string before, string after) => Compare(ComparableLine.OfHtml(before), ComparableLine.OfHtml(after));

    private static List<ComparedLine> Compare(ComparableLine[] before, ComparableLine[] after)
    {
        var lines = new List<ComparedLine>();
        var (old, now) = (0, 0);
        foreach (var block in Difference.Between([.. before.Select(line => line.Text)], [.. after.Select(line => line.Text)]))
        {
            while (old < block.Before)
                lines.Add(Both(before[old++], after[now++]));
            AddChanged(lines, before.AsSpan(old, block.Removed), after.AsSpan(now, block.Added));
            (old, now) = (old + block.Removed, now + block.Added);
        }
        while (old < before.Length)
            lines.Add(Both(before[old++], after[now++]));
        return lines;
    }

    private static void AddChanged(List<ComparedLine> lines, ReadOnlySpan<ComparableLine> removed, ReadOnlySpan<ComparableLine> added)
    {
        var (old, now) = (0, 0);
        foreach (var (left, right) in SameLines(removed, added))
        {
            AddWhole(lines, removed[old..left], added[now..right]);
            lines.Add(Both(removed[left], added[right]));
            (old, now) = (left + 1, right + 1);
        }
        AddWhole(lines, removed[old..], added[now..]);
    }

    private static void AddWhole(List<ComparedLine> lines, ReadOnlySpan<ComparableLine> removed, ReadOnlySpan<ComparableLine> added)
    {
        foreach (var line in removed)
            lines.Add(new ComparedLine(LineChange.Removed, [new TextRun(line.Text, RunChange.Removed)]));
        foreach (var line in added)
            lines.Add(new ComparedLine(LineChange.Added, [new TextRun(line.Text, RunChange.Added)]));
    }

    /// <summary>Which of the removed lines live on as which of the added ones: the pairs in order that are the most alike together.</summary>
    private static List<(int Removed, int Added)> SameLines(ReadOnlySpan<ComparableLine> removed, ReadOnlySpan<ComparableLine> added)
    {
        if ((long)removed.Length * added.Length > MostPairs)
            return [];
        var (words, others) = (new Dictionary<string, int>[removed.Length], new Dictionary<string, int>[added.Length]);
        for (var i = 0; i < removed.Length; i++)
            words[i] = Counted(removed[i]);
        for (var j = 0; j < added.Length; j++)
            others[j] = Counted(added[j]);

        var best = new double[removed.Length + 1, added.Length + 1];
        var alike = new double[removed.Length, added.Length];
        for (var i = removed.Length - 1; i >= 0; i--)
        {
            for (var j = added.Length - 1; j >= 0; j--)
            {
                alike[i, j] = Similarity(words[i], others[j]);
                var paired = alike[i, j] < LeastSimilarity ? 0 : alike[i, j] + best[i + 1, j + 1];
                best[i, j] = Math.Max(paired, Math.Max(best[i + 1, j], best[i, j + 1]));
            }
        }
        var pairs = new List<(int, int)>();
        var (old, now) = (0, 0);
        while (old < removed.Length && now < added.Length)
        {
            if (alike[old, now] >= LeastSimilarity && best[old, now] <= alike[old, now] + best[old + 1, now + 1])
                pairs.Add((old++, now++));
            else if (best[old + 1, now] >= best[old, now + 1])
                old++;
            else
                now++;
        }
        return pairs;
    }

    private static Dictionary<string, int> Counted(ComparableLine line)
    {
        var counts = new Dictionary<string, int>();
        foreach (var word in line.Words)
        {
            if (ComparableLine.IsWord(word))
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        return counts;
    }

    /// <summary>The share of words that two lines have in common (Dice's coefficient), 0 to 1.</summary>
    private static double Similarity(Dictionary<string, int> left, Dictionary<string, int> right)
    {
        var all = left.Values.Sum() + right.Values.Sum();
        return all == 0 ? 1 : 2.0 * left.Sum(word => Math.Min(word.Value, right.GetValueOrDefault(word.Key))) / all;
    }

    private static ComparedLine Both(ComparableLine before, ComparableLine after)
    {
        var runs = new List<TextRun>();
        var (old, now) = (0, 0);
        foreach (var block in Readable(Difference.Between(before.Words, after.Words), before.Words))
        {
            AddCommon(runs, before, old, after, now, block.Before - old);
            if (block.Removed > 0)
                runs.Add(new TextRun(string.Concat(before.Words[block.Before..(block.Before + block.Removed)]), RunChange.Removed));
            if (block.Added > 0)
                runs.Add(new TextRun(string.Concat(after.Words[block.After..(block.After + block.Added)]), RunChange.Added));
            (old, now) = (block.Before + block.Removed, block.After + block.Added);
        }
        AddCommon(runs, before, old, after, now, before.Words.Length - old);
        var note = FormatWords.OfLine(before.Format, after.Format);
        return new ComparedLine(note is null && runs.TrueForAll(run => run.Change == RunChange.Unchanged) ? LineChange.Unchanged : LineChange.Changed, runs, note);
    }

    private static void AddCommon(List<TextRun> runs, ComparableLine before, int old, ComparableLine after, int now, int count)
    {
        for (var end = old + count; old < end;)
        {
            var (was, isNow, from) = (before.Formats[old], after.Formats[now], old);
            while (old < end && before.Formats[old] == was && after.Formats[now] == isNow)
                (old, now) = (old + 1, now + 1);
            var text = string.Concat(before.Words[from..old]);
            var note = text.Trim().Length > 0 ? FormatWords.OfWords(was, isNow) : null;
            if (note is null && runs.Count > 0 && runs[^1].Change == RunChange.Unchanged)
                runs[^1] = new TextRun(runs[^1].Text + text, RunChange.Unchanged);
            else
                runs.Add(new TextRun(text, note is null ? RunChange.Unchanged : RunChange.Reformatted, note));
        }
    }

    /// <summary>Changes with nothing but white space and punctuation between them become one: “in Bangkok” for “at Hanoi”, not four pieces.</summary>
    private static List<Block> Readable(List<Block> blocks, string[] before)
    {
        var readable = new List<Block>();
        foreach (var block in blocks)
        {
            if (readable.Count > 0 && readable[^1] is var last && block.Before - last.Before - last.Removed is var gap and <= 3
                && last.Removed + block.Removed > 0 && last.Added + block.Added > 0
                && !before.AsSpan(block.Before - gap, gap).ContainsAnyWord())
                readable[^1] = new Block(last.Before, last.Removed + gap + block.Removed, last.After, last.Added + gap + block.Added);
            else
                readable.Add(block);
        }
        return readable;
    }

    private static bool ContainsAnyWord(this Span<string> words)
    {
        foreach (var word in words)
        {
            if (ComparableLine.IsWord(word))
                return true;
        }
        return false;
    }
}
