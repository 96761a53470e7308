using System.Net;
using Mhg.Recipes;
using Mhg.Search.Queries;
using Microsoft.Data.Sqlite;

namespace Mhg.Archive.Tests;

public class IndexOnDiskTests
{
    [Fact]
    public async Task A_start_goes_on_with_the_index_that_is_there()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Stays");
        await site.PublishDocumentAsync("Goes");
        await site.CatchUpAsync();
        await site.EndAsync();
        var built = site.IndexFolders.Single();

        await using var next = site.Another();
        await next.UnpublishAsync("Goes");
        await next.PublishDocumentAsync("Comes");
        await next.CatchUpAsync();
        (await next.TitlesAsync("")).ShouldBe(["Comes", "Stays"], ignoreOrder: true);
        site.IndexFolders.ShouldBe([built]);
        next.Logged.ShouldNotContain(line => line.Contains("was built"));
    }

    [Fact]
    public async Task Two_processes_on_one_data_folder_have_an_index_each()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Report");
        await site.CatchUpAsync();
        await using var other = site.Another();
        await other.CatchUpAsync();
        site.IndexFolders.Length.ShouldBe(2);

        await other.PublishDocumentAsync("Minutes");
        await site.CatchUpAsync();
        await other.CatchUpAsync();
        (await site.TitlesAsync("minutes")).ShouldBe(["Minutes"]);
        (await other.TitlesAsync("minutes")).ShouldBe(["Minutes"]);
        (await site.Maintenance.ReportAsync(default)).ShouldAllBe(report => report.IsOpen && report.Problem == null);
    }

    [Fact]
    public async Task A_damaged_index_is_named_and_built_anew_at_the_start()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Report");
        await site.CatchUpAsync();
        await site.EndAsync();
        var damaged = SegmentOf(site);
        Damage(damaged, at: ^10);

        await using var next = site.Another();
        (await next.Maintenance.VerifyAsync(default)).Single().Problem.ShouldNotBeNull().ShouldContain(damaged);
        await next.CatchUpAsync();
        (await next.TitlesAsync("report")).ShouldBe(["Report"]);
        next.Logged.ShouldContain(line => line.Contains(damaged));
        File.Exists(damaged).ShouldBeFalse();
    }

    [Fact]
    public async Task A_search_that_comes_upon_damage_says_that_the_index_is_being_built_until_it_is()
    {
        await using var site = await ArchiveSite.StartAsync();
        // Large enough for parts that only a search reads.
        await site.PublishDocumentAsync("Report", $"<p>{string.Join(' ', Enumerable.Range(0, 30_000).Select(i => $"word{i}"))}</p>", "Public");
        await site.CatchUpAsync();
        await site.EndAsync();
        var damaged = SegmentOf(site);
        for (var page = 0; page < 4; page++)
            Damage(damaged, at: (page * 16384) + 100);

        await using var next = site.Another();
        await next.CatchUpAsync();
        var client = await next.ServeAsync(indexing: false);
        var answer = await client.GetAsync("/search?q=word*");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The search index is being built");
        (await client.GetAsync("/api/search?q=word*")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetStringAsync("/api/search/suggest?q=rep")).ShouldBe("[]");
        next.Logged.ShouldContain(line => line.Contains(damaged));

        await next.CatchUpAsync();
        (await client.GetAsync("/search?q=word*")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await next.TitlesAsync("word17")).ShouldBe(["Report"]);
        File.Exists(damaged).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_was_put_back_gets_an_index_of_its_own()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Before");
        await site.CatchUpAsync();
        await site.EndAsync();
        File.Copy(site.Database, site.Database + ".backup");

        await using var later = site.Another();
        await later.PublishDocumentAsync("Lost");
        await later.CatchUpAsync();
        await later.EndAsync();
        (await FindsAsync(later.Another())).ShouldBe(["Before", "Lost"], ignoreOrder: true);

        SqliteConnection.ClearAllPools();
        File.Copy(site.Database + ".backup", site.Database, overwrite: true);
        await using (var restored = site.Another())
            await restored.PublishDocumentAsync("After");
        (await FindsAsync(site.Another())).ShouldBe(["After", "Before"], ignoreOrder: true);

        static async Task<string[]> FindsAsync(ArchiveSite site)
        {
            await using (site)
            {
                await site.CatchUpAsync();
                return await site.TitlesAsync("");
            }
        }
    }

    [Fact]
    public async Task An_index_is_built_anew_where_the_definitions_changed_while_the_site_was_down()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Report");
        await site.CatchUpAsync();
        await site.EndAsync();
        var built = site.IndexFolders.Single();

        await using var next = site.Another();
        await next.RunAsync(Recipe.Parse("""
            { "name": "x", "steps": [{ "name": "lucene-index", "Indices": [{ "Archive": { "AnalyzerName": "keywordanalyzer", "IndexedContentTypes": ["Document"] } }] }] }
            """));
        (await next.Maintenance.VerifyAsync(default)).Single().Problem.ShouldNotBeNull().ShouldContain("other definitions");
        await next.CatchUpAsync();
        site.IndexFolders.Single().ShouldNotBe(built);
        (await next.TitlesAsync("title:Report")).ShouldBe(["Report"]);
    }

    [Fact]
    public async Task Where_the_index_can_not_be_written_the_site_says_so_serves_the_rest_and_tries_again()
    {
        await using var site = await ArchiveSite.StartAsync();
        var folder = Path.Combine(site.Folder, "index");
        await File.WriteAllTextAsync(folder, "In the way.");
        await site.PublishDocumentAsync("Report", audience: "Public");
        var client = await site.ServeAsync(indexing: false);
        await site.StartIndexingAsync();
        await IndexingTests.UntilAsync(() => Task.FromResult(site.Logged.Any(line => line.Contains($"The search index in {folder} can't be written"))), TimeSpan.FromSeconds(30));
        (await client.GetAsync("/documents")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/search?q=report")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        File.Delete(folder);
        await site.PublishDocumentAsync("Minutes");
        await IndexingTests.UntilAsync(async () => (await site.TitlesAsync("")).Length == 2, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task After_a_failed_write_the_index_goes_on_being_searched_and_takes_over_what_it_missed()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Report");
        await site.CatchUpAsync();
        Directory.Delete(site.IndexFolders.Single(), recursive: true);
        await site.PublishDocumentAsync("Minutes");
        await Should.ThrowAsync<IOException>(site.CatchUpAsync);
        (await site.TitlesAsync("")).ShouldBe(["Report"]);

        await site.CatchUpAsync();
        (await site.TitlesAsync("")).ShouldBe(["Minutes", "Report"], ignoreOrder: true);
        (await site.Maintenance.VerifyAsync(default)).ShouldHaveSingleItem().IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task A_search_that_is_under_way_ends_on_the_index_that_it_began_on()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Report");
        await site.CatchUpAsync();
        var before = site.IndexFolders.Single();
        var found = await site.Index.SearchAsync(async (searcher, _) =>
        {
            await site.UnpublishAsync("Report");
            await site.Maintenance.RebuildAsync(null, default);
            Directory.Exists(before).ShouldBeFalse();
            return searcher.Search(Query.All);
        });
        found.ShouldNotBeNull().Total.ShouldBe(1);
        (await site.TitlesAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipe_that_another_process_runs_has_the_index_built_anew()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.CatchUpAsync();
        var before = site.IndexFolders.Single();
        await using var other = site.Another();
        await other.RunAsync(Recipe.Parse("""{ "name": "x", "steps": [{ "name": "lucene-index-rebuild" }] }"""));
        await site.CatchUpAsync();
        site.IndexFolders.ShouldHaveSingleItem().ShouldNotBe(before);
        await site.CatchUpAsync();
        site.Logged.Count(line => line.Contains("was built")).ShouldBe(2);
    }

    [Fact]
    public async Task Verifying_from_another_process_names_what_differs_and_passes_over_what_is_yet_to_come()
    {
        await using var site = await ArchiveSite.StartAsync();
        await using var operating = site.Another();
        await site.PublishDocumentAsync("Report");
        await site.CatchUpAsync();
        // Seen by searches, and perhaps not durable yet.
        await site.PublishDocumentAsync("Minutes");
        await site.CatchUpAsync();
        await site.PublishDocumentAsync("Not taken over yet");
        (await operating.Maintenance.VerifyAsync(default)).ShouldHaveSingleItem().IsSound.ShouldBeTrue();

        await site.CatchUpAsync();
        await site.EndAsync();
        await using (var database = new SqliteConnection($"Data Source={site.Database}"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = $"UPDATE ContentItems SET Published = 0 WHERE ContentItemId = '{ArchiveSite.IdOf("Report")}'";
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }
        var report = (await operating.Maintenance.VerifyAsync(default)).ShouldHaveSingleItem();
        report.IsSound.ShouldBeFalse();
        report.Difference.ShouldNotBeNull().Surplus.ShouldBe([ArchiveSite.IdOf("Report")]);
    }

    private static string SegmentOf(ArchiveSite site) => Directory.GetFiles(site.IndexFolders.Single(), "*.segment").Single();

    private static void Damage(string file, Index at)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Position = at.GetOffset((int)stream.Length);
        var value = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)~value);
    }
}
