namespace Mhg.Search.Store;

/// <summary>
/// What the best scores of some postings can come from: up to four pairs of a frequency and an encoded length, such that
/// every posting has, against one of the pairs, no greater frequency and no shorter field. Bounds of scores follow from
/// them whatever the statistics are (as Lucene's impacts; S. Ding and T. Suel, "Faster top-k document retrieval using
/// block-max indexes", 2011).
/// </summary>
/// <param name="Pairs">A pair in 16 bits: the length above, the frequency (at most <see cref="AnyFrequency"/>) below. A pair of 0 stands for none.</param>
internal readonly record struct Impacts(ulong Pairs)
{
    /// <summary>Stands for this frequency and any greater one.</summary>
    public const int AnyFrequency = byte.MaxValue;

    private const int Count = 4;

    /// <summary>Gathers the pairs that no other pair outdoes.</summary>
    internal sealed class Collector
    {
        private readonly int[] frequencies = new int[256];
        private int shortest = 256;
        private int longest = -1;

        public void Add(int frequency, byte norm)
        {
            frequencies[norm] = Math.Max(frequencies[norm], frequency);
            shortest = Math.Min(shortest, norm);
            longest = Math.Max(longest, norm);
        }

        /// <summary>The impacts of what was added since the last call; they are added to <paramref name="total"/>, too.</summary>
        public Impacts Take(Collector? total)
        {
            Span<(int Frequency, int Norm)> frontier = stackalloc (int, int)[256];
            var (length, best) = (0, 0);
            for (var norm = shortest; norm <= longest; norm++)
            {
                var frequency = frequencies[norm];
                frequencies[norm] = 0;
                if (frequency <= best) continue;
                best = frequency;
                frontier[length++] = (frequency, norm);
                total?.Add(frequency, (byte)norm);
            }
            (shortest, longest) = (256, -1);

            // Neighbours are joined to the pair that outdoes both.
            var pairs = 0UL;
            for (var group = Math.Min(Count, length) - 1; group >= 0; group--)
            {
                var first = group * length / Math.Min(Count, length);
                var last = (group + 1) * length / Math.Min(Count, length) - 1;
                pairs = pairs << 16 | (uint)(frontier[first].Norm << 8 | Math.Min(frontier[last].Frequency, AnyFrequency));
            }
            return new Impacts(pairs);
        }
    }
}
