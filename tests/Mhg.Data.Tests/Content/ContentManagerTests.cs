using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Tests.Databases;
using static Mhg.Data.Tests.SampleTypes;

namespace Mhg.Data.Tests.Content;

/// <summary>What happens to content, on each database.</summary>
public sealed class ContentManagerTests(TestDatabases databases) : DatabaseTests(databases)
{
    [Theory, EachDatabase]
    public async Task A_draft_is_not_seen_until_it_is_published(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var page = Page("Hello");
        await site.In(scope => scope.Content.SaveDraftAsync(page));

        (await Published(site, page.ContentItemId)).ShouldBeNull();
        (await site.In(scope => scope.Store.FindByPathAsync("pages/hello", null, default))).ShouldBeNull();
        (await ChangesAsync(site)).ShouldBeEmpty();

        await site.In(scope => scope.Content.PublishAsync(page.ContentItemId));

        var shown = (await site.In(scope => scope.Store.FindByPathAsync("pages/hello", null, default))).ShouldNotBeNull();
        shown.ContentItemVersionId.ShouldBe(page.ContentItemVersionId);
        shown.PublishedUtc!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        (await ChangesAsync(site)).ShouldBe([page.ContentItemId]);
    }

    [Theory, EachDatabase]
    public async Task What_was_published_is_never_overwritten(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var page = await PublishedPageAsync(site, "First");
        var before = (await Published(site, page.ContentItemId))!.ToJson().ToJsonString();

        await site.In(scope => scope.Content.SaveDraftAsync(page.Copy().With("Second")));
        (await Published(site, page.ContentItemId))!.DisplayText.ShouldBe("First");
        await site.In(scope => scope.Content.PublishAsync(page.ContentItemId));

        (await Published(site, page.ContentItemId))!.DisplayText.ShouldBe("Second");
        var versions = await site.In(scope => scope.Content.ListVersionsAsync(page.ContentItemId));
        versions.Select(v => (v.DisplayText, v.Latest, v.Published)).ShouldBe([("Second", true, true), ("First", false, false)]);
        var old = versions[1];
        (old.Latest, old.Published) = (true, true);
        old.ToJson().ToJsonString().ShouldBe(before);
    }

    [Theory, EachDatabase]
    public async Task The_second_of_two_editors_is_told_and_loses_nothing(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var page = Page("Mine and yours");
        await site.In(scope => scope.Content.SaveDraftAsync(page));
        var opened = page.ContentItemVersionId;

        var results = await Task.WhenAll(Save("first"), Save("second"));

        var conflict = results.OfType<ContentConflictException>().ShouldHaveSingleItem();
        results.Count(result => result is null).ShouldBe(1);
        conflict.Theirs.DisplayText.ShouldNotBe(conflict.Mine.Part("TitlePart")!["Title"]!.GetValue<string>());
        (await site.In(scope => scope.Content.ListVersionsAsync(page.ContentItemId))).Count.ShouldBe(2);

        async Task<Exception?> Save(string title)
        {
            return await Record.ExceptionAsync(() => site.In(scope => scope.Content.SaveDraftAsync(page.Copy().With(title), opened)));
        }
    }

    [Theory, EachDatabase]
    public async Task A_hundred_pages_of_one_title_get_a_hundred_addresses(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => scope.Content.ImportAsync([.. Enumerable.Range(0, 90).Select(_ => Page("Same").Shown())]));
        for (var i = 0; i < 10; i++)
            await site.In(scope => scope.Content.SaveDraftAsync(Page("Same")));

        var paths = (await All(site, VersionOptions.Latest)).Select(item => item.Part("AutoroutePart")!["Path"]!.GetValue<string>()).ToList();

