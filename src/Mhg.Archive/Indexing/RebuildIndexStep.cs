using Mhg.ContentManagement.Storage;
using Mhg.Recipes;

namespace Mhg.Archive.Indexing;

/// <summary><c>lucene-index-rebuild</c>: builds the index anew from the database, once the recipe has been stored.</summary>
public sealed class RebuildIndexStep(IUnitOfWork unitOfWork, IndexFolder folder, IndexSignal signal) : IRecipeStep
{
    /// <inheritdoc/>
    public string Name => "lucene-index-rebuild";

    // An index here is never emptied without being filled again, so that resetting it is the same.
    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["lucene-index-reset"];

    /// <inheritdoc/>
    public Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        unitOfWork.AfterCommit(() =>
        {
            folder.RequestRebuild();
            signal.Raise();
        });
        return Task.CompletedTask;
    }
}
