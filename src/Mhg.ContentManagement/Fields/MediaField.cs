using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Fields;

/// <summary>Files by their path in the media folder. Uploading is not part of it yet.</summary>
public sealed class MediaField : ContentFieldType
{
    /// <summary>The name under which every media field's paths are indexed, so that a file leads to the items that show it.</summary>
    public const string IndexName = $"{nameof(MediaField)}.Paths";

    /// <inheritdoc/>
    public override string Name => nameof(MediaField);

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var settings = element.Settings<MediaFieldSettings>();
        var paths = element.Texts("Paths");
        if (!PickerRules.Count(element, validation, paths.Count, settings.Required, settings.Multiple))
            return default;
        foreach (var path in paths)
        {
            if (path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Any(segment => segment is "" or "." or ".."))
                validation.Report(element, $"{element.Label}: “{path}” is not a path in the media folder, say reports/2008.pdf.");
            else if (settings.AllowedExtensions.Length > 0 && !settings.AllowedExtensions.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                validation.Report(element, $"{element.Label}: “{path}” has to end in {string.Join(", ", settings.AllowedExtensions)}.");
        }
        return default;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) => element.Texts("MediaTexts").Where(text => text.Length > 0);

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        foreach (var path in element.Texts("Paths"))
            entries.Add(IndexName, path);
    }

    /// <inheritdoc/>
    // One path a line.
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Paths"))
            element.Set("Paths", form.Value(element.Path + ".Paths").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(path => path.TrimStart('/')));
    }
}

/// <summary>Settings of a <see cref="MediaField"/>.</summary>
public sealed record MediaFieldSettings
{
    /// <summary>What to put there.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether at least one is needed.</summary>
    public bool Required { get; init; }

    /// <summary>Whether more than one may be there.</summary>
    public bool Multiple { get; init; } = true;

    /// <summary>Endings that are allowed, with their dot; empty for all.</summary>
    public string[] AllowedExtensions { get; init; } = [];
}
