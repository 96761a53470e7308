using System.Buffers;
using System.Text;
using Mhg.Search.Indexing;
using Mhg.Search.Store;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Store;

/// <summary>What is written in packed form is read back as it was, for every width and at every border of a block.</summary>
public sealed class CodecTests(ITestOutputHelper output)
{
    // Around the borders of blocks of 128, of two of them, and of many.
    private static readonly int[] Counts = [1, 2, 7, 8, 9, 127, 128, 129, 255, 256, 257, 384, 1000, 5000];

    [Fact]
    public void Blocks_of_any_width_are_unpacked_as_they_were_packed()
    {
        var random = Seeded();
        for (var width = 0; width <= 32; width++)
        {
            for (var round = 0; round < 20; round++)
            {
                var values = Numbers(random, width, BitPacking.BlockSize);
                var packed = new byte[BitPacking.SizeOf(width)];
                BitPacking.Pack(values, width, packed);
                var plus = random.Next(3);
                var unpacked = new int[BitPacking.BlockSize];
                BitPacking.Unpack(packed, width, plus, unpacked);
                unpacked.ShouldBe(values.Select(value => unchecked((int)(value + (uint)plus))), $"width {width}");
            }
        }
    }

    [Fact]
    public void Ascending_blocks_are_unpacked_as_the_sums_of_their_distances()
    {
        var random = Seeded();
        // Any more bits than 24, and 128 distances could leave the range of documents.
        for (var width = 0; width <= 24; width++)
        {
            var distances = Numbers(random, width, BitPacking.BlockSize);
            var packed = new byte[BitPacking.SizeOf(width)];
            BitPacking.Pack(distances, width, packed);
            var before = random.Next(-1, 1000);
            var unpacked = new int[BitPacking.BlockSize];
            BitPacking.UnpackAscending(packed, width, before, unpacked);
            var sum = before;
            unpacked.ShouldBe(distances.Select(distance => sum += (int)distance + 1), $"width {width}");
        }
    }

    [Fact]
    public void Blocks_of_which_a_few_numbers_are_great_are_unpacked_as_they_were_packed()
    {
        var random = Seeded();
        for (var few = 0; few <= BitPacking.BlockSize; few += few < 40 ? 1 : 8)
        {
            for (var width = 0; width <= 31; width++)
            {
                var values = Numbers(random, width, BitPacking.BlockSize);
                foreach (var i in Enumerable.Range(0, values.Length).OrderBy(_ => random.Next()).Take(few)) values[i] = (uint)random.Next();
                var packed = new ArrayBufferWriter<byte>();
                packed.Write((ReadOnlySpan<byte>)[1]);
                PatchedPacking.Write(packed, [.. values]);
                var size = packed.WrittenCount;
                packed.Write((ReadOnlySpan<byte>)[2]);
                var (at, plus, unpacked) = (1, random.Next(2), new int[BitPacking.BlockSize]);
                PatchedPacking.Read(packed.WrittenSpan, ref at, plus, unpacked);
                at.ShouldBe(size);
                unpacked.ShouldBe(values.Select(value => unchecked((int)(value + (uint)plus))), $"width {width}, {few} greater");
            }
        }
    }

    [Fact]
    public void The_width_of_a_number_is_the_least_that_holds_it()
    {
        BitPacking.WidthOf(0).ShouldBe(0);
        for (var width = 1; width <= 32; width++)
        {
            BitPacking.WidthOf(uint.MaxValue >> (32 - width)).ShouldBe(width);
            BitPacking.WidthOf(1u << (width - 1)).ShouldBe(width);
        }
    }

    [Fact]
    public void Varints_of_any_length_follow_one_another()
    {
        var random = Seeded();
        var values = Enumerable.Range(0, 64).SelectMany(bits => new[] { 1L << bits, (1L << bits) - 1, random.NextInt64() >> bits })
            .Where(value => value >= 0).ToArray();
        var bytes = new byte[values.Length * Varint.MaxLength];
        var end = 0;
        foreach (var value in values) end += Varint.Write(bytes.AsSpan(end), (ulong)value);
        var at = 0;
        foreach (var value in values) Varint.ReadInt64(bytes, ref at).ShouldBe(value);
        at.ShouldBe(end);

        end = at = 0;
        var small = values.Where(value => value <= int.MaxValue).Select(value => (int)value).ToArray();
        foreach (var value in small) end += Varint.Write(bytes.AsSpan(end), (ulong)value);
        foreach (var value in small) Varint.ReadInt32(bytes.AsSpan(..end), ref at).ShouldBe(value);
        at.ShouldBe(end);
    }

