using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;

namespace Mhg.Data.Tests;

public sealed class FirstTests
{
    private const string Definitions = """
        {"ContentTypes":[{"Name":"Page","Settings":{},"ContentTypePartDefinitionRecords":[
          {"PartName":"TitlePart","Name":"TitlePart","Settings":{}},
          {"PartName":"AutoroutePart","Name":"AutoroutePart","Settings":{"AutoroutePartSettings":{"Pattern":"{{ Model.ContentItem | display_text | slugify }}"}}}]}]}
        """;

    [Fact]
    public async Task What_is_saved_and_published_is_found()
    {
        await using var site = await Site.StartAsync();
        await site.In(scope => scope.DefineAsync(Definitions));
        var id = await site.In(async scope =>
        {
            var page = await scope.Content.NewAsync("Page");
            page.Content["TitlePart"] = new System.Text.Json.Nodes.JsonObject { ["Title"] = "Hello World" };
            await scope.Content.SaveDraftAsync(page);
            return page.ContentItemId;
        });
        (await site.In(scope => scope.Content.GetAsync(id, VersionOptions.Published))).ShouldBeNull();
        await site.In(scope => scope.Content.PublishAsync(id));
        var found = await site.In(scope => scope.Store.FindByPathAsync("hello-world", default));
        found.ShouldNotBeNull().DisplayText.ShouldBe("Hello World");
        (await site.In(scope => scope.Store.QueryAsync(new ContentQuery { ContentTypes = ["Page"], DisplayTextContains = "wORLD" }, default))).Count.ShouldBe(1);
        (await site.In(scope => scope.Store.QueryAsync(new ContentQuery { Order = ContentOrder.By("X.Y"), References = [new("a", "b")], Values = [new("n") { Texts = ["a"], From = DateTime.UtcNow }], Scope = new(["Page"], ["Public"]) }, default))).Count.ShouldBe(0);
        (await site.In(scope => scope.Store.LastChangeAsync(default))).ShouldBe(1);
    }
}
