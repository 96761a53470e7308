using System.Text.Json;

namespace Mhg.Recipes;

/// <summary>Applies recipes: whole or not at all.</summary>
/// <param name="steps">The steps offered; of several with one name the last, so that a host can replace one.</param>
/// <param name="transaction">Put around all steps of a recipe.</param>
/// <param name="sources">Where the recipes that a recipe runs are found.</param>
public sealed class RecipeExecutor(IEnumerable<IRecipeStep> steps, IRecipeTransaction transaction, RecipeSources sources)
{
    private readonly Dictionary<string, IRecipeStep> _offered = ByName(steps);

    /// <summary>Applies a recipe and the recipes that it runs.</summary>
    /// <exception cref="RecipeException">The recipe was refused or failed, and nothing of it was kept. Unless it is run leniently,
    /// steps that are not offered are reported before anything runs, and everything else that could not be applied in one list.</exception>
    public async Task<RecipeResult> RunAsync(Recipe recipe, RecipeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var problems = new RecipeProblems();
        var plan = new RecipePlan(_offered, sources, options, problems);
        plan.Add(recipe);
        if (problems.Any && !options.Lenient)
            throw problems.Refusal();

        var items = 0;
        await transaction.RunAsync(async cancellation =>
        {
            foreach (var (index, planned) in plan.Steps.Index())
            {
                cancellation.ThrowIfCancellationRequested();
                items += await ApplyAsync(planned, index + 1);
            }
            if (problems.Any && !options.Lenient)
                throw problems.Refusal();

            async Task<int> ApplyAsync(PlannedStep planned, int number)
            {
                var step = planned.Step;
                Report(0, 0);
                try
                {
                    var context = new RecipeStepContext(planned.Recipe, step, planned.Expressions.Evaluate(step), options, problems, Report);
                    await planned.Handler.ExecuteAsync(context, cancellation);
                    return context.ItemsDone;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    throw Failure(step, fault);
                }

                void Report(int done, int total) =>
                    options.Progress?.Report(new(number, plan.Steps.Count, step.Name, done, total));
            }
        }, cancellationToken);
        return new(plan.Steps.Count, items, problems.Listed);

        // What was wrong before is told too: it may well be the cause.
        RecipeException Failure(RecipeStep step, Exception fault)
        {
            switch (fault)
            {
                case RecipeException { Problems: var found }:
                    foreach (var problem in found)
                        problems.Add(problem.Message, () => problem.Position);
                    break;
                case JsonException { Path: var path }:
                    problems.Add($"This can't be read by the step '{step.Name}': {fault.Message.Split(" Path:")[0]}", () => step.PositionOf(path ?? "$"));
                    break;
                default:
                    problems.Add($"The step '{step.Name}' failed: {fault.Message}", () => step.Position);
                    break;
            }
            return problems.Refusal(fault);
        }
    }

    private static Dictionary<string, IRecipeStep> ByName(IEnumerable<IRecipeStep> steps)
    {
        var offered = new Dictionary<string, IRecipeStep>(StringComparer.OrdinalIgnoreCase);
        foreach (var step in steps)
        {
            foreach (var name in step.Aliases.Prepend(step.Name))
                offered[name] = step;
        }
        return offered;
    }
}
