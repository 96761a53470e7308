using DiffPlex;
using DiffPlex.Model;

namespace Mhg.Modularity.Comparing;

/// <summary>A place where two sequences differ.</summary>
/// <param name="Before">Where the pieces of the earlier sequence begin.</param>
/// <param name="Removed">How many they are.</param>
/// <param name="After">Where the pieces of the later sequence begin.</param>
/// <param name="Added">How many they are.</param>
internal readonly record struct Block(int Before, int Removed, int After, int Added);

/// <summary>
/// Where two sequences of pieces differ: Myers' algorithm (by DiffPlex) on stretches that it can do in a moment. Longer ones are
/// first divided at pieces that both have exactly once, as Bram Cohen's patience difference does; a long stretch that has none
/// is taken as replaced, which is also how a person would read it. So the time grows with the length, whatever the texts.
/// </summary>
internal static class Difference
{
    // Myers' time grows with the length times the number of differences: some milliseconds at the worst for so many pieces.
    private const int MostAtOnce = 2_000;

    // Each division costs a walk over the stretch. Two texts of a megabyte are divided three or four times.
    private const int MostDivisions = 12;

    public static List<Block> Between(string[] before, string[] after)
    {
        var blocks = new List<Block>();
        Divide(before, (0, before.Length), after, (0, after.Length), MostDivisions, blocks);
        return blocks;
    }

    private static void Divide(string[] before, (int Start, int End) old, string[] after, (int Start, int End) now, int divisions, List<Block> blocks)
    {
        while (old.Start < old.End && now.Start < now.End && before[old.Start] == after[now.Start])
            (old.Start, now.Start) = (old.Start + 1, now.Start + 1);
        while (old.Start < old.End && now.Start < now.End && before[old.End - 1] == after[now.End - 1])
            (old.End, now.End) = (old.End - 1, now.End - 1);
        var (removed, added) = (old.End - old.Start, now.End - now.Start);
        if (removed == 0 && added == 0)
            return;
        if (removed > 0 && added > 0 && removed + added <= MostAtOnce)
        {
            blocks.AddRange(Myers(before[old.Start..old.End], after[now.Start..now.End])
                .Select(block => new Block(old.Start + block.DeleteStartA, block.DeleteCountA, now.Start + block.InsertStartB, block.InsertCountB)));
            return;
        }
        var common = removed == 0 || added == 0 || divisions == 0 ? [] : Landmarks(before, old, after, now);
        if (common.Count == 0)
        {
            blocks.Add(new Block(old.Start, removed, now.Start, added));
            return;
        }
        foreach (var (left, right) in common)
        {
            Divide(before, (old.Start, left), after, (now.Start, right), divisions - 1, blocks);
            (old.Start, now.Start) = (left + 1, right + 1);
        }
        Divide(before, old, after, now, divisions - 1, blocks);
    }

    private static IList<DiffBlock> Myers(string[] before, string[] after) =>
        // The pieces are there already; the two texts only tell them apart.
        new Differ().CreateCustomDiffs("before", "after", ignoreWhiteSpace: false, text => text == "before" ? before : after).DiffBlocks;

    /// <summary>Pieces that both stretches have exactly once, as many as stand in the same order in both.</summary>
    private static List<(int Before, int After)> Landmarks(string[] before, (int Start, int End) old, string[] after, (int Start, int End) now)
    {
        var places = new Dictionary<string, (int Count, int Place)>();
        for (var i = now.Start; i < now.End; i++)
            places[after[i]] = (places.GetValueOrDefault(after[i]).Count + 1, i);
        var seen = new Dictionary<string, int>();
        for (var i = old.Start; i < old.End; i++)
            seen[before[i]] = seen.GetValueOrDefault(before[i]) + 1;
        List<(int Before, int After)> pairs = [];
        for (var i = old.Start; i < old.End; i++)
        {
            if (seen[before[i]] == 1 && places.GetValueOrDefault(before[i]) is { Count: 1 } place)
                pairs.Add((i, place.Place));
        }
        return LongestRise(pairs);
    }

    /// <summary>The longest row of pairs in which both places grow (patience sorting).</summary>
    private static List<(int Before, int After)> LongestRise(List<(int Before, int After)> pairs)
    {
        var tops = new List<int>();
        var behind = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var (low, high) = (0, tops.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (pairs[tops[middle]].After < pairs[i].After)
                    low = middle + 1;
                else
                    high = middle;
            }
            behind[i] = low == 0 ? -1 : tops[low - 1];
            if (low == tops.Count)
                tops.Add(i);
            else
                tops[low] = i;
        }
        var rise = new List<(int, int)>(tops.Count);
        for (var i = tops.Count == 0 ? -1 : tops[^1]; i >= 0; i = behind[i])
            rise.Add(pairs[i]);
        rise.Reverse();
        return rise;
    }
}
