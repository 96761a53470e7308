using System.Text.Json.Nodes;
using Mhg.Recipes;

namespace Mhg.Workflows.Recipes;

/// <summary><c>WorkflowType</c>: adds workflow types, and replaces those with the same id.</summary>
public sealed class WorkflowTypeStep(WorkflowTypes types) : IRecipeStep
{
    /// <inheritdoc/>
    public string Name => "WorkflowType";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Body["data"] is not JsonArray data)
        {
            context.Problem("The step 'WorkflowType' needs 'data', a list of workflow types.");
            return;
        }
        foreach (var (index, entry) in data.Index())
        {
            var path = $"$.data[{index}]";
            if (entry is not JsonObject type)
            {
                context.Problem("A workflow type is a JSON object.", path);
                continue;
            }
            var problems = types.Check(type);
            foreach (var problem in problems)
                context.Problem(problem.Message, path + problem.Path[1..]);
            // An activity that is missing now may come with a feature later; the type waits for it.
            if (problems.All(problem => problem.IsMissingActivity))
                await types.SaveAsync(type.DeepClone().AsObject(), cancellationToken);
            context.Report(index + 1, data.Count);
        }
    }
}
