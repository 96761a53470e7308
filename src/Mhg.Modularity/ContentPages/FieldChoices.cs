using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Shell;

namespace Mhg.Modularity.ContentPages;

/// <summary>What a field can hold by its definition: the entries of its list, the terms of its taxonomy, the items that it may point at.</summary>
public sealed class FieldChoices(ContentDefinitions definitions, PublishedContent content, IContentStore store)
{
    // A list to choose from that is longer than this is one to search in.
    private const int MostItems = 200;

    /// <summary>The choices of a field, in their order; none where the field is not defined or holds free text.</summary>
    /// <param name="field">Part and field, say <c>Workshop.Country</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<FieldChoice>> OfAsync(string field, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(field);
        var model = await definitions.ModelAsync(cancellationToken);
        var (part, name) = field.Split('.') is [var first, var second] ? (first, second) : throw new ArgumentException("Part and field: Workshop.Country.", nameof(field));
        var definition = model.Parts.GetValueOrDefault(part)?.Fields.FirstOrDefault(candidate => candidate.Name == name);
        return definition?.FieldName switch
        {
            nameof(TextField) => Listed(definition.Settings.Section<TextFieldPredefinedListEditorSettings>().Options),
            nameof(MultiTextField) => Listed(definition.Settings.Section<MultiTextFieldSettings>().Options),
            nameof(TaxonomyField) => await TermsAsync(definition.Settings.Section<TaxonomyFieldSettings>(), cancellationToken),
            nameof(ContentPickerField) => await ItemsAsync(definition.Settings.Section<ContentPickerFieldSettings>(), cancellationToken),
            _ => [],
        };
    }

    /// <summary>The name of a stored choice; the stored value itself where the list does not have it, and null for null.</summary>
    public async Task<string?> NameAsync(string field, string? value, CancellationToken cancellationToken) =>
        value is null ? null : (await OfAsync(field, cancellationToken)).FirstOrDefault(choice => choice.Value == value)?.Text ?? value;

    private static IReadOnlyList<FieldChoice> Listed(IEnumerable<ListOption> options) =>
        [.. options.Select(option => new FieldChoice(option.Value, option.Name, IsTarget: false))];

    // The words of a vocabulary stand on public pages, so they need no rights of their own.
    private async Task<IReadOnlyList<FieldChoice>> TermsAsync(TaxonomyFieldSettings settings, CancellationToken cancellationToken) =>
        settings.TaxonomyContentItemId is { } id && await store.FindAsync(id, VersionOptions.Published, cancellationToken) is { } taxonomy
            ? [.. TaxonomyPart.Terms(taxonomy).Select(entry => new FieldChoice(entry.Term.ContentItemId, entry.Term.DisplayText, IsTarget: true))]
            : [];

    private async Task<IReadOnlyList<FieldChoice>> ItemsAsync(ContentPickerFieldSettings settings, CancellationToken cancellationToken)
    {
        var items = await content.ListAsync(
            new ContentQuery { ContentTypes = settings.DisplayedContentTypes, Order = ContentOrder.ByTitle, Take = MostItems }, cancellationToken);
        return [.. items.Select(item => new FieldChoice(item.ContentItemId, item.DisplayText, IsTarget: true))];
    }
}
