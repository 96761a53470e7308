using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;
using Mhg.Recipes;

namespace Mhg.ContentManagement.Recipes;

/// <summary><c>DeleteContentDefinition</c>: takes away the types and parts that are named. Their content stays in the database.</summary>
public sealed class DeleteContentDefinitionStep(ContentDefinitions definitions) : IRecipeStep
{
    /// <inheritdoc/>
    public string Name => "DeleteContentDefinition";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var name in Names(context, "ContentTypes"))
            await definitions.DeleteTypeAsync(name, cancellationToken);
        foreach (var name in Names(context, "ContentParts"))
            await definitions.DeletePartAsync(name, cancellationToken);
    }

    private static IEnumerable<string> Names(RecipeStepContext context, string list) =>
        (context.Body[list] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString());
}
