using System.Collections.Concurrent;
using System.Diagnostics;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Store;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Store;

/// <summary>Who reads has a steady view of the files, whatever is written, merged, deleted and closed meanwhile.</summary>
public sealed class SnapshotTests(ITestOutputHelper output)
{
    private const int Documents = 200;

    private static readonly IndexSchema Schema = new(
        new TextField("text", Analyzer.Standard) { Stored = true }, new KeywordField("tag"), new NumberField("round"));

    [Fact]
    public async Task Many_threads_search_while_one_writes_merges_and_commits_at_full_speed()
    {
        var path = TemporaryFolder.New();
        using var index = new SearchIndex(Schema, path) { TokensBeforeFlush = 1_500 };
        Write(index, 0);
        index.Commit();
        var searches = new ConcurrentDictionary<string, int>();
        using var over = new CancellationTokenSource();
        // Threads of their own: on a busy machine the pool may start a task only when all is over.
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(reader);
                do
                {
                    // The writer's own snapshots, and those that another process would open.
                    using var searcher = random.Next(3) == 0 ? IndexSearcher.Open(Schema, path) : index.Acquire();
                    var seen = Ask(searcher, random);
                    for (var again = random.Next(5); again > 0; again--) Ask(searcher, random).ShouldBe(seen);
                    searches.AddOrUpdate(seen, 1, (_, count) => count + 1);
                }
                while (!over.IsCancellationRequested);
            },
            TaskCreationOptions.LongRunning)).ToList();

        var random = new Random(7);
        var started = Stopwatch.GetTimestamp();
        var rounds = 0;
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < 4 && !readers.Exists(reader => reader.IsCompleted))
        {
            Write(index, ++rounds);
            if (random.Next(3) == 0) index.Commit();
            if (random.Next(20) == 0) index.ForceMerge();
        }
        await over.CancelAsync();
        await Task.WhenAll(readers);
        output.WriteLine($"{rounds} rounds written, {searches.Values.Sum()} snapshots searched, of {searches.Count} states");
        searches.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_commit_is_read_whole_while_another_one_takes_its_place()
    {
        var path = Directory.CreateDirectory(TemporaryFolder.New()).FullName;
        using var over = new CancellationTokenSource();
        Write(0);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (!over.IsCancellationRequested) CommitPoint.Read(path)!.Data.Values.Distinct().Count().ShouldBeLessThan(2);
            },
            TaskCreationOptions.LongRunning)).ToList();
        for (var round = 1; round < 300 && !readers.Exists(reader => reader.IsCompleted); round++) Write(round);
        await over.CancelAsync();
        await Task.WhenAll(readers);

        // Now short, now long.
        void Write(int round) => new CommitPoint(
            [], new Dictionary<string, string>(), Enumerable.Range(0, round % 3 * 50).ToDictionary(i => $"{i}", _ => $"{round}")).Write(path);
    }

    [Fact]
    public void Commits_do_not_disturb_the_merges_that_run_beside_them()
    {
        var path = TemporaryFolder.New();
        using var index = new SearchIndex(Schema, path);
        for (var round = 0; round < 150; round++)
        {
            for (var i = 0; i < 5; i++) index.Update(new SearchDocument($"{round} {i}") { { "text", string.Join(' ', Enumerable.Range(0, 300).Select(word => $"w{word * i}")) } });
            index.Commit();
        }
        // Had merges failed, there would be a segment for each commit. How far they lag behind depends on the machine, up to here.
        using var searcher = index.Acquire();
        searcher.Snapshot.Readers.Length.ShouldBeLessThanOrEqualTo(SearchIndex.SegmentsBeforeWaiting);
    }

    [Fact]
    public void A_searcher_outlives_its_index_and_even_the_files()
    {
        var path = TemporaryFolder.New();
        IndexSearcher searcher, committed;
        using (var index = new SearchIndex(Schema, path))
        {
            Write(index, 1);
            index.Commit();
            Write(index, 2);
            searcher = index.Acquire();
            committed = IndexSearcher.Open(Schema, path);
            Write(index, 3);
        }
        Should.Throw<ObjectDisposedException>(() => Disposed(path));
        Directory.Delete(path, recursive: true);
        Ask(searcher, new Random(1)).ShouldBe("2");
        Ask(committed, new Random(1)).ShouldBe("1");
        searcher.Dispose();
        committed.Dispose();

        static void Disposed(string path)
        {
            var index = new SearchIndex(Schema, path);
            index.Dispose();
            index.Dispose();
            index.Acquire();
        }
    }

    [Fact]
    public async Task An_index_may_be_disposed_at_any_moment_while_others_write_and_search()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 10; round++)
        {
            var path = TemporaryFolder.New();
            var index = new SearchIndex(Schema, path);
            Write(index, 0);
            index.Commit();
            Action[] doings =
            [
                () => Write(index, 0),
                () => index.Commit(),
                index.ForceMerge,
                () =>
                {
                    using var searcher = index.Acquire();
                    Ask(searcher, new Random(1)).ShouldBe("0");
                },
            ];
            var doers = doings.Select(doing => Task.Factory.StartNew(
                () =>
                {
                    try
                    {
                        while (true) doing();
                    }
                    catch (ObjectDisposedException)
                    {
                        // Which is all that may happen to them.
                    }
                },
                TaskCreationOptions.LongRunning)).ToList();
            Thread.Sleep(random.Next(60));
            index.Dispose();
            await Task.WhenAll(doers);
            using var reopened = new SearchIndex(Schema, path);
            using var again = reopened.Acquire();
            Ask(again, random).ShouldBe("0");
        }
    }

    [Fact]
    public void What_a_full_disk_refused_is_committed_when_there_is_room_again()
    {
        // Whoever writes to this device is told that it is full.
        if (!File.Exists("/dev/full")) return;
        var path = TemporaryFolder.New();
        using (var index = new SearchIndex(Schema, path))
        {
            Write(index, 1);
            index.Commit();
            Write(index, 2, refresh: false);
            // The next segment, whatever its number.
            var next = 1 + Directory.EnumerateFiles(path).Select(Path.GetFileNameWithoutExtension).Max(name => int.TryParse(name, out var number) ? number : 0);
            File.CreateSymbolicLink(Path.Combine(path, $"{next}.segment"), "/dev/full");
            Should.Throw<IOException>(index.Refresh);
            Directory.EnumerateFileSystemEntries(path, $"{next}.*").ShouldBeEmpty("what was not finished takes room");
            Asked(index).ShouldBe("1");
            index.Refresh();
            Asked(index).ShouldBe("2");

            // The deletions of some, and then the commit itself.
            for (var i = 0; i < 50; i++) index.Update(Document(i, 3));
            index.Refresh();
            File.CreateSymbolicLink(Path.Combine(path, "commit.new"), "/dev/full");
            Should.Throw<IOException>(() => index.Commit());
            using (var committed = IndexSearcher.Open(Schema, path)) Ask(committed, new Random(1)).ShouldBe("1");
            for (var i = 50; i < Documents; i++) index.Update(Document(i, 3));
            index.Commit();
        }
        using var reopened = IndexSearcher.Open(Schema, path);
        Ask(reopened, new Random(1)).ShouldBe("3");

        static string Asked(SearchIndex index)
        {
            using var searcher = index.Acquire();
            return Ask(searcher, new Random(1));
        }
    }

    /// <summary>Asks in several ways of which round the documents are: all have to be of the same one.</summary>
    private static string Ask(IndexSearcher searcher, Random random)
    {
        searcher.DocCount.ShouldBe(Documents);
        var found = searcher.Search(Query.All, new SearchOptions { Top = 1000, Sort = random.Next(2) == 0 ? [] : [new("round")], Facets = [new("tag", 100)] });
        found.Total.ShouldBe(Documents);
        found.Hits.Select(hit => hit.Id).Distinct().Count().ShouldBe(Documents);
        var round = found.Hits.Select(hit => hit.Fields["text"][0].Split(' ')[1]).Distinct().ShouldHaveSingleItem();
        found.Facets["tag"].Sum(tag => tag.Count).ShouldBe(Documents);
        searcher.Count(new TermQuery("text", $"{round}")).ShouldBe(Documents);
        searcher.Count(new PhraseQuery("text", "round", round)).ShouldBe(Documents);
        searcher.Count(new RangeQuery("round", round, round)).ShouldBe(Documents);
        searcher.Search(new TermQuery("text", "round"), new SearchOptions { CountUpTo = 0 }).Hits.Count.ShouldBe(10);
        return round;
    }

    private static void Write(SearchIndex index, int round, bool refresh = true)
    {
        for (var i = 0; i < Documents; i++) index.Update(Document(i, round));
        if (refresh) index.Refresh();
    }

    private static SearchDocument Document(int id, int round) => new($"{id}")
    {
        { "text", $"round {round} has more words {string.Concat(Enumerable.Repeat("and more ", id % 9))}" }, { "tag", $"t{id % 11}" }, { "round", $"{round}" },
    };
}
