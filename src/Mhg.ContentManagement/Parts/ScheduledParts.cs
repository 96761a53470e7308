using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Parts;

/// <summary>A draft that publishes itself at a moment. Only who may publish sets it; a change by someone else takes it off.</summary>
public sealed class PublishLaterPart : ScheduledPart
{
    /// <summary>The name under which its moment is indexed.</summary>
    public const string MomentName = $"{nameof(PublishLaterPart)}.ScheduledPublishUtc";

    /// <inheritdoc/>
    public override string Name => nameof(PublishLaterPart);

    /// <inheritdoc/>
    public override string Label => "Publish later";

    /// <inheritdoc/>
    protected override string Member => "ScheduledPublishUtc";
}

/// <summary>A published item that is taken back at a moment.</summary>
public sealed class ArchiveLaterPart : ScheduledPart
{
    /// <summary>The name under which its moment is indexed.</summary>
    public const string MomentName = $"{nameof(ArchiveLaterPart)}.ScheduledArchiveUtc";

    /// <inheritdoc/>
    public override string Name => nameof(ArchiveLaterPart);

    /// <inheritdoc/>
    public override string Label => "Take back later";

    /// <inheritdoc/>
    protected override string Member => "ScheduledArchiveUtc";
}

/// <summary>A part that holds one moment at which something happens to the item.</summary>
public abstract class ScheduledPart : ContentPartType
{
    /// <summary>The member that holds the moment.</summary>
    protected abstract string Member { get; }

    /// <inheritdoc/>
    public override ValueTask DeriveAsync(ElementContext element, DerivationContext derivation, CancellationToken cancellationToken)
    {
        // A schedule is a decision to publish or to take back: it stands only while everything after it was written by someone who may decide so.
        if (element.Data[Member] is not null && !derivation.Actor.Can(Access.ContentPermissions.PublishContent, element.Item.ContentType))
            element.Data[Member] = null;
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        if (element.Text(Member) is { Length: > 0 } && element.Moment(Member) is null)
            validation.Report(element, "Give a date and a time, say 2026-12-01 09:00.");
        return default;
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries) => entries.Add($"{Name}.{Member}", element.Moment(Member));

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has($"{element.Path}.{Member}"))
            element.Data[Member] = Fields.DateTimeField.ToUtc(form.Value($"{element.Path}.{Member}"), form.Zone) is { Length: > 0 } moment ? moment : null;
    }
}
