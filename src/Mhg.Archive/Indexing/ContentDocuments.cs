using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Fields = Mhg.ContentManagement.Fields;

namespace Mhg.Archive.Indexing;

/// <summary>How content items become documents of the index, by an index definition and the content definitions of the moment.</summary>
public sealed class ContentDocuments
{
    // To be raised by whoever changes what DocumentOf writes or how Mhg.Search reads text: indexes on the disk are built anew then.
    private const int Layout = 3;

    private readonly FrozenDictionary<string, Facet> _facetOfField;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Derives the fields from the definitions.</summary>
    public ContentDocuments(IndexDefinition definition, ContentModel model, Vocabulary vocabulary)
    {
        (Definition, Model, Vocabulary) = (definition, model, vocabulary);
        IndexedTypes = definition.IndexedContentTypes.Where(model.Types.ContainsKey).ToFrozenSet(StringComparer.Ordinal);
        var fields = FieldsOf(IndexedTypes).ToList();
        _facetOfField = (from field in fields
                         let facet = FacetOf(field.Definition)
                         where facet is not null
                         select KeyValuePair.Create(field.Name, facet)).ToFrozenDictionary();
        Schema = new IndexSchema([.. CommonFields(), .. fields.Select(field => IndexFieldOf(field.Name, field.Definition)).OfType<IndexField>()]);
        _fingerprint = new Lazy<string>(TakeFingerprint);
    }

    /// <summary>The index definition.</summary>
    public IndexDefinition Definition { get; }

    /// <summary>The content definitions.</summary>
    public ContentModel Model { get; }

    /// <summary>The taxonomies in use.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The fields of the index.</summary>
    public IndexSchema Schema { get; }

    /// <summary>The content types that are indexed and defined.</summary>
    public IReadOnlySet<string> IndexedTypes { get; }

    /// <summary>
    /// Stands for all that documents depend on besides the items: an index whose documents were made by another fingerprint is to
    /// be built anew.
    /// </summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The document of a published item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="list">The published item whose list it is in, if there is one: what is in a list shares its date and facets.</param>
    public SearchDocument DocumentOf(ContentItem item, ContentItem? list)
    {
        var text = TextOf(item);
        var document = new SearchDocument(item.ContentItemId)
        {
            { IndexFields.VersionId, item.ContentItemVersionId },
            { IndexFields.ContentType, item.ContentType },
            { Facet.Type.Words, item.ContentType },
            { Facet.Type.Words, Model.DisplayName(item.ContentType) },
            { IndexFields.Title, item.DisplayText },
            { IndexFields.TitleKeyword, item.DisplayText },
            { IndexFields.TitleWords, item.DisplayText },
            { IndexFields.TitleNormalized, Normalized(item.DisplayText) },
            { IndexFields.FullText, FullTextSettings(item).IncludeDisplayText ? item.DisplayText + Environment.NewLine + text : text },
            { IndexFields.Words, item.DisplayText },
            { IndexFields.Words, text },
            { IndexFields.CreatedUtc, Iso(item.CreatedUtc) },
            { IndexFields.ModifiedUtc, Iso(item.ModifiedUtc) },
            { IndexFields.PublishedUtc, Iso(item.PublishedUtc) },
            { IndexFields.Audience, Audience.Of(item, Model, list).Select(ReaderFilter.Token) },
        };
        foreach (var element in Model.OwnElements(item).Where(element => element.Field is not null && Schema.TryGetField(element.Path, out _)))
            AddField(document, element);

        var date = DateOf(item) ?? (list is null ? null : DateOf(list));
        document.Add(IndexFields.Date, Iso(date ?? item.PublishedUtc));
        document.Add(Facet.Year.Column, date?.Year.ToString(CultureInfo.InvariantCulture));
        AddFacets(document, item);
        if (list is not null)
            AddFacets(document, list);
        return document;
    }

    /// <summary>What a reader sees of an item besides its title, as plain text. The index holds the title and this.</summary>
    public string TextOf(ContentItem item)
    {
        var settings = FullTextSettings(item);
        var text = new StringBuilder();
        if (settings.IncludeBodyAspect)
        {
            foreach (var words in Model.OwnElements(item).Where(element => element.Type is HtmlBodyPart).SelectMany(element => element.Type.Text(element)))
                text.AppendLine(words);
        }
        if (settings is { IncludeFullTextTemplate: true, FullTextTemplate.Length: > 0 })
            text.AppendLine(ContentTemplates.Render(settings.FullTextTemplate, StripsHtml(settings.FullTextTemplate) ? WithPlainText(item) : item));
        return text.ToString();
    }

    private static bool StripsHtml(string template) => template.Contains("strip_html", StringComparison.Ordinal);

    // The strip_html of templates leaves nothing where a tag was, so that the last word of a paragraph and the first one of the next
    // would become one, and it leaves entities as they are.
    private ContentItem WithPlainText(ContentItem item)
    {
        var copy = item.Copy();
        foreach (var element in Model.Elements(copy).Where(element => element.Type is HtmlBodyPart or Fields.HtmlField))
        {
            if (element.Data.ContainsKey("Html"))
                element.Data["Html"] = string.Join('\n', element.Type.Text(element));
        }
        return copy;
    }

