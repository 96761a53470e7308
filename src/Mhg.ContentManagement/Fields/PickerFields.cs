using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Fields;

/// <summary>Other content items.</summary>
public sealed class ContentPickerField : ContentFieldType
{
    /// <inheritdoc/>
    public override string Name => nameof(ContentPickerField);

    /// <inheritdoc/>
    public override async ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var settings = element.Settings<ContentPickerFieldSettings>();
        var ids = element.Texts("ContentItemIds");
        if (!PickerRules.Count(element, validation, ids.Count, settings.Required, settings.Multiple) || !validation.ChecksReferences)
            return;
        var types = await validation.Lookup.TypesAsync(ids, cancellationToken);
        foreach (var id in ids)
        {
            if (!types.TryGetValue(id, out var type))
                validation.Report(element, $"{element.Label}: the content that was chosen ({id}) is no longer there. Take it off.");
            else if (!settings.DisplayAllContentTypes && settings.DisplayedContentTypes.Length > 0 && !settings.DisplayedContentTypes.Contains(type))
                validation.Report(element, $"{element.Label}: a {element.Model.DisplayName(type)} can't be chosen here.");
        }
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        foreach (var id in element.Texts("ContentItemIds"))
            entries.AddReference(element.IndexName, id);
    }

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".ContentItemIds"))
            element.Set("ContentItemIds", form.Values(element.Path + ".ContentItemIds").Distinct());
    }
}

/// <summary>Settings of a <see cref="ContentPickerField"/>.</summary>
public sealed record ContentPickerFieldSettings
{
    /// <summary>What to choose.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether at least one has to be chosen.</summary>
    public bool Required { get; init; }

    /// <summary>Whether more than one may be chosen.</summary>
    public bool Multiple { get; init; }

    /// <summary>Whether items of every type may be chosen.</summary>
    public bool DisplayAllContentTypes { get; init; }

    /// <summary>The types whose items may be chosen.</summary>
    public string[] DisplayedContentTypes { get; init; } = [];
}

/// <summary>People who have an account.</summary>
public sealed class UserPickerField : ContentFieldType
{
    /// <inheritdoc/>
    public override string Name => nameof(UserPickerField);

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var settings = element.Settings<UserPickerFieldSettings>();
        PickerRules.Count(element, validation, element.Texts("UserIds").Count, settings.Required, settings.Multiple);
        return default;
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        foreach (var id in element.Texts("UserIds"))
            entries.AddReference(element.IndexName, id);
    }

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".UserIds"))
            element.Set("UserIds", form.Values(element.Path + ".UserIds").Distinct());
    }
}

/// <summary>Settings of a <see cref="UserPickerField"/>.</summary>
public sealed record UserPickerFieldSettings
{
    /// <summary>Whom to choose.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether at least one has to be chosen.</summary>
    public bool Required { get; init; }

    /// <summary>Whether more than one may be chosen.</summary>
    public bool Multiple { get; init; }

    /// <summary>Whether people of every role may be chosen.</summary>
    public bool DisplayAllUsers { get; init; } = true;

    /// <summary>The roles whose people may be chosen.</summary>
    public string[] DisplayedRoles { get; init; } = [];
}

/// <summary>Terms of a taxonomy.</summary>
public sealed class TaxonomyField : ContentFieldType
{
    /// <inheritdoc/>
    public override string Name => nameof(TaxonomyField);

    /// <inheritdoc/>
    public override async ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var settings = element.Settings<TaxonomyFieldSettings>();
        var ids = element.Texts("TermContentItemIds");
        if (!PickerRules.Count(element, validation, ids.Count, settings.Required, multiple: !settings.Unique) || ids.Count == 0)
            return;
        if (!validation.ChecksReferences)
            return;
        if (await validation.Lookup.TaxonomyAsync(settings.TaxonomyContentItemId ?? "", cancellationToken) is not { } terms)
        {
            validation.Report(element, $"{element.Label}: its taxonomy is not there. Ask an administrator to run the taxonomies recipe.");
            return;
        }
        foreach (var id in ids.Where(id => !terms.ContainsKey(id)))
            validation.Report(element, $"{element.Label}: the term that was chosen ({id}) is no longer in the taxonomy. Take it off.");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) => element.Texts("TagNames");

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        foreach (var id in element.Texts("TermContentItemIds"))
            entries.AddReference(element.IndexName, id);
    }

    /// <inheritdoc/>
    public override async ValueTask DeriveAsync(ElementContext element, DerivationContext derivation, CancellationToken cancellationToken)
    {
        var ids = element.Texts("TermContentItemIds");
        if (ids.Count == 0 && element.Data.Count == 0)
            return;
        var taxonomyId = element.Settings<TaxonomyFieldSettings>().TaxonomyContentItemId;
        element.Data["TaxonomyContentItemId"] = taxonomyId;
        // The names are kept with the item, as Orchard Core does, so that a page needs no look-up of the taxonomy.
        if (taxonomyId is not null && await derivation.Lookup.TaxonomyAsync(taxonomyId, cancellationToken) is { } names)
            element.Set("TagNames", ids.Select(id => names.GetValueOrDefault(id)).OfType<string>());
    }

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".TermContentItemIds"))
            element.Set("TermContentItemIds", form.Values(element.Path + ".TermContentItemIds").Distinct());
    }
}

/// <summary>Settings of a <see cref="TaxonomyField"/>.</summary>
public sealed record TaxonomyFieldSettings
{
    /// <summary>What to choose.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether at least one has to be chosen.</summary>
    public bool Required { get; init; }

    /// <summary>The taxonomy whose terms may be chosen.</summary>
    public string? TaxonomyContentItemId { get; init; }

    /// <summary>Whether only one may be chosen.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether only terms without terms below them may be chosen.</summary>
    public bool LeavesOnly { get; init; }
}

internal static class PickerRules
{
    /// <summary>Reports too few or too many; true when the number is right.</summary>
    public static bool Count(ElementContext element, ValidationContext validation, int count, bool required, bool multiple)
    {
        if (count == 0 && required)
            validation.Report(element, $"Choose {(multiple ? "at least one" : "one")} for {element.Label}.");
        else if (count > 1 && !multiple)
            validation.Report(element, $"Only one can be chosen for {element.Label}; there are {count}.");
        else
            return true;
        return false;
    }
}
