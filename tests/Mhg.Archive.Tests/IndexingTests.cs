using System.Diagnostics;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Parts;
using Mhg.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive.Tests;

public class IndexingTests
{
    private const int Attempts = 5;

    [Fact]
    public async Task What_is_published_is_found_and_what_is_unpublished_is_gone_within_a_second()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.StartIndexingAsync();
        await UntilAsync(async () => (await site.SearchAsync("")).State == SearchState.Searched, TimeSpan.FromSeconds(30));

        var published = 0;
        await WithinASecondAsync(
            () => site.PublishDocumentAsync($"Portability {++published}", "<p>Pensions that move along with people.</p>"),
            async () => (await site.TitlesAsync("pensions")).Length == published);
        while (published < Attempts)
            await site.PublishDocumentAsync($"Portability {++published}", "<p>Pensions that move along with people.</p>");
        await WithinASecondAsync(
            () => site.UnpublishAsync($"Portability {published--}"),
            async () => (await site.TitlesAsync("pensions")).Length == published);
    }

    [Fact]
    public async Task What_another_process_publishes_is_found_within_a_second()
    {
        await using var site = await ArchiveSite.StartAsync();
        await using var other = site.Another();
        await site.StartIndexingAsync();
        await UntilAsync(async () => (await site.SearchAsync("")).State == SearchState.Searched, TimeSpan.FromSeconds(30));

        var published = 0;
        await WithinASecondAsync(() => other.PublishDocumentAsync($"From elsewhere {++published}"), async () => (await site.TitlesAsync("elsewhere")).Length == published);
    }

    [Fact]
    public async Task A_process_that_ended_between_publishing_and_indexing_leaves_nothing_unfound()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.CatchUpAsync();
        await site.PublishDocumentAsync("Stays");
        await site.PublishDocumentAsync("Goes");
        await site.CatchUpAsync();
        // Here the process ends: what follows is in the database and in no index.
        await site.UnpublishAsync("Goes");
        await site.PublishDocumentAsync("Comes");

        await using var next = site.Another();
        await next.CatchUpAsync();
        (await next.TitlesAsync("")).ShouldBe(["Comes", "Stays"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_draft_is_not_found_and_does_not_hide_what_is_published()
    {
        await using var site = await ArchiveSite.StartAsync();
        var item = await site.PublishDocumentAsync("Report", "<p>first</p>");
        item.Content["HtmlBodyPart"]!["Html"] = "<p>second</p>";
        await site.In(Actor.Site, scope => scope.GetRequiredService<ContentManager>().SaveDraftAsync(item));
        await site.CatchUpAsync();

        (await site.TitlesAsync("first", ArchiveSite.Editor)).ShouldBe(["Report"]);
        (await site.TitlesAsync("second", ArchiveSite.Editor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_document_that_can_not_be_indexed_is_left_out_and_the_rest_is_found()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.RunAsync(Recipe.Parse("""
            { "name": "x", "steps": [
              { "name": "ContentDefinition", "ContentTypes": [{ "Name": "Campaign", "Settings": { "FullTextAspectSettings": { "IncludeFullTextTemplate": true, "FullTextTemplate": "{% for %}" } },
                "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }] }], "ContentParts": [] }] }
            """));
        await site.PublishAsync("Campaign", "Faulty campaign", """{ "Campaign": { "Summary": { "Text": "x" }, "Status": { "Text": "proposed" } } }""");
        await site.PublishDocumentAsync("Sound document");
        await site.CatchUpAsync();
        (await site.TitlesAsync("")).ShouldBe(["Sound document"]);
        (await site.Maintenance.VerifyAsync(default)).Single().Difference!.Missing.ShouldBe([ArchiveSite.IdOf("Faulty campaign")]);
    }

    [Fact]
    public async Task Discussions_vanish_with_the_workshop_that_they_belong_to()
    {
        await using var site = await ArchiveSite.StartAsync();
        await PublishWorkshopAsync(site, "Public");
        await PublishDiscussionAsync(site);
        await site.CatchUpAsync();
        (await site.TitlesAsync("detention", ArchiveSite.Visitor)).ShouldBe(["Detention"]);

        await site.UnpublishAsync("Workshop");
        await site.CatchUpAsync();
        (await site.TitlesAsync("detention", ArchiveSite.Visitor)).ShouldBeEmpty();
        (await site.TitlesAsync("detention", ArchiveSite.Member)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Discussions_take_over_a_narrower_audience_of_their_workshop()
    {
        await using var site = await ArchiveSite.StartAsync();
        await PublishWorkshopAsync(site, "Public");
        await PublishDiscussionAsync(site);
        await PublishWorkshopAsync(site, "Members");
        await site.CatchUpAsync();
        (await site.TitlesAsync("detention", ArchiveSite.Visitor)).ShouldBeEmpty();
        (await site.TitlesAsync("detention", ArchiveSite.Member)).ShouldBe(["Detention"]);
    }

    [Fact]
    public async Task A_discussion_has_the_year_and_the_country_of_its_workshop()
    {
        await using var site = await ArchiveSite.StartAsync();
        await PublishWorkshopAsync(site, "Public");
        await PublishDiscussionAsync(site);
        await site.CatchUpAsync();
        (await site.TitlesAsync("type:discussion year:2008 country:malaysia")).ShouldBe(["Detention"]);
    }

    [Fact]
    public async Task Following_the_changes_ends_where_building_anew_does()
    {
        const int seed = 20261121;
        var random = new Random(seed);
        await using var site = await ArchiveSite.StartAsync();
        string[] names = ["one", "two", "three", "four", "five", "six"];
        await site.CatchUpAsync();
        for (var i = 0; i < 60; i++)
        {
            var name = names[random.Next(names.Length)];
            if (random.Next(3) == 0)
                await site.UnpublishAsync(name);
            else
                await site.PublishDocumentAsync(name, $"<p>word{i}</p>", random.Next(2) == 0 ? "Public" : "Members");
            if (random.Next(4) == 0)
                await site.CatchUpAsync();
        }
        await site.CatchUpAsync();

        var report = (await site.Maintenance.VerifyAsync(default)).Single();
        report.IsSound.ShouldBeTrue($"seed {seed}: {report}");
        var followed = await site.TitlesAsync("", ArchiveSite.Visitor);
        (await site.Maintenance.RebuildAsync(null, default)).ShouldBeTrue();
        (await site.TitlesAsync("", ArchiveSite.Visitor)).ShouldBe(followed, $"seed {seed}");
    }

    [Fact]
    public async Task Paragraphs_do_not_run_into_one_another()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishAsync("FocusArea", "Donors", """
            {
              "FocusArea": { "Summary": { "Text": "x" }, "Status": { "Text": "active" }, "Description": { "Html": "<p>two sides:</p><ul><li>aid &amp; loans</li><li>grants</li></ul>" } }
            }
            """);
        await site.CatchUpAsync();
        (await site.TitlesAsync("sides aid loans grants")).ShouldBe(["Donors"]);
    }

    [Fact]
    public async Task A_term_that_is_renamed_has_its_new_name_among_the_facets()
    {
        await using var site = await ArchiveSite.StartAsync();
        await PublishWorkshopAsync(site, "Public");
        await site.CatchUpAsync();
        await site.In(Actor.Site, async scope =>
        {
            var content = scope.GetRequiredService<ContentManager>();
            var countries = (await content.GetAsync("4countries0000000000000tax"))!;
            TaxonomyPart.Terms(countries).Single(entry => entry.Term.DisplayText == "Malaysia").Term.Content["DisplayText"] = "Malaya";
            await content.SaveDraftAsync(countries);
            await content.PublishAsync(countries.ContentItemId);
        });
        await site.CatchUpAsync();
        (await site.SearchAsync("")).Facets.Single(choices => choices.Facet.Name == "country").Values.Single().Text.ShouldBe("Malaya");
    }

    [Fact]
    public async Task Content_of_a_feature_that_is_off_is_not_found()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Report");
        await site.CatchUpAsync();
        await site.In(Actor.Site, scope => scope.GetRequiredService<Modularity.Features.FeatureSwitch>().SetAsync("Mhg.Archive", false, default));
        (await site.TitlesAsync("report", ArchiveSite.Editor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Until_the_index_is_whole_there_are_no_half_results()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Report");
        (await site.SearchAsync("report")).State.ShouldBe(SearchState.Building);
        await site.CatchUpAsync();
        (await site.SearchAsync("report")).State.ShouldBe(SearchState.Searched);
    }

    internal static Task PublishWorkshopAsync(ArchiveSite site, string audience) => site.PublishAsync("Workshop", "Workshop", $$"""
        {
          "Workshop": {
            "StartDate": { "Value": "2008-06-01T00:00:00Z" },
            "Country": { "TaxonomyContentItemId": "4countries0000000000000tax", "TermContentItemIds": ["4country0000000000000000my"] }
          },
          "AudiencePart": { "Readers": { "Values": ["{{audience}}"] } }
        }
        """);

    internal static Task PublishDiscussionAsync(ArchiveSite site) => site.PublishAsync("Discussion", "Detention", $$"""
        {
          "Discussion": { "Kind": { "Text": "plenary" } },
          "AudiencePart": { "Readers": { "Values": ["Public"] } },
          "ContainedPart": { "ListContentItemId": "{{ArchiveSite.IdOf("Workshop")}}", "ListContentType": "Workshop", "Order": 0 }
        }
        """);

    /// <summary>Makes changes until one is seen within a second: the machine may be busy with other things for a second, but not every time.</summary>
    private static async Task WithinASecondAsync(Func<Task> change, Func<Task<bool>> isSeen)
    {
        var waits = new List<double>();
        do
        {
            waits.Count.ShouldBeLessThan(Attempts, $"Seen after {string.Join(", ", waits)} s.");
            await change();
            var clock = Stopwatch.StartNew();
            await UntilAsync(isSeen, TimeSpan.FromSeconds(30));
            waits.Add(clock.Elapsed.TotalSeconds);
        }
        while (waits[^1] > 1);
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan atMost)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            clock.Elapsed.ShouldBeLessThan(atMost);
            await Task.Delay(5);
        }
    }
}
