namespace Mhg.Recipes.Tests;

public sealed class RecipeTests
{
    public static string Sample => Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchard-sample.recipe.json");

    [Fact]
    public void The_recipe_that_ran_on_a_real_Orchard_Core_is_read()
    {
        var recipe = Recipe.Load(Sample);
        recipe.Name.ShouldBe("OrchardSample");
        recipe.Categories.ShouldBe(["sample"]);
        recipe.IsSetupRecipe.ShouldBeFalse();
        recipe.Steps.Select(step => step.Name).ShouldBe(["feature", "ContentDefinition", "Roles", "lucene-index", "settings", "WorkflowType", "content"]);
        var definition = recipe.Steps.Single(step => step.Name == "ContentDefinition");
        definition.PositionOf("$.ContentTypes[1].Name").ToString().ShouldEndWith("orchard-sample.recipe.json:83:19");
    }
}
