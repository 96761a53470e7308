using System.Text.Json;

namespace Mhg.Recipes;

/// <summary>The steps that will run, in order, with those of nested recipes put in their places. Made before anything runs,
/// so that a step which nobody offers is known while nothing has changed.</summary>
internal sealed class RecipePlan(
    IReadOnlyDictionary<string, IRecipeStep> offered, RecipeSources sources, RecipeOptions options, RecipeProblems problems)
{
    // Orchard Core's own recipes hold these; to call them unknown would send people looking for a spelling mistake.
    private static readonly HashSet<string> KnownElsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "AdminMenu", "Layers", "media", "Templates", "deployment", "custom-settings", "FeatureProfiles", "command",
    };

    private readonly List<PlannedStep> _steps = [];

    public IReadOnlyList<PlannedStep> Steps => _steps;

    public void Add(Recipe recipe) => Add(recipe, []);

    private void Add(Recipe recipe, List<Recipe> around)
    {
        var expressions = new RecipeExpressions(recipe, options);
        around.Add(recipe);
        foreach (var step in recipe.Steps)
        {
            if (string.Equals(step.Name, "recipes", StringComparison.OrdinalIgnoreCase))
                AddNested(recipe, step, expressions, around);
            else if (offered.TryGetValue(step.Name, out var handler))
                _steps.Add(new(recipe, step, handler, expressions));
            else if (KnownElsewhere.Contains(step.Name))
                problems.Add($"The step '{step.Name}' is known to Orchard Core, but not offered here.", () => step.PositionOf("$.name"));
            else
                problems.Add($"The step '{step.Name}' is not known.", () => step.PositionOf("$.name"));
        }
        around.RemoveAt(around.Count - 1);
    }

    private void AddNested(Recipe recipe, RecipeStep step, RecipeExpressions expressions, List<Recipe> around)
    {
        if (Recipe.Member(expressions.Evaluate(step), "Values") is not { ValueKind: JsonValueKind.Array } values)
        {
            problems.Add("The step 'recipes' has no 'Values' with the names of recipes.", () => step.Position);
            return;
        }
        foreach (var (index, value) in values.EnumerateArray().Index())
        {
            var path = $"$.Values[{index}]";
            if (value.ValueKind != JsonValueKind.Object || Recipe.Member(value, "name") is not { ValueKind: JsonValueKind.String } member)
            {
                problems.Add("The recipe to run has no 'name'.", () => step.PositionOf(path));
                continue;
            }
            var name = member.GetString()!;
            var broken = new List<RecipeException>();
            if (sources.Find(name, recipe, broken.Add) is not { } nested)
            {
                problems.Add($"There is no recipe '{name}'.", () => step.PositionOf(path + ".name"));
                foreach (var fault in broken)
                    problems.Add(fault.Problems[0].Message, () => fault.Position);
                continue;
            }
            if (around.Exists(outer => IsSame(outer, nested)))
            {
                var circle = string.Join(" → ", around.Append(nested).Select(outer => outer.Name));
                throw new RecipeException($"The recipes run each other in a circle: {circle}.", step.PositionOf(path));
            }
            Add(nested, around);
        }
    }

    private static bool IsSame(Recipe a, Recipe b) =>
        a.Path is not null ? a.Path == b.Path : string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase);
}

internal sealed record PlannedStep(Recipe Recipe, RecipeStep Step, IRecipeStep Handler, RecipeExpressions Expressions);
