using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Editing;

/// <summary>A content type that has every kind of field and part, and one of each that no module offers.</summary>
internal static class EveryFieldType
{
    public const string Name = "EveryField";

    private const string Definition = """
        {
          "Type": {
            "Name": "EveryField", "DisplayName": "Every field",
            "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true, "Draftable": true, "Versionable": true, "Securable": true } },
            "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Settings": { "ContentTypePartSettings": { "Position": "0" }, "TitlePartSettings": { "Options": 3 } } },
              { "PartName": "AutoroutePart", "Settings": { "ContentTypePartSettings": { "Position": "1" }, "AutoroutePartSettings": { "AllowCustomPath": true } } },
              { "PartName": "AliasPart" }, { "PartName": "HtmlBodyPart" }, { "PartName": "EveryField" }, { "PartName": "AudiencePart" },
              { "PartName": "PublishLaterPart" }, { "PartName": "ArchiveLaterPart" }, { "PartName": "LocalizationPart" }, { "PartName": "UnheardOfPart" },
              { "PartName": "BagPart", "Name": "Goals", "Settings": { "BagPartSettings": { "ContainedContentTypes": [ "Objective", "Presentation" ] } } }
            ]
          },
          "Part": {
            "Name": "EveryField",
            "ContentPartFieldDefinitionRecords": [
              { "FieldName": "TextField", "Name": "Line" },
              { "FieldName": "TextField", "Name": "Lines", "Settings": { "ContentPartFieldSettings": { "Editor": "TextArea" } } },
              { "FieldName": "TextField", "Name": "Choice", "Settings": { "ContentPartFieldSettings": { "Editor": "PredefinedList" },
                "TextFieldPredefinedListEditorSettings": { "Editor": 0, "Options": [ { "name": "One", "value": "1" }, { "name": "Two", "value": "2" } ] } } },
              { "FieldName": "MultiTextField", "Name": "Several", "Settings": { "MultiTextFieldSettings": { "Options": [ { "name": "A", "value": "a" }, { "name": "B", "value": "b" }, { "name": "C", "value": "c" } ] } } },
              { "FieldName": "HtmlField", "Name": "Rich" },
              { "FieldName": "BooleanField", "Name": "Flag" },
              { "FieldName": "NumericField", "Name": "Number", "Settings": { "NumericFieldSettings": { "Scale": 2, "Minimum": 0, "Maximum": 100 } } },
              { "FieldName": "DateField", "Name": "Day" },
              { "FieldName": "DateTimeField", "Name": "Moment" },
              { "FieldName": "LinkField", "Name": "Link" },
              { "FieldName": "ContentPickerField", "Name": "Items", "Settings": { "ContentPickerFieldSettings": { "Multiple": true, "DisplayedContentTypes": [ "Campaign" ] } } },
              { "FieldName": "UserPickerField", "Name": "People", "Settings": { "UserPickerFieldSettings": { "Multiple": true } } },
              { "FieldName": "TaxonomyField", "Name": "Terms", "Settings": { "TaxonomyFieldSettings": { "TaxonomyContentItemId": "4countries0000000000000tax" } } },
              { "FieldName": "MediaField", "Name": "Files" },
              { "FieldName": "UnheardOfField", "Name": "Odd" }
            ]
          }
        }
        """;

    public static Task DefineAsync(RunningSite site) => site.InAsync(async services =>
    {
        var json = JsonNode.Parse(Definition)!.AsObject();
        var definitions = services.GetRequiredService<ContentDefinitions>();
        await services.GetRequiredService<IUnitOfWork>().RunAsync(async token =>
        {
            await definitions.SavePartAsync(json["Part"]!.DeepClone().AsObject(), token);
            await definitions.SaveTypeAsync(json["Type"]!.DeepClone().AsObject(), token);
        }, default);
        return true;
    });
}
