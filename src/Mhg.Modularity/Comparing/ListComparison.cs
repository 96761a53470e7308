namespace Mhg.Modularity.Comparing;

/// <summary>Compares the entries of two lists: which came, which went, and which stand at another place.</summary>
internal static class ListComparison
{
    /// <summary>The entries of both lists, merged in reading order. An entry that moved stands where it is now.</summary>
    public static IReadOnlyList<ComparedLine> Compare(IReadOnlyList<ListEntry> before, IReadOnlyList<ListEntry> after)
    {
        var (old, now) = (Keys(before), Keys(after));
        var (kept, known) = (now.ToHashSet(), old.ToHashSet());
        var lines = new List<ComparedLine>();
        var (left, right) = (0, 0);
        foreach (var block in Difference.Between(old, now))
        {
            AddUnchanged(block.After);
            for (; left < block.Before + block.Removed; left++)
            {
                if (!kept.Contains(old[left]))
                    lines.Add(new ComparedLine(LineChange.Removed, [new TextRun(before[left].Name, RunChange.Removed)]));
            }
            for (; right < block.After + block.Added; right++)
            {
                lines.Add(known.Contains(now[right])
                    ? new ComparedLine(LineChange.Moved, [new TextRun(after[right].Name, RunChange.Unchanged)], $"moved from place {Array.IndexOf(old, now[right]) + 1} to {right + 1}")
                    : new ComparedLine(LineChange.Added, [new TextRun(after[right].Name, RunChange.Added)]));
            }
        }
        AddUnchanged(after.Count);
        return lines;

        void AddUnchanged(int end)
        {
            for (; right < end; left++, right++)
                lines.Add(new ComparedLine(LineChange.Unchanged, [new TextRun(after[right].Name, RunChange.Unchanged)]));
        }
    }

    /// <summary>The keys; one that is there again is told apart by its number.</summary>
    private static string[] Keys(IReadOnlyList<ListEntry> entries)
    {
        var counts = new Dictionary<string, int>();
        return [.. entries.Select(entry => (counts[entry.Key] = counts.GetValueOrDefault(entry.Key) + 1) is > 1 and var count ? $"{entry.Key}\n{count}" : entry.Key)];
    }
}
