using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mhg.Recipes.Tests;

public sealed class RecipeExpressionTests : IDisposable
{
    private static readonly RecipeOptions Options = new()
    {
        Parameters = new Dictionary<string, string?> { ["SiteName"] = "MHG \"net\"" },
        Configuration = key => key switch { "Recipes:Country" => "Thailand", "ConnectionStrings:Mhg" => "secret", _ => null },
    };

    private readonly Site _site = new();

    [Theory]
    [InlineData("[js: parameters('SiteName')]", "MHG \"net\"")]
    [InlineData("[js:parameters('SiteName').length + 1]", "10")]
    [InlineData("[js: configuration('Recipes:Country', 'none')]", "Thailand")]
    [InlineData("[js: configuration('Recipes:Nothing', 'none')]", "none")]
    [InlineData("[js: base64('SGVhbHRoIMOp')]", "Health é")]
    [InlineData("[js: html('&lt;b&gt; &amp;')]", "<b> &")]
    [InlineData("[js: parameters('SiteName') == 'x' ? 'a' : [1,2][1]]", "2")]
    [InlineData("[locale en]Health[/locale][locale fr]Santé[/locale]", "Health")]
    [InlineData("[js not an expression]", "[js not an expression]")]
    [InlineData("see [js: nope]", "see [js: nope]")]
    [InlineData("[js: nope] or not", "[js: nope] or not")]
    [InlineData("[locale en] open", "[locale en] open")]
    [InlineData("[1]", "[1]")]
    public async Task Expressions_are_replaced_by_their_values_and_nothing_else_is(string text, string expected) =>
        (await ValueOf(text)).ShouldBe(expected);

    [Theory]
    [InlineData("fr", "Santé")]
    [InlineData("fr-CH", "Santé")]
    [InlineData("th", "Health")]
    public async Task A_text_in_several_languages_is_taken_in_the_sites(string locale, string expected) =>
        (await ValueOf("[locale en]Health[/locale] [locale fr true]Santé[/locale]", Options with { Locale = locale })).ShouldBe(expected);

    [Fact]
    public async Task An_id_is_new_each_time_but_a_variable_is_made_once()
    {
        await _site.RunAsync("""
            {"variables": {"id": "[js: uuid()]", "twice": "[js: variables('id') + variables('id')]", "plain": {"x": [1, "[js: 2]"]}},
             "steps": [{"name": "set", "values": {"a": "[js: uuid()]", "b": "[js: uuid()]", "c": "[js: variables('id')]"}},
                       {"name": "set", "values": {"d": "[js: variables('id')]", "e": "[js: variables('twice')]", "f": "[js: variables('plain').x[1]]"}}]}
            """);
        _site.Values["a"].ShouldMatch("^[a-z0-9]{26}$");
        _site.Values["a"].ShouldNotBe(_site.Values["b"]);
        _site.Values["c"].ShouldBe(_site.Values["d"]);
        _site.Values["e"].ShouldBe(_site.Values["c"] + _site.Values["c"]);
        _site.Values["f"].ShouldBe("2");
    }

    [Fact]
    public async Task Files_beside_the_recipe_are_read_as_text_or_base64()
    {
        _site.Write("texts/body.html", "<p>é \"quoted\"</p>");
        (await ValueOf("[file:text('texts/body.html')]")).ShouldBe("<p>é \"quoted\"</p>");
        (await ValueOf("[file:base64('texts\\\\body.html')]")).ShouldBe(Convert.ToBase64String("<p>é \"quoted\"</p>"u8));
    }

    [Theory]
    [InlineData("[file:text('../outside.txt')]", "not in the recipe's folder")]
    [InlineData("[file:text('/etc/hostname')]", "not in the recipe's folder")]
    [InlineData("[file:text('link.txt')]", "not in the recipe's folder")]
    [InlineData("[file:text('links/outside.txt')]", "not in the recipe's folder")]
    [InlineData("[file:text('gone.txt')]", "does not exist")]
    [InlineData("[js: configuration('ConnectionStrings:Mhg')]", "Recipes may read the configuration below 'Recipes:' only")]
    [InlineData("[js: variables('gone')]", "The recipe has no variable 'gone'.")]
    [InlineData("[js: variables('self')]", "depends on itself")]
    [InlineData("[js: parameters('Gone')]", "has no value")]
    [InlineData("[js: base64('***')]", "failed")]
    [InlineData("[js: 1 +]", "The script ends too early.")]
    [InlineData("[js: text('body.txt')]", "'text' is not defined.")]
    public async Task An_expression_that_fails_is_reported_where_it_stands(string text, string message)
    {
        var outside = Path.Combine(_site.Outside, "outside.txt");
        File.WriteAllText(outside, "secret");
        Directory.CreateSymbolicLink(Path.Combine(_site.Folder, "links"), _site.Outside);
        File.CreateSymbolicLink(Path.Combine(_site.Folder, "link.txt"), outside);
        var fault = await Should.ThrowAsync<RecipeException>(() => ValueOf(text));
        var problem = fault.Problems.ShouldHaveSingleItem();
        problem.Message.ShouldContain(message);
        problem.Position.Line.ShouldBe(message == "depends on itself" ? 1 : 3);
    }

    [Fact]
    public async Task A_problem_in_a_step_with_expressions_still_has_its_place_in_the_file()
    {
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync(
            "{\"steps\": [{\"name\": \"set\", \"values\": {\"a\": \"[js: 'a rather long text that is longer than its expression'.length]\",\n \"B\": 2}}]}"));
        fault.Problems.ShouldHaveSingleItem().Position.ShouldBe(new("recipe", 2, 7));
    }

    [Fact]
    public async Task A_step_without_expressions_is_handed_on_as_it_was_read()
    {
        var reached = new List<JsonElement>();
        var executor = new RecipeExecutor([new Looking(reached.Add)], _site, _site.Sources);
        var recipe = Recipe.Parse("""{"steps": [{"name": "look", "tags": ["[1]", "a [js: b]", "\"[js: c]"]}]}""");
        await executor.RunAsync(recipe);
        await executor.RunAsync(recipe);
        JsonMarshal.GetRawUtf8Value(reached[0]).Overlaps(JsonMarshal.GetRawUtf8Value(reached[1])).ShouldBeTrue("It was copied.");
    }

    public void Dispose() => _site.Dispose();

    private async Task<string> ValueOf(string text, RecipeOptions? options = null)
    {
        var path = _site.Write("one.recipe.json",
            "{\"variables\": {\"self\": \"[js: variables('self')]\"}, \"steps\": [{\"name\": \"set\",\n\"values\": {\n\"it\": " + JsonSerializer.Serialize(text) + ",}}]}");
        await _site.RunAsync(Recipe.Load(path), options ?? Options);
        return _site.Values["it"];
    }

    private sealed class Looking(Action<JsonElement> look) : IRecipeStep
    {
        public string Name => "look";

        public Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
        {
            look(context.Json);
            return Task.CompletedTask;
        }
    }
}
