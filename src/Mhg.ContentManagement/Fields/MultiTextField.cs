using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Fields;

/// <summary>Any number of choices out of a list.</summary>
public sealed class MultiTextField : ContentFieldType
{
    /// <inheritdoc/>
    public override string Name => nameof(MultiTextField);

    /// <inheritdoc/>
    public override void Begin(ElementContext element)
    {
        if (element.Settings<MultiTextFieldSettings>().Options.Where(option => option.Default).ToList() is { Count: > 0 } options)
            element.Set("Values", options.Select(option => option.Value));
    }

    /// <inheritdoc/>
    public override async ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var settings = element.Settings<MultiTextFieldSettings>();
        var values = element.Texts("Values");
        if (values.Count == 0 && settings.Required)
            validation.Report(element, $"Choose at least one for {element.Label}.");
        if (values.Count == 0)
            return;
        var options = Audience.IsReaders(element) ? Audience.Choices(element, await validation.Lookup.RolesAsync(cancellationToken)) : settings.Options;
        foreach (var value in values.Where(value => options.Count > 0 && !options.Any(option => option.Value == value)))
            validation.Report(element, $"“{value}” is not one of the choices for {element.Label}.");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element)
    {
        var options = element.Settings<MultiTextFieldSettings>().Options;
        return element.Texts("Values").Select(value => options.FirstOrDefault(option => option.Value == value)?.Name ?? value);
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        foreach (var value in element.Texts("Values"))
            entries.Add(element.IndexName, value);
    }

    /// <inheritdoc/>
    // Boxes that are not ticked are not sent; an empty value in the form says that they were there.
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Values"))
            element.Set("Values", form.Values(element.Path + ".Values").Distinct());
    }
}

/// <summary>Settings of a <see cref="MultiTextField"/>.</summary>
public sealed record MultiTextFieldSettings
{
    /// <summary>What to choose.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether at least one has to be chosen.</summary>
    public bool Required { get; init; }

    /// <summary>The choices in order.</summary>
    public ListOption[] Options { get; init; } = [];
}
