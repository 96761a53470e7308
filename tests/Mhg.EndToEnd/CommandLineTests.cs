using System.Text.Json.Nodes;

namespace Mhg.EndToEnd;

/// <summary>The command line as its own process, on a new database.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mhg-command-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_exported_goes_in_again_and_changes_nothing()
    {
        await RunAsync("recipe", "run", Fixture("orchard-sample.recipe.json"));

        var exported = await ExportAsync("first.recipe.json");
        var again = await RunAsync("recipe", "run", Path.Combine(_folder, "first.recipe.json"));
        again.ShouldContain("2 steps");

        (await ExportAsync("second.recipe.json")).ShouldBe(exported);
        Items(exported).Select(item => (string?)item!["ContentItemId"]).ShouldContain("4works0000000000000000one1");
    }

    [Fact]
    public async Task Only_the_types_that_are_asked_for_are_exported()
    {
        await RunAsync("recipe", "run", Fixture("orchard-sample.recipe.json"));

        var exported = await RunAsync("recipe", "export", "--types", "Workshop");

        Items(exported).Select(item => (string?)item!["ContentType"]).Distinct().ShouldBe(["Workshop"]);
    }

    [Fact]
    public async Task A_script_in_a_recipe_is_not_stored()
    {
        await RunAsync("recipe", "run", Fixture("orchard-sample.recipe.json"));

        var exported = await RunAsync("recipe", "export", "--types", "FocusArea");

        exported.ShouldNotContain("<script");
        exported.ShouldNotContain("alert(");
        exported.ShouldContain("remittances");
    }

    [Fact]
    public async Task A_recipe_that_was_cut_off_is_named_with_line_and_column_and_nothing_is_stored()
    {
        var whole = await File.ReadAllTextAsync(Fixture("orchard-sample.recipe.json"));
        var cut = await WriteAsync("cut.recipe.json", whole[..(whole.Length / 2)]);

        var (exitCode, _, errors) = await Host.RunAsync(Data, "recipe", "run", cut);

        exitCode.ShouldBe(1);
        errors.ShouldContain("cut.recipe.json:");
        errors.ShouldNotContain("   at Mhg.");
        Items(await RunAsync("recipe", "export")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_unknown_is_named_by_its_place_and_skipped_when_asked()
    {
        var recipe = await WriteAsync("unknown.recipe.json", """
            {
              "name": "unknown",
              "steps": [
                { "name": "Dance", "Steps": 3 },
                { "name": "ContentDefinition", // a comment
                  "ContentParts": [{ "Name": "Note", "ContentPartFieldDefinitionRecords": [{ "FieldName": "SmellField", "Name": "Scent" }] }],
                  "ContentTypes": [{ "Name": "Note", "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart" }, { "PartName": "Note" }] }],
                },
              ],
            }
            """);

        var (exitCode, _, errors) = await Host.RunAsync(Data, "recipe", "run", recipe);
        exitCode.ShouldBe(1);
        errors.ShouldContain("unknown.recipe.json:4:");
        errors.ShouldContain("Dance");
        (await RunAsync("recipe", "export")).ShouldNotContain("\"Note\"");

        var skipped = await RunAsync("recipe", "run", recipe, "--lenient");
        skipped.ShouldContain("Dance");
        skipped.ShouldContain("SmellField");
        (await RunAsync("recipe", "export")).ShouldContain("\"Note\"");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_as_it_is()
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, "mhg.db");
        await File.WriteAllTextAsync(file, "These are the minutes of a meeting, and not a database at all.");

        var (exitCode, _, errors) = await Host.RunAsync(Data, "recipe", "list");

        exitCode.ShouldBe(1);
        errors.ShouldContain(file);
        errors.ShouldNotContain("   at Mhg.");
        (await File.ReadAllTextAsync(file)).ShouldStartWith("These are the minutes");
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await Host.RunAsync(Data, arguments);
        exitCode.ShouldBe(0, errors);
        return output;
    }

    private async Task<string> ExportAsync(string file)
    {
        await RunAsync("recipe", "export", "--output", Path.Combine(_folder, file));
        return await File.ReadAllTextAsync(Path.Combine(_folder, file));
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private static JsonArray Items(string exported) =>
        JsonNode.Parse(exported)!["steps"]!.AsArray().Single(step => (string?)step!["name"] == "content")!["data"]!.AsArray();

    private static string Fixture(string name) => Path.Combine(Host.RepositoryRoot(), "tests", "Fixtures", name);
}