    [Fact]
    public void Packed_numbers_of_any_width_are_each_read_alone()
    {
        var random = Seeded();
        for (var width = 0; width <= 31; width++)
        {
            var numbers = Numbers(random, width, random.Next(1, 300)).Select(number => (int)number).ToArray();
            using var file = Written(writer => PackedNumbers.Write(writer, numbers, width));
            file.Length.ShouldBe(PackedNumbers.SizeOf(numbers.Length, width));
            var read = new PackedNumbers(file.Read(0, file.Length), width);
            foreach (var i in Enumerable.Range(0, numbers.Length).OrderBy(_ => random.Next())) read[i].ShouldBe(numbers[i], $"width {width}, number {i}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Postings_are_read_as_they_were_written(bool hasPositions)
    {
        var random = Seeded();
        foreach (var count in Counts)
        {
            var docs = Ascending(random, count, random.Next(1, 40));
            var positions = docs.ToDictionary(doc => doc, _ => hasPositions ? Ascending(random, Frequency(random), random.Next(1, 20)) : []);
            var norms = hasPositions ? docs.Aggregate(new byte[docs[^1] + 1], (all, doc) => { all[doc] = FieldLength.Encode(positions[doc].Length); return all; }) : null;
            PostingsEntry? entry = null;
            using var file = Written(writer =>
            {
                // Another term before and behind: a writer goes on from one to the next.
                var postings = new PostingsWriter(writer, norms);
                postings.Add(0, hasPositions ? [3] : []);
                postings.FinishTerm();
                foreach (var doc in docs) postings.Add(doc, positions[doc]);
                entry = postings.FinishTerm();
                postings.Add(0, hasPositions ? [3] : []);
                postings.FinishTerm();
            });
            entry!.Value.DocFrequency.ShouldBe(count);
            entry.Value.TotalFrequency.ShouldBe(hasPositions ? positions.Values.Sum(each => (long)each.Length) : count);

            var read = new Postings();
            read.Open(file, entry.Value, hasPositions);
            var all = new List<int>();
            for (var doc = read.Advance(0); doc != Postings.End; doc = read.Advance(doc + 1))
            {
                all.Add(doc);
                if (hasPositions) read.Frequency.ShouldBe(positions[doc].Length);
            }
            all.ShouldBe(docs);

            for (var round = 0; round < 30; round++)
            {
                read.Open(file, entry.Value, hasPositions);
                var stride = random.Next(1, 2 * docs[^1] / Math.Min(count, 20) + 2);
                for (var target = random.Next(stride); target < docs[^1] + stride; target += random.Next(1, stride + 1))
                {
                    var found = read.Advance(target);
                    var next = Array.BinarySearch(docs, target);
                    found.ShouldBe(next >= 0 ? target : ~next < docs.Length ? docs[~next] : Postings.End, $"{count} documents, to {target}");
                    if (found == Postings.End) break;
                    target = found;
                    if (!hasPositions || random.Next(2) == 0) continue;
                    read.ReadPositions();
                    read.Positions.ToArray().ShouldBe(positions[found], $"{count} documents, at {found}");
                }
            }
        }
    }

    [Fact]
    public void The_impacts_of_a_block_outdo_each_of_its_documents()
    {
        var random = Seeded();
        var docs = Enumerable.Range(0, 1000).ToArray();
        var positions = docs.Select(_ => Ascending(random, Frequency(random), 3)).ToArray();
        var norms = positions.Select(each => FieldLength.Encode(each.Length + random.Next(200))).ToArray();
        PostingsEntry? entry = null;
        using var file = Written(writer =>
        {
            var postings = new PostingsWriter(writer, norms);
            foreach (var doc in docs) postings.Add(doc, positions[doc]);
            entry = postings.FinishTerm();
        });
        var read = new Postings();
        read.Open(file, entry!.Value, withPositions: true);
        foreach (var doc in docs)
        {
            Outdoes(read.ImpactsOf(doc / BitPacking.BlockSize), positions[doc].Length, norms[doc]).ShouldBeTrue($"document {doc}");
            Outdoes(read.Impacts, positions[doc].Length, norms[doc]).ShouldBeTrue($"document {doc}");
        }

        static bool Outdoes(Impacts impacts, int frequency, byte norm)
        {
            for (var pairs = impacts.Pairs; pairs != 0; pairs >>= 16)
            {
                var most = (int)(pairs & 0xFF);
                if ((most == Impacts.AnyFrequency || most >= frequency) && (byte)(pairs >> 8) <= norm) return true;
            }
            return false;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(3000)]
    public void A_dictionary_finds_every_term_and_no_other(int count)
    {
        var random = Seeded();
        var terms = new HashSet<string>(StringComparer.Ordinal);
        while (terms.Count < count) terms.Add(Term(random));
        var sorted = terms.Select(Encoding.UTF8.GetBytes).ToArray();
        Array.Sort(sorted, (x, y) => x.AsSpan().SequenceCompareTo(y));
        var entries = new PostingsEntry[count];
        var start = 0L;
        for (var i = 0; i < count; i++)
        {
            var docs = random.Next(3) == 0 ? 1 : random.Next(2, 100_000);
            entries[i] = new(docs, docs + random.Next(1000), docs == 1 ? random.Next(1000) : -1, start, random.Next(1, 5000));
            start += entries[i].Length;
        }
        var (blocks, starts) = (0L, 0L);
        using var file = Written(writer =>
        {
            var dictionary = new TermDictionaryWriter(hasPositions: true);
            for (var i = 0; i < count; i++) dictionary.Add(sorted[i], entries[i]);
            (blocks, starts) = dictionary.Finish(writer);
        });
        var read = new TermDictionary(file.Read(blocks, starts - blocks), file.Read(starts, file.Length - starts), count, hasPositions: true);

        for (var i = 0; i < count; i++)
        {
            read.TryFind(sorted[i], out var entry).ShouldBeTrue();
            entry.ShouldBe(entries[i]);
            read.TermAt(i).ShouldBe(Encoding.UTF8.GetString(sorted[i]));
        }
        var cursor = new TermCursor(read);
        for (var i = 0; i < count; i++)
        {
            cursor.MoveNext().ShouldBeTrue();
            cursor.Term.ToArray().ShouldBe(sorted[i]);
            cursor.Number.ShouldBe(i);
            cursor.Postings.ShouldBe(entries[i]);
        }
        cursor.MoveNext().ShouldBeFalse();

        for (var round = 0; round < 2000; round++)
        {
            var wanted = Encoding.UTF8.GetBytes(Term(random));
            var at = Array.FindIndex(sorted, term => term.AsSpan().SequenceCompareTo(wanted) >= 0);
            read.TryFind(wanted, out _).ShouldBe(at >= 0 && sorted[at].SequenceEqual(wanted));
            cursor = new TermCursor(read);
            cursor.Seek(wanted).ShouldBe(at >= 0);
            if (at < 0) continue;
            cursor.Number.ShouldBe(at);
            // From there on, in leaps.
            var next = random.Next(at, count);
            cursor.Seek(sorted[next]).ShouldBeTrue();
            cursor.Number.ShouldBe(next);
            cursor.Postings.ShouldBe(entries[next]);
        }
    }

    private static string Term(Random random)
    {
        // Few different characters of all lengths, so that terms have much in common, also half of a character's bytes.
        string[] characters = ["a", "b", "é", "è", "ក", "ខ", "က", "\uFFEE", "😀", "😁"];
        var length = random.Next(40) == 0 ? random.Next(50, 400) : random.Next(1, 7);
        return string.Concat(Enumerable.Range(0, length).Select(_ => characters[random.Next(characters.Length)]));
    }

    private static int Frequency(Random random) => random.Next(20) switch
    {
        0 => random.Next(125, 132),
        1 => random.Next(250, 262),
        2 => random.Next(500, 1000),
        < 10 => 1,
        _ => random.Next(1, 10),
    };

    private static int[] Ascending(Random random, int count, int step)
    {
        var numbers = new int[count];
        for (var (i, last) = (0, random.Next(step) - 1); i < count; i++) numbers[i] = last += 1 + random.Next(step) * (random.Next(50) == 0 ? 100 : 1);
        return numbers;
    }

    private static uint[] Numbers(Random random, int width, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => width == 0 ? 0 : random.Next(4) == 0 ? uint.MaxValue >> (32 - width) : (uint)random.NextInt64(1L << width))];

    private static MappedFile Written(Action<FileWriter> write)
    {
        var path = TemporaryFolder.New();
        using (var writer = new FileWriter(path))
        {
            write(writer);
            writer.Finish(FileKind.Segment);
        }
        return new MappedFile(path, FileKind.Segment);
    }

    private Random Seeded()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
