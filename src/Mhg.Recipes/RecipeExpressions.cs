using System.Text.Json;

namespace Mhg.Recipes;

/// <summary>Evaluates the expressions in a recipe's strings.</summary>
internal sealed class RecipeExpressions
{
    private readonly Recipe recipe;

    public RecipeExpressions(Recipe recipe, RecipeOptions options) => (this.recipe, _) = (recipe, options);

    public JsonElement Evaluate(RecipeStep step) => recipe.Steps.Contains(step) ? step.Json : default;
}
