using FsCheck;
using FsCheck.Fluent;

namespace Mhg.Recipes.Tests;

public sealed class RecipeTests
{
    private static string Sample => Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchard-sample.recipe.json");

    [Fact]
    public void The_recipe_that_ran_on_a_real_Orchard_Core_is_read()
    {
        var recipe = Recipe.Load(Sample);
        recipe.Name.ShouldBe("OrchardSample");
        recipe.DisplayName.ShouldBe("A sample in Orchard Core's formats");
        recipe.Version.ShouldBe("1.0.0");
        recipe.Categories.ShouldBe(["sample"]);
        recipe.IsSetupRecipe.ShouldBeFalse();
        recipe.Path.ShouldBe(Sample);
        recipe.Steps.Select(step => step.Name)
            .ShouldBe(["feature", "ContentDefinition", "Roles", "lucene-index", "settings", "WorkflowType", "content"]);
    }

    [Fact]
    public void Anything_in_a_step_has_a_place()
    {
        var definition = Recipe.Load(Sample).Steps[1];
        definition.Position.ShouldBe(new(Sample, 23, 5));
        definition.PositionOf("$.ContentTypes[1].Name").ShouldBe(new(Sample, 83, 19));
        definition.PositionOf("ContentTypes[1]['Name']").ShouldBe(new(Sample, 83, 19));
        definition.PositionOf("$.ContentTypes[1].Nothing[5].Here").ShouldBe(definition.PositionOf("$.ContentTypes[1]"));
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_read()
    {
        var recipe = Recipe.Parse("\uFEFF{ // first\n \"Name\": \"a\", /* second */ \"ISSETUPRECIPE\": true, \"steps\": [ {\"name\": \"set\",}, ], }");
        recipe.Name.ShouldBe("a");
        recipe.IsSetupRecipe.ShouldBeTrue();
        recipe.Steps.ShouldHaveSingleItem().Position.ShouldBe(new("recipe", 2, 62));
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes() =>
        Recipe.Parse("{\"description\": \"สุขภาพ é\", \"steps\": [ {\"name\": \"x\"} ]}").Steps[0].Position.Column.ShouldBe(40);

    [Theory]
    [InlineData("", 1, 1, "The file ends in the middle of the recipe.")]
    [InlineData("{\"name\": \"a\",\n \"steps\": [{\"name\": \"b\"", 2, 24, "The file ends in the middle of the recipe.")]
    [InlineData("{\"name\": \"a\",\n  \"é\": nope}", 2, 9, "This is not JSON")]
    [InlineData("{\"name\": \"a\",\n \"x\": [{\"b\": 1, \"c\": {\"b\": 1}, \"b\": 2}]}", 2, 32, "The member 'b' is given twice.")]
    [InlineData("{\"steps\": [],\n \"x\": \"\\ud83d\\ude00\", \"y\": \"\\uD83D\"}", 2, 28, "The text holds half of a character")]
    [InlineData("{\"steps\": [],\n \"\\ude00\": 1}", 2, 2, "The text holds half of a character")]
    [InlineData("[]", 1, 1, "A recipe is a JSON object")]
    [InlineData("{\"name\": \"a\"}", 1, 1, "'steps' is missing")]
    [InlineData("{\"name\": 5, \"steps\": []}", 1, 10, "'name' is a Number")]
    [InlineData("{\"steps\": [\n5]}", 2, 1, "A step is a JSON object")]
    [InlineData("{\"steps\": [\n {\"nam\": 1}]}", 2, 2, "The step has no 'name'.")]
    public void What_is_not_a_recipe_is_refused_with_its_place(string text, int line, int column, string message)
    {
        var fault = Should.Throw<RecipeException>(() => Recipe.Parse(text, "some.recipe.json"));
        fault.Problems.ShouldHaveSingleItem().Message.ShouldStartWith(message);
        fault.Position.ShouldBe(new("some.recipe.json", line, column), fault.Message);
    }

    [Fact]
    public void A_file_that_is_missing_or_no_text_is_refused()
    {
        Should.Throw<RecipeException>(() => Recipe.Load("nowhere.recipe.json")).Message.ShouldContain("can't be opened");
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [.. "{\n \"steps\": [], \"name\": \""u8, 0xFF, .. "\"}"u8]);
        Should.Throw<RecipeException>(() => Recipe.Load(path)).Position.ShouldBe(new(path, 2, 24));
        File.Delete(path);
    }

    [Fact]
    public void A_recipe_cut_anywhere_is_refused_with_a_place_in_it()
    {
        var text = File.ReadAllText(Sample);
        Prop.ForAll(Gen.Choose(0, text.TrimEnd().Length - 1).ToArbitrary(), length =>
            Should.Throw<RecipeException>(() => Recipe.Parse(text[..length])).Position.Line <= text[..length].Count(c => c == '\n') + 1)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_is_a_recipe_or_is_refused_with_a_place()
    {
        var pieces = new[] { "{", "}", "[", "]", ",", ":", "\"steps\"", "\"name\"", "\"set\"", "null", "1", "true", "//", "/*", "*/", "\n", " ", "\"", "\\", "é" };
        var texts = Gen.OneOf(
            Gen.Elements(pieces).ArrayOf().Select(string.Concat),
            Gen.Elements(pieces).ArrayOf().Select(parts => "{\"steps\": [" + string.Concat(parts) + "]}"));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            try
            {
                return Recipe.Parse(text).Steps.All(step => step.Position.Line >= 1);
            }
            catch (RecipeException fault)
            {
                return fault.Position is { Line: >= 1, Column: >= 1 };
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
