using System.Text.Json.Nodes;
using Mhg.ContentManagement;

namespace Mhg.Data.Tests;

/// <summary>Content types that use every kind of part and field.</summary>
internal static class SampleTypes
{
    public const string Json = """
        {
          "ContentTypes": [
            {"Name": "Page", "Settings": {}, "ContentTypePartDefinitionRecords": [
              {"PartName": "TitlePart", "Settings": {"ContentTypePartSettings": {"Position": "0"}, "TitlePartSettings": {"Options": "EditableRequired"}}},
              {"PartName": "AutoroutePart", "Settings": {"ContentTypePartSettings": {"Position": "1"}, "AutoroutePartSettings": {"Pattern": "pages/{{ Model.ContentItem | display_text | slugify }}"}}},
              {"PartName": "AliasPart", "Settings": {}},
              {"PartName": "HtmlBodyPart", "Settings": {}},
              {"PartName": "AudiencePart", "Settings": {"AudiencePartSettings": {"DefaultReaders": ["Public"]}}},
              {"PartName": "Page", "Settings": {"ContentTypePartSettings": {"Position": "5"}}}]},
            {"Name": "Folder", "DisplayName": "Folder", "Settings": {}, "ContentTypePartDefinitionRecords": [
              {"PartName": "TitlePart", "Settings": {}},
              {"PartName": "AudiencePart", "Settings": {"AudiencePartSettings": {"DefaultReaders": ["Public"]}}},
              {"PartName": "ListPart", "Settings": {"ListPartSettings": {"ContainedContentTypes": ["Page"]}}}]},
            {"Name": "Report", "Settings": {}, "ContentTypePartDefinitionRecords": [
              {"PartName": "TitlePart", "Settings": {}},
              {"PartName": "BagPart", "Name": "Sections", "Settings": {"BagPartSettings": {"ContainedContentTypes": ["Section"]}}}]},
            {"Name": "Section", "Settings": {}, "ContentTypePartDefinitionRecords": [
              {"PartName": "TitlePart", "Settings": {"TitlePartSettings": {"Options": 3}}},
              {"PartName": "HtmlBodyPart", "Settings": {}},
              {"PartName": "Section", "Settings": {}},
              {"PartName": "BagPart", "Name": "Sections", "Settings": {"BagPartSettings": {"ContainedContentTypes": ["Section"]}}}]},
            {"Name": "Taxonomy", "Settings": {}, "ContentTypePartDefinitionRecords": [{"PartName": "TitlePart", "Settings": {}}, {"PartName": "TaxonomyPart", "Settings": {}}]}
          ],
          "ContentParts": [
            {"Name": "Page", "Settings": {}, "ContentPartFieldDefinitionRecords": [
              {"FieldName": "TextField", "Name": "Summary", "Settings": {}},
              {"FieldName": "TextField", "Name": "Status", "Settings": {"ContentPartFieldSettings": {"Editor": "PredefinedList"},
                "TextFieldPredefinedListEditorSettings": {"Options": [{"name": "Active", "value": "active"}, {"name": "Ended", "value": "ended"}]}}},
              {"FieldName": "MultiTextField", "Name": "Tags", "Settings": {"MultiTextFieldSettings": {"Options": [{"name": "One", "value": "1"}, {"name": "Two", "value": "2"}]}}},
              {"FieldName": "NumericField", "Name": "Count", "Settings": {"NumericFieldSettings": {"Scale": 1, "Minimum": 0, "Maximum": 100}}},
              {"FieldName": "DateField", "Name": "Date", "Settings": {}},
              {"FieldName": "DateTimeField", "Name": "Moment", "Settings": {}},
              {"FieldName": "LinkField", "Name": "Source", "Settings": {}},
              {"FieldName": "MediaField", "Name": "File", "Settings": {"MediaFieldSettings": {"Multiple": false, "AllowedExtensions": [".pdf"]}}},
              {"FieldName": "ContentPickerField", "Name": "Related", "Settings": {"ContentPickerFieldSettings": {"Multiple": true, "DisplayedContentTypes": ["Page"]}}},
              {"FieldName": "TaxonomyField", "Name": "Topic", "Settings": {"TaxonomyFieldSettings": {"TaxonomyContentItemId": "4topics0000000000000000tax", "Unique": true}}},
              {"FieldName": "UserPickerField", "Name": "People", "Settings": {}},
              {"FieldName": "BooleanField", "Name": "Open", "Settings": {}}]},
            {"Name": "Section", "Settings": {}, "ContentPartFieldDefinitionRecords": [
              {"FieldName": "ContentPickerField", "Name": "About", "Settings": {}}]}
          ]
        }
        """;

    public static ContentItem Page(string title, string fields = "{}", string more = "{}")
    {
        var item = new ContentItem
        {
            ContentItemId = ContentId.New(),
            ContentType = "Page",
            Content = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = title }, ["Page"] = Parse(fields) },
        };
        foreach (var (name, value) in Parse(more))
            item.Content[name] = value?.DeepClone();
        return item;
    }

    public static ContentItem Item(string type, string title, string more = "{}")
    {
        var item = Page(title, "{}", more);
        item.ContentType = type;
        item.Content.Remove("Page");
        return item;
    }

    /// <summary>The item as a recipe would hold it: latest and published.</summary>
    public static ContentItem Shown(this ContentItem item)
    {
        (item.Latest, item.Published) = (true, true);
        return item;
    }

    public static ContentItem With(this ContentItem item, string title)
    {
        item.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        return item;
    }

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
