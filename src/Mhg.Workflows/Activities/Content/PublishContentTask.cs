using Mhg.ContentManagement;

namespace Mhg.Workflows.Activities.Content;

/// <summary>Publishes an item's draft. What was meant is a version: a draft that has changed since is not published but refused.</summary>
public sealed class PublishContentTask(ContentManager content) : ContentTask
{
    private const string Published = "Published";
    private const string Noop = "Noop";

    /// <inheritdoc/>
    public override string Summary => "Publishes the draft of an item.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [Published, Noop];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (Target(context) is not { } target || await content.GetAsync(target.Id, cancellationToken: cancellationToken) is not { IsDraft: true })
            return ActivityResult.Follow(Noop);
        await content.PublishAsync(target.Id, target.Version, cancellationToken: cancellationToken);
        return ActivityResult.Follow(Published);
    }
}
