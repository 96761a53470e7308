using Mhg.Data.Tests.Databases;
using Mhg.Recipes;
using static Mhg.Data.Tests.SampleTypes;

namespace Mhg.Data.Tests.Content;

/// <summary>Definitions that are not what they have to be: every page reads all of them, so one could take the site down.</summary>
public sealed class DefinitionTests(TestDatabases databases) : DatabaseTests(databases)
{
    [Theory]
    [InlineData(""" "ContentTypePartDefinitionRecords": "x" """, "The definition “Broken” can't be read: $.ContentTypePartDefinitionRecords is not what it has to be.")]
    [InlineData(""" "ContentTypePartDefinitionRecords": [5] """, "The definition “Broken” can't be read: $.ContentTypePartDefinitionRecords[0] is not what it has to be.")]
    [InlineData(""" "Settings": "x" """, "The definition “Broken” can't be read: $.Settings is not what it has to be.")]
    [InlineData(""" "Settings": {"ContentTypeSettings": {"Creatable": "yes"}} """, "Broken: ContentTypeSettings can't be read: $.Creatable is not what it has to be.")]
    [InlineData(""" "ContentTypePartDefinitionRecords": [{"PartName": "TitlePart", "Settings": {"TitlePartSettings": {"Options": "nonsense"}}}] """, "Broken: TitlePartSettings can't be read: $.Options is not what it has to be.")]
    [InlineData(""" "ContentTypePartDefinitionRecords": [{"PartName": "Broken"}] """, "Broken: NumericFieldSettings can't be read: $.Minimum is not what it has to be.")]
    public async Task A_definition_that_no_page_could_read_is_refused(string members, string message)
    {
        await using var site = await StartAsync(DatabaseKind.Sqlite);
        var recipe = Recipe.Parse($$$$"""
            {"name": "broken", "steps": [{"name": "ContentDefinition", "ContentTypes": [{"Name": "Broken", {{{{members}}}}}],
              "ContentParts": [{"Name": "Broken", "ContentPartFieldDefinitionRecords": [
                {"FieldName": "NumericField", "Name": "Count", "Settings": {"NumericFieldSettings": {"Minimum": "many"}}}]}]}]}
            """);

        var refusal = await Should.ThrowAsync<RecipeException>(() => site.In(scope => scope.Get<RecipeExecutor>().RunAsync(recipe)));
        refusal.Problems.Select(problem => problem.Message).ShouldContain(message);

        var lenient = await site.In(scope => scope.Get<RecipeExecutor>().RunAsync(recipe, new RecipeOptions { Lenient = true }));
        lenient.Skipped.Select(problem => problem.Message).ShouldContain(message);
        await site.In(scope => scope.Content.SaveDraftAsync(Page("Still here")));
        (await site.In(async scope => await scope.Definitions.ModelAsync(default))).Types.ContainsKey("Broken").ShouldBeFalse();
    }

    [Fact]
    public async Task Settings_that_can_not_be_read_leave_the_definition_that_was_there()
    {
        await using var site = await StartAsync(DatabaseKind.Sqlite);
        var recipe = Recipe.Parse("""
            {"name": "broken", "steps": [{"name": "ContentDefinition", "ContentParts": [{"Name": "Page", "ContentPartFieldDefinitionRecords": [
              {"FieldName": "NumericField", "Name": "Count", "Settings": {"NumericFieldSettings": {"Minimum": "many"}}}]}]}]}
            """);

        var lenient = await site.In(scope => scope.Get<RecipeExecutor>().RunAsync(recipe, new RecipeOptions { Lenient = true }));

        lenient.Skipped.ShouldHaveSingleItem();
        await site.In(scope => scope.Content.SaveDraftAsync(Page("Still here", """{"Count": {"Value": 5}}""")));
    }

    [Fact]
    public async Task What_is_null_in_a_definition_is_as_if_it_were_not_there()
    {
        await using var site = await StartAsync(DatabaseKind.Sqlite);
        await site.In(scope => scope.Get<RecipeExecutor>().RunAsync(Recipe.Parse("""
            {"name": "nulls", "steps": [{"name": "ContentDefinition",
              "ContentTypes": [
                {"Name": "Bare", "DisplayName": null, "Settings": null, "ContentTypePartDefinitionRecords": null},
                {"Name": "Empty", "Settings": {"ContentTypeSettings": null}, "ContentTypePartDefinitionRecords": [null, {"PartName": "TitlePart", "Name": null, "Settings": null}, {"PartName": "Empty", "Settings": {}}]}],
              "ContentParts": [{"Name": "Empty", "Settings": null, "ContentPartFieldDefinitionRecords": [
                {"FieldName": "MultiTextField", "Name": "Several", "Settings": {"MultiTextFieldSettings": {"Options": null}}}]}]}]}
            """)));

        var model = await site.In(async scope => await scope.Definitions.ModelAsync(default));
        model.DisplayName("Bare").ShouldBe("Bare");
        model.Types["Bare"].TypeSettings.Creatable.ShouldBeFalse();
        await site.In(scope => scope.Content.SaveDraftAsync(Item("Empty", "Title", """{"Empty": {"Several": {"Values": ["a"]}}}""")));
    }
}
