using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Recipes;

namespace Mhg.Archive.Indexing;

/// <summary><c>lucene-index</c>: defines indexes. One that changes is built anew once the recipe has been stored.</summary>
public sealed class LuceneIndexStep(IDocumentStore documents, IUnitOfWork unitOfWork, IndexSignal signal) : IRecipeStep
{
    /// <inheritdoc/>
    public string Name => "lucene-index";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var (name, body) in (context.Body["Indices"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(index => index).ToList())
        {
            if (body is not JsonObject json)
                continue;
            var definition = json.Deserialize<IndexDefinition>(ContentJson.Options)!;
            foreach (var member in (string[])[nameof(IndexDefinition.AnalyzerName), nameof(IndexDefinition.PreferredAnalyzerName)])
            {
                if (json[member] is { } analyzer && !IndexDefinition.Analyzers.ContainsKey(analyzer.ToString()))
                    context.Problem($"There is no analyzer “{analyzer}” here. Use one of {string.Join(", ", IndexDefinition.Analyzers.Keys)}.", analyzer);
            }
            if (definition.IndexLatest)
                context.Problem($"The index “{name}” can't hold latest versions: readers would find drafts. Set IndexLatest to false.", json["IndexLatest"] ?? json);
            await documents.SaveAsync(IndexDefinition.Kind, name, json, cancellationToken);
        }
        unitOfWork.AfterCommit(signal.Raise);
    }
}
