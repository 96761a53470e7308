using Mhg.ContentManagement;

namespace Mhg.Workflows.Activities.Content;

/// <summary>Takes an item away from its readers.</summary>
public sealed class UnpublishContentTask(ContentManager content) : ContentTask
{
    private const string Unpublished = "Unpublished";
    private const string Noop = "Noop";

    /// <inheritdoc/>
    public override string Summary => "Takes an item away from its readers.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [Unpublished, Noop];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        Target(context) is { } target && await content.UnpublishAsync(target.Id, cancellationToken: cancellationToken) is not null
            ? ActivityResult.Follow(Unpublished)
            : ActivityResult.Follow(Noop);
}
