using Mhg.ContentManagement;

namespace Mhg.Workflows.Activities.Content;

/// <summary>Deletes an item; its versions and history stay.</summary>
public sealed class DeleteContentTask(ContentManager content) : ContentTask
{
    private const string Deleted = "Deleted";
    private const string Noop = "Noop";

    /// <inheritdoc/>
    public override string Summary => "Deletes an item. Its history stays.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [Deleted, Noop];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        Target(context) is { } target && await content.DeleteAsync(target.Id, cancellationToken: cancellationToken)
            ? ActivityResult.Follow(Deleted)
            : ActivityResult.Follow(Noop);
}