        paths.Count.ShouldBe(100);
        paths.ShouldBeUnique();
        paths.ShouldContain("pages/same");
        paths.ShouldContain("pages/same-100");
    }

    [Theory, EachDatabase]
    public async Task An_address_and_an_alias_belong_to_one_item(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await PublishedPageAsync(site, "Taken", """{"AutoroutePart":{"Path":"here"},"AliasPart":{"Alias":"home"}}""");

        var problems = await ProblemsAsync(site, Page("Other", more: """{"AutoroutePart":{"Path":"/Here/"},"AliasPart":{"Alias":"home"}}"""));

        problems.ShouldBe([
            ("AutoroutePart", "“here” is the address of other content. Choose another one."),
            ("AliasPart", "“home” is the alias of other content. Choose another one.")], ignoreOrder: true);
    }

    [Theory, EachDatabase]
    public async Task A_pattern_that_leads_into_the_sites_own_addresses_is_refused(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => scope.DefineAsync("""
            {"ContentTypes": [{"Name": "Notice", "ContentTypePartDefinitionRecords": [
              {"PartName": "TitlePart"}, {"PartName": "AutoroutePart", "Settings": {"AutoroutePartSettings": {"Pattern": "notices/{{ Model.ContentItem | display_text | slugify }}"}}}]}]}
            """));

        (await ProblemsAsync(site, Item("Notice", "Closed on Friday"))).ShouldBe(
            [("AutoroutePart", "“notices/closed-on-friday” is an address of the site itself. Choose another one.")]);
    }

    [Theory, EachDatabase]
    public async Task Every_entry_of_a_bag_gets_an_id_of_its_own(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var report = Item("Report", "Report", """
            {"Sections":{"ContentItems":[
              {"ContentItemId":"4same000000000000000000000","ContentType":"Section","TitlePart":{"Title":"One"}},
              {"ContentItemId":"4same000000000000000000000","ContentType":"Section","TitlePart":{"Title":"Two"}},
              {"ContentItemId":5,"ContentType":"Section","TitlePart":{"Title":"Three"}}]}}
            """);
        await site.In(scope => scope.Content.SaveDraftAsync(report));

        var sections = report.Part("Sections")!["ContentItems"]!.AsArray();
        sections.Select(section => (string?)section!["TitlePart"]!["Title"]).ShouldBe(["One", "Two", "Three"]);
        sections.Select(section => (string)section!["ContentItemId"]!).ShouldBeUnique();
        ((string?)sections[0]!["ContentItemId"]).ShouldBe("4same000000000000000000000");
    }

    [Theory, EachDatabase]
    public async Task A_clone_is_an_item_of_its_own(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var report = Item("Report", "Report", """{"Sections":{"ContentItems":[{"ContentType":"Section","TitlePart":{"Title":"One"}}]}}""");
        await site.In(scope => scope.Content.SaveDraftAsync(report));

        var clone = (await site.In(scope => scope.Content.CloneAsync(report.ContentItemId))).ShouldNotBeNull();

        clone.DisplayText.ShouldBe("Report (copy)");
        clone.ContentItemId.ShouldNotBe(report.ContentItemId);
        clone.Part("Sections")!["ContentItems"]![0]!["ContentItemId"]!.GetValue<string>()
            .ShouldNotBe(report.Part("Sections")!["ContentItems"]![0]!["ContentItemId"]!.GetValue<string>());
        (await site.In(scope => scope.Content.GetAsync(report.ContentItemId)))!.DisplayText.ShouldBe("Report");
    }

    [Theory, EachDatabase]
    public async Task What_is_deleted_can_be_brought_back(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var page = await PublishedPageAsync(site, "Kept", """{"AutoroutePart":{"Path":"kept"}}""");
        var created = page.CreatedUtc;

        (await site.In(scope => scope.Content.DeleteAsync(page.ContentItemId))).ShouldBeTrue();
        (await site.In(scope => scope.Store.FindByPathAsync("kept", null, default))).ShouldBeNull();
        (await site.In(scope => scope.Content.GetAsync(page.ContentItemId))).ShouldBeNull();
        (await site.In(scope => scope.Store.FindPathsAsync(["kept"], default))).ShouldBeEmpty();
        (await ChangesAsync(site)).ShouldBe([page.ContentItemId, page.ContentItemId]);
        (await site.In(scope => scope.Content.DeleteAsync(page.ContentItemId))).ShouldBeFalse();

        var restored = (await site.In(scope => scope.Content.RestoreAsync(page.ContentItemVersionId))).ShouldNotBeNull();
        restored.IsDraft.ShouldBeTrue();
        restored.CreatedUtc.ShouldBe(created);
        (await site.In(scope => scope.Get<IAuditLog>().ListAsync(page.ContentItemId, default))).Select(e => e.Name)
            .ShouldBe(["Created", "Deleted", "Published", "Created"]);
    }

    [Theory, EachDatabase]
    public async Task What_is_in_a_list_has_the_readers_of_the_list(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var folder = Item("Folder", "Folder");
        await site.In(scope => scope.Content.SaveDraftAsync(folder));
        var inside = await PublishedPageAsync(site, "Inside", $$"""{"ContainedPart":{"ListContentItemId":"{{folder.ContentItemId}}","Order":3} }""");
        (await Readable(site, "Public")).ShouldBeEmpty();

        await site.In(scope => scope.Content.PublishAsync(folder.ContentItemId));
        (await Readable(site, "Public")).ShouldBe(["Folder", "Inside"], ignoreOrder: true);
        (await ChangesAsync(site))[^2..].ShouldBe([folder.ContentItemId, inside.ContentItemId]);

        var closed = (await site.In(scope => scope.Content.GetAsync(folder.ContentItemId)))!;
        closed.Content["AudiencePart"] = Parse("""{"Readers":{"Values":["Reviewer"]}}""");
        await site.In(scope => scope.Content.SaveDraftAsync(closed));
        await site.In(scope => scope.Content.PublishAsync(folder.ContentItemId));
        (await Readable(site, "Public")).ShouldBeEmpty();
        (await Readable(site, "REVIEWER")).ShouldBe(["Folder", "Inside"], ignoreOrder: true);

        await site.In(scope => scope.Content.UnpublishAsync(folder.ContentItemId));
        (await Readable(site, "Reviewer")).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task What_is_in_bags_is_cleaned_checked_and_found(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var target = await PublishedPageAsync(site, "Target");
        var report = Item("Report", "Report", $$"""
            {"Sections":{"ContentItems":[{"ContentItemId":"{{ContentId.New()}}","ContentType":"Section","TitlePart":{"Title":"Outer"},
              "Sections":{"ContentItems":[{"ContentItemId":"{{ContentId.New()}}","ContentType":"Section","TitlePart":{"Title":"Inner"},
                "HtmlBodyPart":{"Html":"<p>Safe<script>alert(1)</script></p>"},"Section":{"About":{"ContentItemIds":["{{target.ContentItemId}}"]} } } ]} } ]} }
            """);
        await site.In(scope => scope.Content.SaveDraftAsync(report));
        await site.In(scope => scope.Content.PublishAsync(report.ContentItemId));

        var stored = (await Published(site, report.ContentItemId))!;
        stored.Content.ToJsonString().ShouldNotContain("script");
        var pointing = await site.In(scope => scope.Store.QueryAsync(
            new ContentQuery { References = [new ReferenceFilter(target.ContentItemId, "Sections.Sections.Section.About")] }, default));
        pointing.ShouldHaveSingleItem().ContentItemId.ShouldBe(report.ContentItemId);

        stored.Part("Sections")!["ContentItems"]![0]!["Sections"]!["ContentItems"]![0]!["TitlePart"]!["Title"] = "";
        (await ProblemsAsync(site, stored)).ShouldHaveSingleItem().Message.ShouldBe("Give it a title.");
    }

    [Theory, EachDatabase]
    public async Task The_drafts_that_a_person_was_the_last_to_change_are_found(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var page = Page("Changed");
        await site.In(scope => scope.Content.SaveDraftAsync(page));
        await PublishedPageAsync(site, "Published");
        var query = new ContentQuery { Version = VersionOptions.Latest, IsDraft = true, Author = Site.Editor.UserName };

        (await site.In(scope => scope.Store.QueryAsync(query, default))).ShouldHaveSingleItem().ContentItemId.ShouldBe(page.ContentItemId);
        (await site.In(scope => scope.Store.QueryAsync(query with { Author = "erik" }, default))).ShouldBeEmpty();
        (await site.In(scope => scope.Store.QueryAsync(query with { IsDraft = false }, default))).ShouldHaveSingleItem().DisplayText.ShouldBe("Published");
        if (kind != DatabaseKind.Sqlite)
            return;
        using var plans = new Plans();
        await site.In(scope => scope.Store.QueryAsync(query, default));
        plans.Of.ShouldContain(plan => plan.Contains("USING INDEX IX_ContentItems_AuthorDrafts (Author=?)", StringComparison.Ordinal), string.Join("; ", plans.Of));
    }

    [Theory, EachDatabase]
    public async Task An_import_stores_what_is_new_and_nothing_twice(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var recipe = Enumerable.Range(0, 300).Select(i => Page($"Page {i % 40}", $$"""{"Count":{"Value":{{i % 100}}},"Date":{"Value":"2008-06-01"} }""").Shown()).ToList();

        (await Import()).ShouldBe((300, 0));
        (await Import()).ShouldBe((0, 300));
        recipe[7] = recipe[7].Copy().With("Changed");
        (await Import()).ShouldBe((1, 299));
        (await ChangesAsync(site)).Count.ShouldBe(301);

        async Task<(int, int)> Import()
        {
            var result = await site.In(scope => scope.Content.ImportAsync([.. recipe.Select(item => item.Copy())]));
            result.Problems.ShouldBeEmpty();
            return (result.Stored, result.Unchanged);
        }
    }

    [Theory, EachDatabase]
    public async Task A_version_id_is_of_one_item_and_an_item_that_was_deleted_can_be_imported_again(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var (page, copied) = (Page("A page").Shown(), Page("Copied in the file").Shown());
        page.ContentItemVersionId = copied.ContentItemVersionId = ContentId.New();

        (await Import(page, copied)).Problems.ShouldHaveSingleItem().Problem.Message.ShouldContain($"is of the item {page.ContentItemId}");
        (await Import(copied)).Problems.ShouldHaveSingleItem().Problem.Path.ShouldBe("ContentItemVersionId");
        (await Published(site, page.ContentItemId))!.ContentItemVersionId.ShouldBe(page.ContentItemVersionId);

        await site.In(scope => scope.Content.DeleteAsync(page.ContentItemId));
        (await Import(page)).Stored.ShouldBe(1);
        (await Published(site, page.ContentItemId))!.ContentItemVersionId.ShouldNotBe(page.ContentItemVersionId);

        Task<ImportResult> Import(params ContentItem[] items) => site.In(scope => scope.Content.ImportAsync([.. items.Select(item => item.Copy())]));
    }

    [Theory, EachDatabase]
    public async Task What_no_module_knows_is_kept(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        const string unknown = """{"MapPart":{"Latitude":46.2,"Labels":["a",null,{"b":"ü 漢字 😀 <&>"}]},"Page2":null}""";
        var page = await PublishedPageAsync(site, "With a map", unknown);

        var stored = (await Published(site, page.ContentItemId))!;

        JsonNode.DeepEquals(stored.Part("MapPart"), Parse(unknown)["MapPart"]).ShouldBeTrue();
        stored.Content.ContainsKey("Page2").ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task Each_field_says_what_is_wrong_with_it(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => scope.Content.ImportAsync([TopicsTaxonomy().Shown()]));
        var folder = Item("Folder", "Folder");
        await site.In(scope => scope.Content.SaveDraftAsync(folder));

        var problems = await ProblemsAsync(site, Page("", $$"""
            {"Status":{"Text":"sleeping"},"Tags":{"Values":["1","3"]},"Count":{"Value":"many"},"Date":{"Value":"soon"},"Moment":{"Value":"never"},
             "Source":{"Url":"javascript:alert(1)"},"File":{"Paths":["../secret.pdf"]},"Related":{"ContentItemIds":["{{folder.ContentItemId}}"]},
             "Topic":{"TermContentItemIds":["nowhere"]},"People":{"UserIds":["a","b"]} }
            """));

        problems.ShouldBe([
            ("TitlePart", "Give it a title."),
            ("Page.Status", "“sleeping” is not one of the choices for Status."),
            ("Page.Tags", "“3” is not one of the choices for Tags."),
            ("Page.Count", "Count has to be a number, say 27."),
            ("Page.Date", "Date has to be a date, say 2008-06-01."),
            ("Page.Moment", "Moment has to be a date and a time, say 2008-06-01 14:30."),
            ("Page.Source", "Source has to begin with https://, http://, mailto:, tel: or a slash."),
            ("Page.File", "File: “../secret.pdf” is not a path in the media folder, say reports/2008.pdf."),
            ("Page.Related", "Related: a Folder can't be chosen here."),
            ("Page.Topic", "Topic: the term that was chosen (nowhere) is no longer in the taxonomy. Take it off."),
            ("Page.People", "Only one can be chosen for People; there are 2.")], ignoreOrder: true);
        (await ProblemsAsync(site, Page("Too many", """{"Count":{"Value":101} }"""))).ShouldBe([("Page.Count", "Count has to be at most 100.")]);
        (await ProblemsAsync(site, Page("Too fine", """{"Count":{"Value":1.25} }"""))).ShouldBe([("Page.Count", "Count may have 1 digits after the point.")]);
        (await ProblemsAsync(site, Page("Right", """{"Count":{"Value":1.5},"Topic":{"TermContentItemIds":["term1"]} }"""))).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Lists_are_filtered_sorted_and_counted_for_their_reader(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => scope.Content.ImportAsync([
            Shown("Éclair", """{"Status":{"Text":"active"},"Date":{"Value":"2008-06-01"},"Count":{"Value":2} }"""),
            Shown("apple", """{"Status":{"Text":"ended"},"Date":{"Value":"2010-01-01"},"Count":{"Value":10} }"""),
            Shown("Zebra", """{"Status":{"Text":"active"} }"""),
            Shown("hidden", """{"Status":{"Text":"active"},"Date":{"Value":"2009-01-01"} }""", """{"AudiencePart":{"Readers":{"Values":["Reviewer"]} } }""")]));

        (await Titles(new ContentQuery { Order = ContentOrder.ByTitle })).ShouldBe(["apple", "Éclair", "Zebra"]);
        (await Titles(new ContentQuery { Order = ContentOrder.By("Page.Date") })).ShouldBe(["Éclair", "apple", "Zebra"]);
        (await Titles(new ContentQuery { Order = ContentOrder.By("Page.Count", descending: true) })).ShouldBe(["apple", "Éclair", "Zebra"]);
        (await Titles(new ContentQuery { Order = ContentOrder.ByTitle, Skip = 1, Take = 1 })).ShouldBe(["Éclair"]);
        (await Titles(new ContentQuery { DisplayTextContains = "ECLA" })).ShouldBe(["Éclair"]);
        (await Titles(new ContentQuery { DisplayTextContains = "%" })).ShouldBeEmpty();
        (await Titles(new ContentQuery { Values = [new ValueFilter("Page.Status") { Texts = ["active"] }], Order = ContentOrder.ByTitle })).ShouldBe(["Éclair", "Zebra"]);
        (await Titles(new ContentQuery { Values = [new ValueFilter("Page.Date") { From = Day(2008, 6, 1), To = Day(2009, 12, 31) }] })).ShouldBe(["Éclair"]);
        (await Titles(new ContentQuery { ContentTypes = ["Folder", "Report"] })).ShouldBeEmpty();
        (await site.In(scope => scope.Store.CountAsync(new ContentQuery { Scope = Reader("Public") }, default))).ShouldBe(3);
        (await site.In(scope => scope.Store.CountAsync(new ContentQuery { Scope = new ReadScope(["Page"], null) }, default))).ShouldBe(4);
        (await site.In(scope => scope.Store.CountAsync(new ContentQuery { Scope = new ReadScope([], null) }, default))).ShouldBe(0);

        ContentItem Shown(string title, string fields, string more = "{}") => Page(title, fields, more).Shown();
        DateTime Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        Task<List<string>> Titles(ContentQuery query) => site.In(async scope =>
            (await scope.Store.QueryAsync(query with { Scope = Reader("Public") }, default)).Select(item => item.DisplayText).ToList());
    }

    [Theory, EachDatabase]
    public async Task An_address_leads_only_those_to_the_item_who_may_read_it(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => scope.Content.ImportAsync([Page("Hello", "{}", """{"AudiencePart":{"Readers":{"Values":["Reviewer"]} } }""").Shown()]));

        (await TitleAsync(Reader("Reviewer"))).ShouldBe("Hello");
        (await TitleAsync(new ReadScope(["Page"], null))).ShouldBe("Hello");
        (await TitleAsync(Reader("Public"))).ShouldBeNull();
        (await TitleAsync(new ReadScope(["Report"], ["Reviewer"]))).ShouldBeNull();
        (await TitleAsync(new ReadScope(["Report"], null))).ShouldBeNull();

        Task<string?> TitleAsync(ReadScope reader) => site.In(async scope => (await scope.Store.FindByPathAsync("pages/hello", reader, default))?.DisplayText);
    }

    [Theory, EachDatabase]
    public async Task A_handler_that_fails_leaves_nothing_behind(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind, services => services.AddContentHandler<Grumbler>());
        var page = Page("Good");
        await site.In(scope => scope.Content.SaveDraftAsync(page));

        await Should.ThrowAsync<ContentRefusedException>(site.In(async scope =>
        {
            var run = false;
            scope.Unit.AfterCommit(() => run = true);
            run.ShouldBeTrue();
            await scope.Content.SaveDraftAsync(page.Copy().With("Grumble"));
        }));
        await Should.ThrowAsync<ContentRefusedException>(site.In(scope =>
            scope.Content.ImportAsync([Page("New").Shown(), Page("Grumble").Shown()])));

        (await All(site, VersionOptions.Latest)).ShouldHaveSingleItem().DisplayText.ShouldBe("Good");
        (await site.In(scope => scope.Get<IAuditLog>().ListNewestAsync(0, 10, default))).ShouldHaveSingleItem().Name.ShouldBe("Created");
        (await ChangesAsync(site)).ShouldBeEmpty();
    }

    private static async Task<ContentItem> PublishedPageAsync(Site site, string title, string more = "{}")
    {
        var page = Page(title, more: more);
        await site.In(scope => scope.Content.SaveDraftAsync(page));
        return (await site.In(scope => scope.Content.PublishAsync(page.ContentItemId)))!;
    }

    private static Task<ContentItem?> Published(Site site, string id) => site.In(scope => scope.Content.GetAsync(id, VersionOptions.Published));

    private static Task<IReadOnlyList<ContentItem>> All(Site site, VersionOptions version) =>
        site.In(scope => scope.Store.QueryAsync(new ContentQuery { Version = version, Take = int.MaxValue }, default));

    private static async Task<List<string>> ChangesAsync(Site site) =>
        [.. (await site.In(scope => scope.Store.ListChangesAsync(0, int.MaxValue, default))).Select(change => change.ContentItemId)];

    private static ReadScope Reader(string audience) => new(["Page", "Folder", "Report"], [audience]);

    private static async Task<List<string>> Readable(Site site, string audience) =>
        [.. (await site.In(scope => scope.Store.QueryAsync(new ContentQuery { Scope = Reader(audience) }, default))).Select(item => item.DisplayText)];

    private static async Task<List<(string Path, string Message)>> ProblemsAsync(Site site, ContentItem item)
    {
        try
        {
            await site.In(scope => scope.Content.SaveDraftAsync(item));
            return [];
        }
        catch (ContentInvalidException invalid)
        {
            return [.. invalid.Problems.Select(problem => (problem.Path, problem.Message))];
        }
    }

    private static ContentItem TopicsTaxonomy()
    {
        var taxonomy = Item("Taxonomy", "Topics", """{"TaxonomyPart":{"Terms":[{"ContentItemId":"term1","ContentType":"Topic","DisplayText":"Rights"}]} }""");
        taxonomy.ContentItemId = "4topics0000000000000000tax";
        return taxonomy;
    }

    /// <summary>Refuses after everything is written.</summary>
    private sealed class Grumbler : IContentHandler
    {
        public Task AfterAsync(ContentChange change, CancellationToken cancellationToken) =>
            change.Item.DisplayText == "Grumble" ? throw new ContentRefusedException("No.") : Task.CompletedTask;
    }
}
