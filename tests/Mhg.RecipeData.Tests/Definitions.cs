using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

internal sealed record FieldDefinition(string Part, string Name, string Kind, JsonObject Settings)
{
    public JsonObject? KindSettings => Settings[Kind + "Settings"]?.AsObject();

    public IEnumerable<string> PredefinedValues =>
        (Settings["TextFieldPredefinedListEditorSettings"]?["Options"]).Objects().Select(option => option.Text("value"));
}

internal sealed record AttachedPart(string PartName, string Name, JsonObject Settings)
{
    public IEnumerable<string> ContainedTypes => (Settings[PartName + "Settings"]?["ContainedContentTypes"]).Texts();
}

internal sealed record TypeDefinition(string Name, JsonObject Settings, IReadOnlyList<AttachedPart> Parts)
{
    /// <summary>Whether it is content that people write and review, and not a vocabulary or what a bag contains.</summary>
    public bool IsReviewed => Settings["ContentTypeSettings"].Flag("Securable");

    public AttachedPart? Part(string name) => Parts.SingleOrDefault(part => part.Name == name);
}

/// <summary>What all ContentDefinition steps together define.</summary>
internal static class Definitions
{
    /// <summary>Parts that either host brings; they have no fields.</summary>
    public static readonly IReadOnlySet<string> BuiltInParts = new HashSet<string>
    {
        "TitlePart", "AutoroutePart", "AliasPart", "HtmlBodyPart", "CommonPart", "ListPart", "ContainedPart", "BagPart",
        "TaxonomyPart", "PublishLaterPart", "ArchiveLaterPart", "LocalizationPart",
    };

    public static readonly IReadOnlyDictionary<string, string[]> FieldData = new Dictionary<string, string[]>
    {
        ["TextField"] = ["Text"],
        ["HtmlField"] = ["Html"],
        ["MultiTextField"] = ["Values"],
        ["BooleanField"] = ["Value"],
        ["NumericField"] = ["Value"],
        ["DateField"] = ["Value"],
        ["LinkField"] = ["Url", "Text", "Target"],
        ["ContentPickerField"] = ["ContentItemIds"],
        ["UserPickerField"] = ["UserIds", "UserNames"],
        ["TaxonomyField"] = ["TaxonomyContentItemId", "TermContentItemIds", "TagNames"],
        ["MediaField"] = ["Paths", "MediaTexts"],
    };

    public static IReadOnlyDictionary<string, TypeDefinition> Types { get; } =
        RecipeFile.AllSteps("ContentDefinition")
            .SelectMany(step => step["ContentTypes"].Objects())
            .Select(type => new TypeDefinition(type.Text("Name"), type["Settings"]!.AsObject(),
                [.. type["ContentTypePartDefinitionRecords"].Objects().Select(part => new AttachedPart(part.Text("PartName"), part.Text("Name"), part["Settings"]!.AsObject()))]))
            .ToDictionary(type => type.Name);

    public static IReadOnlyDictionary<string, IReadOnlyList<FieldDefinition>> Parts { get; } =
        RecipeFile.AllSteps("ContentDefinition")
            .SelectMany(step => step["ContentParts"].Objects())
            .ToDictionary(
                part => part.Text("Name"),
                part => (IReadOnlyList<FieldDefinition>)[.. part["ContentPartFieldDefinitionRecords"].Objects()
                    .Select(field => new FieldDefinition(part.Text("Name"), field.Text("Name"), field.Text("FieldName"), field["Settings"]!.AsObject()))]);

    public static IEnumerable<TypeDefinition> ReviewedTypes => Types.Values.Where(type => type.IsReviewed);
}
