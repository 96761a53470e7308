using System.Globalization;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Fields;

/// <summary>A number.</summary>
public sealed class NumericField : ContentFieldType
{
    /// <inheritdoc/>
    public override string Name => nameof(NumericField);

    /// <inheritdoc/>
    public override void Begin(ElementContext element)
    {
        if (decimal.TryParse(element.Settings<NumericFieldSettings>().DefaultValue, CultureInfo.InvariantCulture, out var value))
            element.Data["Value"] = value;
    }

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var settings = element.Settings<NumericFieldSettings>();
        if (element.Number("Value") is not { } value)
        {
            if (element.Data["Value"] is not null)
                validation.Report(element, $"{element.Label} has to be a number, say 27.");
            else if (settings.Required)
                validation.Report(element, $"{element.Label} is needed.");
        }
        else if (value < settings.Minimum)
        {
            validation.Report(element, $"{element.Label} has to be at least {settings.Minimum}.");
        }
        else if (value > settings.Maximum)
        {
            validation.Report(element, $"{element.Label} has to be at most {settings.Maximum}.");
        }
        else if (value != Math.Round(value, Math.Clamp(settings.Scale, 0, 28)))
        {
            validation.Report(element, settings.Scale == 0
                ? $"{element.Label} has to be a whole number."
                : $"{element.Label} may have {settings.Scale} digits after the point.");
        }
        return default;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) =>
        element.Number("Value") is { } value ? [value.ToString(CultureInfo.InvariantCulture)] : [];

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries) => entries.Add(element.IndexName, element.Number("Value"));

    /// <inheritdoc/>
    // What is not a number is kept as it was typed, so that the form can show it again beside the message.
    public override void Read(ElementContext element, FormValues form)
    {
        var name = element.Path + ".Value";
        if (!form.Has(name))
            return;
        var text = form.Value(name);
        if (text.Length == 0)
            element.Data["Value"] = null;
        else if (decimal.TryParse(text, ElementContext.PlainNumber, CultureInfo.InvariantCulture, out var value))
            element.Data["Value"] = value;
        else
            element.Data["Value"] = text;
    }
}

/// <summary>Settings of a <see cref="NumericField"/>.</summary>
public sealed record NumericFieldSettings
{
    /// <summary>What to write there.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether it has to be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>How many digits may stand after the point.</summary>
    public int Scale { get; init; }

    /// <summary>The least value allowed.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The greatest value allowed.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>A pale example in the empty box.</summary>
    public string? Placeholder { get; init; }

    /// <summary>What a new item begins with.</summary>
    public string? DefaultValue { get; init; }
}
