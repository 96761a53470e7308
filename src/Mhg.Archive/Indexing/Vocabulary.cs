using System.Collections.Frozen;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;

namespace Mhg.Archive.Indexing;

/// <summary>The taxonomies that the content's fields use. Their terms stand on public pages, so they need no rights of their own.</summary>
/// <param name="TermTypes">Taxonomy id → content type of its terms.</param>
/// <param name="Names">Term id → name.</param>
public sealed record Vocabulary(FrozenDictionary<string, string> TermTypes, FrozenDictionary<string, string> Names)
{
    /// <summary>The ids of the taxonomies that fields of a content model use, whether they exist or not.</summary>
    public static IReadOnlyCollection<string> TaxonomiesOf(ContentModel model) =>
    [
        .. (from part in model.Parts.Values
            from field in part.Fields
            where field.FieldName == nameof(TaxonomyField)
            select field.Settings.Section<TaxonomyFieldSettings>().TaxonomyContentItemId).Where(id => !string.IsNullOrEmpty(id)).Distinct(),
    ];

    /// <summary>Reads the taxonomies.</summary>
    public static async Task<Vocabulary> ReadAsync(ContentModel model, IContentStore store, CancellationToken cancellationToken)
    {
        var taxonomies = await store.FindAsync(TaxonomiesOf(model), VersionOptions.Published, cancellationToken);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (term, _) in taxonomies.SelectMany(TaxonomyPart.Terms))
            names[term.ContentItemId] = term.DisplayText;
        return new Vocabulary(taxonomies.ToFrozenDictionary(taxonomy => taxonomy.ContentItemId, TermType), names.ToFrozenDictionary());
    }

    private static string TermType(ContentItem taxonomy) => taxonomy.Part(nameof(TaxonomyPart))?["TermContentType"]?.ToString() ?? "";
}
