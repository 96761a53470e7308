using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Parts;

/// <summary>A name by which other content and code refer to the item.</summary>
public sealed class AliasPart : ContentPartType
{
    private const int LongestAlias = 735; // as in Orchard Core

    /// <inheritdoc/>
    public override string Name => nameof(AliasPart);

    /// <inheritdoc/>
    public override ValueTask DeriveAsync(ElementContext element, DerivationContext derivation, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(element.Text("Alias")) && element.Settings<AliasPartSettings>().Pattern is { Length: > 0 } pattern)
            element.Data["Alias"] = ContentTemplates.Render(pattern, element.Item).Trim();
        return default;
    }

    /// <inheritdoc/>
    public override async ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        if (element.Item != validation.Root || element.Text("Alias") is not { Length: > 0 } alias)
            return;
        if (alias.Length > LongestAlias)
            validation.Report(element, $"The alias has {alias.Length} characters. Keep it to {LongestAlias}.");
        else if (await validation.Lookup.AliasOwnerAsync(alias, cancellationToken) is { } owner && owner != validation.Root.ContentItemId)
            validation.Report(element, $"“{alias}” is the alias of other content. Choose another one.");
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        if (element.Path == Name && element.Text("Alias") is { Length: > 0 } alias)
            entries.Alias = alias;
    }

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Alias"))
            element.Data["Alias"] = form.Value(element.Path + ".Alias");
    }
}

/// <summary>How a type's aliases come about.</summary>
public sealed record AliasPartSettings
{
    /// <summary>A Liquid template for an alias that nobody typed.</summary>
    public string? Pattern { get; init; }
}
