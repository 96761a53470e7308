using System.Globalization;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Fields;

/// <summary>A day. Stored as midnight UTC of that day, which is how Orchard Core writes it.</summary>
public sealed class DateField : MomentField
{
    /// <inheritdoc/>
    public override string Name => nameof(DateField);

    /// <inheritdoc/>
    protected override MomentFieldSettings Settings(ElementContext element) => element.Settings<DateFieldSettings>();

    /// <inheritdoc/>
    protected override string Example => "a date, say 2008-06-01";

    /// <inheritdoc/>
    protected override string FromForm(string text, TimeZoneInfo zone) =>
        DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? $"{day:yyyy-MM-dd}T00:00:00Z" : text;

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) =>
        element.Moment("Value") is { } day ? [day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)] : [];
}

/// <summary>A moment, stored in UTC and typed in the person's time zone.</summary>
public sealed class DateTimeField : MomentField
{
    /// <inheritdoc/>
    public override string Name => nameof(DateTimeField);

    /// <inheritdoc/>
    protected override MomentFieldSettings Settings(ElementContext element) => element.Settings<DateTimeFieldSettings>();

    /// <inheritdoc/>
    protected override string Example => "a date and a time, say 2008-06-01 14:30";

    /// <inheritdoc/>
    protected override string FromForm(string text, TimeZoneInfo zone) => ToUtc(text, zone);

    /// <summary>
    /// What a person typed as local date and time, as ISO 8601 in UTC; the text itself where it is neither.
    /// A time that the clocks skip is taken an hour later, as a clock would show it.
    /// </summary>
    public static string ToUtc(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return text;
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }
}

/// <summary>A field that holds a moment as ISO 8601 text.</summary>
public abstract class MomentField : ContentFieldType
{
    /// <summary>The field's settings.</summary>
    protected abstract MomentFieldSettings Settings(ElementContext element);

    /// <summary>What to type, for messages.</summary>
    protected abstract string Example { get; }

    /// <summary>What was typed as it is stored; unreadable text as it is, so that the form can show it again.</summary>
    protected abstract string FromForm(string text, TimeZoneInfo zone);

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        if (element.Data["Value"] is null)
        {
            if (Settings(element).Required)
                validation.Report(element, $"{element.Label} is needed.");
        }
        else if (element.Moment("Value") is null)
        {
            validation.Report(element, $"{element.Label} has to be {Example}.");
        }
        return default;
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries) => entries.Add(element.IndexName, element.Moment("Value"));

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Value"))
            element.Data["Value"] = form.Value(element.Path + ".Value") is { Length: > 0 } text ? FromForm(text, form.Zone) : null;
    }
}

/// <summary>Settings of a <see cref="DateField"/>.</summary>
public sealed record DateFieldSettings : MomentFieldSettings;

/// <summary>Settings of a <see cref="DateTimeField"/>.</summary>
public sealed record DateTimeFieldSettings : MomentFieldSettings;

/// <summary>Settings that fields with a moment have in common.</summary>
public record MomentFieldSettings
{
    /// <summary>What to write there.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether it has to be filled in.</summary>
    public bool Required { get; init; }
}
