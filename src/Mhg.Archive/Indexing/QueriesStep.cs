using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Recipes;

namespace Mhg.Archive.Indexing;

/// <summary><c>queries</c>: stores named queries, so that they come along when the site moves to another host. This host runs none of them itself.</summary>
public sealed class QueriesStep(IDocumentStore documents) : IRecipeStep
{
    /// <summary>The kind of the stored documents, each named like its query.</summary>
    public const string Kind = "Query";

    /// <inheritdoc/>
    public string Name => "queries";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var query in (context.Body["Queries"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (query.Deserialize<NamedQuery>(ContentJson.Options) is { Name.Length: > 0 } named)
                await documents.SaveAsync(Kind, named.Name, query, cancellationToken);
            else
                context.Problem("A query needs a Name.", query);
        }
    }

    private sealed record NamedQuery(string Name = "");
}