    private FullTextAspectSettings FullTextSettings(ContentItem item) =>
        Model.Types.GetValueOrDefault(item.ContentType)?.Settings.Section<FullTextAspectSettings>() ?? new FullTextAspectSettings();

    private void AddField(SearchDocument document, ElementContext element)
    {
        Schema.TryGetField(element.Path, out var field);
        if (field is TextField)
        {
            document.Add(element.Path, element.Type.Text(element));
            return;
        }
        var entries = new IndexEntries();
        element.Type.Index(element, entries);
        foreach (var value in entries.Values)
            document.Add(element.Path, value.Text ?? value.Number?.ToString("R", CultureInfo.InvariantCulture) ?? Iso(value.Utc));
        document.Add(element.Path, entries.References.Select(reference => reference.TargetId));
    }

    private void AddFacets(SearchDocument document, ContentItem item)
    {
        // The page of a focus area or an organisation belongs to it, too.
        foreach (var facet in Facet.All.Where(facet => facet.ItemType == item.ContentType))
            document.Add(facet.Column, item.ContentItemId);
        foreach (var element in Model.OwnElements(item))
        {
            if (!_facetOfField.TryGetValue(element.Path, out var facet))
                continue;
            document.Add(facet.Column, element.Texts(facet.TermType is null ? "ContentItemIds" : "TermContentItemIds"));
            if (facet.TermType is not null)
                document.Add(facet.Words, element.Texts("TagNames"));
        }
    }

    // The first day in the order of the form says when a workshop began or a document was made.
    private DateTime? DateOf(ContentItem item) => Model.OwnElements(item)
        .Where(element => element.Type is Fields.MomentField)
        .Select(element => element.Moment("Value"))
        .FirstOrDefault(moment => moment is not null);

    private IEnumerable<(string Name, ContentFieldDefinition Definition)> FieldsOf(IEnumerable<string> types) =>
        (from type in types
         from part in Model.Types[type].Parts
         where Model.Parts.ContainsKey(part.PartName)
         from field in Model.Parts[part.PartName].Fields
         select (Name: $"{part.Name}.{field.Name}", Definition: field)).DistinctBy(field => field.Name);

    private Facet? FacetOf(ContentFieldDefinition field) => field.FieldName switch
    {
        nameof(Fields.TaxonomyField) when Vocabulary.TermTypes.TryGetValue(field.Settings.Section<Fields.TaxonomyFieldSettings>().TaxonomyContentItemId ?? "", out var termType) =>
            Facet.All.FirstOrDefault(facet => facet.TermType == termType),
        nameof(Fields.ContentPickerField) when field.Settings.Section<Fields.ContentPickerFieldSettings>().DisplayedContentTypes is [var type] =>
            Facet.All.FirstOrDefault(facet => facet.ItemType == type),
        _ => null,
    };

    private IndexField? IndexFieldOf(string name, ContentFieldDefinition field)
    {
        var settings = field.Settings.Section<LuceneContentIndexSettings>();
        if (!settings.Included)
            return null;
        IndexField indexed = field.FieldName switch
        {
            nameof(Fields.DateField) or nameof(Fields.DateTimeField) => new DateField(name),
            nameof(Fields.NumericField) => new NumberField(name),
            nameof(Fields.BooleanField) => new KeywordField(name),
            _ => settings.Keyword ? new KeywordField(name) : new TextField(name, Definition.Analyzer),
        };
        return indexed with { Stored = settings.Stored };
    }

    private IEnumerable<IndexField> CommonFields() =>
    [
        new KeywordField(IndexFields.VersionId) { Stored = true },
        new KeywordField(IndexFields.Audience),
        new TextField(IndexFields.Title, Definition.Analyzer),
        new KeywordField(IndexFields.TitleKeyword),
        new TextField(IndexFields.TitleWords, Analyzer.Standard),
        new KeywordField(IndexFields.TitleNormalized),
        new TextField(IndexFields.FullText, Definition.Analyzer),
        new TextField(IndexFields.Words, Analyzer.Standard),
        new DateField(IndexFields.CreatedUtc),
        new DateField(IndexFields.ModifiedUtc),
        new DateField(IndexFields.PublishedUtc),
        new DateField(IndexFields.Date),
        .. Facet.All.Select(facet => new KeywordField(facet.Column)),
        .. Facet.All.Where(facet => facet.Words != facet.Column).Select(facet => new TextField(facet.Words, Definition.Analyzer)),
    ];

    // All content types count, as an item's text may come from what it contains. The names of terms do not: they stand in the items.
    private string TakeFingerprint() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        Layout,
        Definition,
        Analyzer = Definition.Analyzer.Version,
        Types = Model.Types.Values.OrderBy(type => type.Name, StringComparer.Ordinal),
        Parts = Model.Parts.Values.OrderBy(part => part.Name, StringComparer.Ordinal),
        TermTypes = Vocabulary.TermTypes.OrderBy(type => type.Key, StringComparer.Ordinal),
    })));

    private static string Normalized(string text) => string.Concat(text.Normalize(NormalizationForm.FormKD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    private static string? Iso(DateTime? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
