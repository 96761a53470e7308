using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Model;

namespace Mhg.Modularity.Comparing;

/// <summary>Compares two texts: lines first, then the words of the lines that differ (Myers' difference algorithm, by DiffPlex).</summary>
public static partial class TextComparison
{
    // The time grows with the number of pieces times the number of differences. Longer texts that have nothing in common
    // are shown as replaced, which is also how a person would read them.
    private const int MostLines = 10_000;
    private const int MostWords = 5_000;

    /// <summary>The lines of both texts in reading order; what was removed stands before what was added in its place.</summary>
    public static IReadOnlyList<ComparedLine> Compare(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var lines = new List<ComparedLine>();
        var next = 0;
        foreach (var block in Blocks(old, now, MostLines))
        {
            lines.AddRange(old[next..block.DeleteStartA].Select(line => new ComparedLine(ComparedLineKind.Unchanged, [new TextRun(line, false)])));
            next = block.DeleteStartA + block.DeleteCountA;
            AddChanged(lines, old[block.DeleteStartA..next], now[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
        }
        lines.AddRange(old[next..].Select(line => new ComparedLine(ComparedLineKind.Unchanged, [new TextRun(line, false)])));
        return lines;
    }

    private static void AddChanged(List<ComparedLine> lines, string[] removed, string[] added)
    {
        var (old, now) = (Words(string.Join('\n', removed)), Words(string.Join('\n', added)));
        var blocks = Blocks(old, now, MostWords);
        if (removed.Length > 0)
            lines.AddRange(InLines(ComparedLineKind.Removed, Runs(old, blocks.Select(block => (block.DeleteStartA, block.DeleteCountA)))));
        if (added.Length > 0)
            lines.AddRange(InLines(ComparedLineKind.Added, Runs(now, blocks.Select(block => (block.InsertStartB, block.InsertCountB)))));
    }

    private static IEnumerable<TextRun> Runs(string[] words, IEnumerable<(int Start, int Count)> changes)
    {
        var next = 0;
        foreach (var (start, count) in changes.Where(change => change.Count > 0))
        {
            if (start > next)
                yield return new TextRun(string.Concat(words[next..start]), false);
            next = start + count;
            yield return new TextRun(string.Concat(words[start..next]), true);
        }
        if (next < words.Length)
            yield return new TextRun(string.Concat(words[next..]), false);
    }

    private static IEnumerable<ComparedLine> InLines(ComparedLineKind kind, IEnumerable<TextRun> runs)
    {
        var line = new List<TextRun>();
        foreach (var run in runs)
        {
            var pieces = run.Text.Split('\n');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0)
                {
                    yield return new ComparedLine(kind, [.. line]);
                    line.Clear();
                }
                if (pieces[i].Length > 0)
                    line.Add(run with { Text = pieces[i] });
            }
        }
        yield return new ComparedLine(kind, line);
    }

    private static IList<DiffBlock> Blocks(string[] before, string[] after, int most)
    {
        if (before.Length + after.Length > most)
            return before.AsSpan().SequenceEqual(after) ? [] : [new DiffBlock(0, before.Length, 0, after.Length)];
        // The pieces are there already; the two texts only tell them apart.
        return new Differ().CreateCustomDiffs("before", "after", ignoreWhiteSpace: false, text => text == "before" ? before : after).DiffBlocks;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    private static string[] Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    // A word, or a single other character: punctuation and white space change on their own.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|.", RegexOptions.Singleline)]
    private static partial Regex Word();
}
