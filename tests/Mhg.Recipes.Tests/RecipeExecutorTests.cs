namespace Mhg.Recipes.Tests;

public sealed class RecipeExecutorTests : IDisposable
{
    private readonly Site _site = new();

    [Fact]
    public async Task Steps_run_in_order_by_name_or_alias_without_case_and_again_without_harm()
    {
        const string Recipe = """{"steps": [{"name": "SET", "values": {"a": 1, "b": 2}}, {"name": "assign", "values": {"a": 3}}]}""";
        var result = await _site.RunAsync(Recipe);
        (result.StepsRun, result.ItemsDone).ShouldBe((2, 3));
        await _site.RunAsync(Recipe);
        _site.Values.ShouldBe(new Dictionary<string, string> { ["a"] = "3", ["b"] = "2" });
    }

    [Fact]
    public async Task A_recipe_that_fails_at_its_end_leaves_nothing_behind()
    {
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync("{\"steps\": [{\"name\": \"set\", \"values\": {\"a\": 1}},\n {\"name\": \"fail\"}]}"));
        fault.Problems.ShouldHaveSingleItem().ToString().ShouldBe("recipe:2:2: The step 'fail' failed: The disk is full.");
        fault.InnerException.ShouldBeOfType<InvalidOperationException>();
        _site.Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_of_the_wrong_shape_is_reported_where_it_stands()
    {
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync("{\"steps\": [{\"name\": \"fail\",\n  \"count\": \"many\"}]}"));
        fault.Problems.ShouldHaveSingleItem().ToString().ShouldBe("recipe:2:12: This can't be read by the step 'fail': A number is expected.");
    }

    [Fact]
    public async Task All_that_is_wrong_is_listed_and_nothing_applied()
    {
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync(
            "{\"steps\": [{\"name\": \"set\", \"values\": {\"a\": 1, \"B\": 2}},\n{\"name\": \"set\", \"values\": {\"C\": 3}}]}"));
        fault.Problems.Select(problem => problem.ToString()).ShouldBe(
            ["recipe:1:52: The key 'B' is not known.", "recipe:2:33: The key 'C' is not known."]);
        _site.Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_leniently_it_skips_and_lists_what_it_does_not_know()
    {
        var result = await _site.RunAsync(
            """{"steps": [{"name": "Layers"}, {"name": "nope"}, {"name": "set", "values": {"a": 1, "B": 2}}]}""", new() { Lenient = true });
        result.Skipped.Select(problem => problem.Message).ShouldBe(
        [
            "The step 'Layers' is known to Orchard Core, but not offered here.",
            "The step 'nope' is not known.",
            "The key 'B' is not known.",
        ]);
        result.StepsRun.ShouldBe(1);
        _site.Values.ShouldContainKeyAndValue("a", "1");
    }

    [Fact]
    public async Task An_unknown_step_is_reported_before_anything_runs_also_from_a_nested_recipe()
    {
        _site.Write("inner.recipe.json", "{\"name\": \"inner\", \"steps\": [\n  {\"name\": \"sett\"}]}");
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync(
            """{"steps": [{"name": "set", "values": {"a": 1}}, {"name": "recipes", "Values": [{"executionid": "x", "name": "Inner"}, {"name": "gone"}]}]}"""));
        fault.Problems[0].ToString().ShouldBe(Path.Combine(_site.Folder, "inner.recipe.json") + ":2:12: The step 'sett' is not known.");
        fault.Problems[1].Message.ShouldBe("There is no recipe 'gone'.");
        _site.Transactions.ShouldBe(0);
    }

    [Fact]
    public async Task Nested_recipes_run_in_their_place_with_those_beside_the_file_first()
    {
        _site.Write("extra.recipe.json", """{"name": "extra", "steps": [{"name": "set", "values": {"who": "the host's"}}]}""");
        _site.Write("own/b.recipe.json", """{"name": "extra", "steps": [{"name": "set", "values": {"who": "the neighbour's"}}]}""");
        var main = _site.Write("own/main.recipe.json", """
            {"name": "main", "steps": [
              {"name": "set", "values": {"who": "mine"}},
              {"name": "recipes", "Values": [{"name": "extra"}]},
              {"name": "set", "values": {"last": "[js: 1 + 1]"}}]}
            """);
        var progress = new List<RecipeProgress>();
        var result = await _site.RunAsync(Recipe.Load(main), new() { Progress = new Immediate(progress.Add) });
        _site.Values.ShouldBe(new Dictionary<string, string> { ["who"] = "the neighbour's", ["last"] = "2" });
        result.StepsRun.ShouldBe(3);
        progress.ShouldBe([new(1, 3, "set", 0, 0), new(1, 3, "set", 1, 1), new(2, 3, "set", 0, 0), new(2, 3, "set", 1, 1), new(3, 3, "set", 0, 0), new(3, 3, "set", 1, 1)]);
    }

    [Fact]
    public async Task Recipes_that_run_each_other_in_a_circle_are_refused()
    {
        _site.Write("a.recipe.json", """{"name": "a", "steps": [{"name": "recipes", "Values": [{"name": "b"}]}]}""");
        _site.Write("b.recipe.json", """{"name": "b", "steps": [{"name": "recipes", "Values": [{"name": "a"}]}]}""");
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync(_site.Sources.Find("a")!, new() { Lenient = true }));
        fault.Message.ShouldContain("a → b → a");
    }

    [Fact]
    public async Task A_broken_file_is_named_when_it_might_have_been_the_one()
    {
        _site.Write("z.recipe.json", "{ \"name\": \"wanted\", ");
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync("""{"steps": [{"name": "recipes", "Values": [{"name": "wanted"}]}]}"""));
        fault.Problems.Select(problem => problem.Message).ShouldBe(["There is no recipe 'wanted'.", "The file ends in the middle of the recipe."]);
    }

    [Fact]
    public void The_recipes_of_all_folders_are_listed_and_broken_ones_told()
    {
        _site.Write("b.recipe.json", """{"name": "B", "steps": []}""");
        _site.Write("a.recipe.json", """{"steps": []}""");
        _site.Write("broken.recipe.json", "{");
        _site.Write("c.json", "no recipe");
        var broken = new List<RecipeException>();
        _site.Sources.All(broken.Add).Select(recipe => recipe.Name).ShouldBe(["a", "B"]);
        broken.ShouldHaveSingleItem().Position.File.ShouldEndWith("broken.recipe.json");
    }

    [Fact]
    public async Task Ten_thousand_problems_are_counted_and_the_first_ones_listed()
    {
        var values = string.Join(",\n", Enumerable.Range(0, 10_000).Select(i => $"\"K{i}\": {i}"));
        var fault = await Should.ThrowAsync<RecipeException>(() => _site.RunAsync($$"""{"steps": [{"name": "set", "values": { {{values}} } } ]}"""));
        fault.Problems.Count.ShouldBe(200);
        fault.Message.ShouldEndWith("… and 9800 more.");
    }

    [Fact]
    public async Task A_cancelled_recipe_is_cancelled_and_not_failed()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Immediate(_ => cancellation.Cancel());
        await Should.ThrowAsync<OperationCanceledException>(() => _site.RunAsync(
            Recipe.Parse("""{"steps": [{"name": "set", "values": {"a": 1}}, {"name": "fail"}]}"""), new() { Progress = progress }, cancellation.Token));
        _site.Values.ShouldBeEmpty();
    }

    public void Dispose() => _site.Dispose();

    private sealed class Immediate(Action<RecipeProgress> report) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value) => report(value);
    }
}
