using Mhg.Archive.Indexing;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Recipes;
using Mhg.Search.Indexing;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive.Tests;

public class IndexDefinitionTests
{
    [Fact]
    public async Task Fields_are_indexed_as_their_definitions_say()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.CatchUpAsync();
        var documents = (await site.Index.SearchAsync((_, documents) => Task.FromResult(documents)))!;

        documents.IndexedTypes.ShouldBe(["FocusArea", "ResourcePerson", "PartnerOrganisation", "Workshop", "Discussion", "Campaign", "Document"], ignoreOrder: true);
        Field("Workshop.Venue").ShouldBeOfType<TextField>().Stored.ShouldBeTrue();
        Field("Document.Kind").ShouldBeOfType<KeywordField>();
        Field("Workshop.StartDate").ShouldBeOfType<DateField>();
        Field("Workshop.ParticipantCount").ShouldBeOfType<NumberField>();
        Field("Campaign.FocusAreas").ShouldBeOfType<KeywordField>();
        Field("Content.ContentItem.FullText").ShouldBeOfType<TextField>();
        // Nobody finds a person by an address that only members see.
        documents.Schema.TryGetField("ContactPart.Email", out _).ShouldBeFalse();

        IndexField Field(string name) => documents.Schema.TryGetField(name, out var field) ? field : throw new ShouldAssertException(name);
    }

    [Fact]
    public async Task Stored_queries_are_kept()
    {
        await using var site = await ArchiveSite.StartAsync();
        var names = await site.In(Actor.Site, async scope =>
            await scope.GetRequiredService<IDocumentStore>().SnapshotAsync<string[]>(QueriesStep.Kind, stored => [.. stored.Keys], default));
        names.ShouldBe(["ArchiveSearch", "NewestDocuments", "ActiveCampaigns"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{ "AnalyzerName": "klingonanalyzer" }""", "There is no analyzer “klingonanalyzer” here")]
    [InlineData("""{ "IndexLatest": true }""", "readers would find drafts")]
    public async Task What_an_index_can_not_be_is_said_and_nothing_is_stored(string definition, string message)
    {
        await using var site = await ArchiveSite.StartAsync();
        var recipe = Recipe.Parse($$"""{ "name": "x", "steps": [{ "name": "lucene-index", "Indices": [{ "Other": {{definition}} }] }] }""");
        var fault = await Should.ThrowAsync<RecipeException>(() =>
            site.In(Actor.Site, scope => scope.GetRequiredService<RecipeExecutor>().RunAsync(recipe)));
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_type_that_joins_the_index_is_found_without_a_restart()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.CatchUpAsync();
        await site.RunAsync(Recipe.Parse("""
            { "name": "x", "steps": [
              { "name": "ContentDefinition", "ContentTypes": [{ "Name": "Tool", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }] }], "ContentParts": [] },
              { "name": "lucene-index", "Indices": [{ "Archive": { "AnalyzerName": "standardanalyzer", "IndexedContentTypes": ["Document", "Tool"] } }] }] }
            """));
        await site.PublishAsync("Tool", "A hammer", "{}");
        await site.CatchUpAsync();
        (await site.TitlesAsync("hammer")).ShouldBe(["A hammer"]);
    }
}
