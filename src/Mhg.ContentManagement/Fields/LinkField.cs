using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Fields;

/// <summary>A link with its text.</summary>
public sealed class LinkField : ContentFieldType
{
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" };

    /// <inheritdoc/>
    public override string Name => nameof(LinkField);

    /// <summary>Whether an address may be a link: within the site, or of a scheme that runs nothing.</summary>
    public static bool IsSafe(string url) =>
        (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal))
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme) && !url.Any(char.IsControl));

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var url = element.Text("Url") ?? "";
        if (url.Length == 0)
        {
            if (element.Settings<LinkFieldSettings>().Required)
                validation.Report(element, $"{element.Label} is needed.");
        }
        else if (!IsSafe(url))
        {
            validation.Report(element, $"{element.Label} has to begin with https://, http://, mailto:, tel: or a slash.");
        }
        return default;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) => element.Text("Text") is { Length: > 0 } text ? [text] : [];

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        foreach (var member in (string[])["Url", "Text"])
        {
            if (form.Has($"{element.Path}.{member}"))
                element.Data[member] = form.Value($"{element.Path}.{member}");
        }
    }
}

/// <summary>Settings of a <see cref="LinkField"/>.</summary>
public sealed record LinkFieldSettings
{
    /// <summary>What to write there.</summary>
    public string? Hint { get; init; }

    /// <summary>What to write as the link's text.</summary>
    public string? HintLinkText { get; init; }

    /// <summary>Whether it has to be filled in.</summary>
    public bool Required { get; init; }
}
