using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;
using Mhg.Expressions;
using Mhg.Recipes;

namespace Mhg.ContentManagement.Recipes;

/// <summary>
/// <c>ContentDefinition</c>: adds content types and parts, and brings those that are there up to date: settings are overwritten
/// one by one, parts and fields are added or changed by name, and none is taken away.
/// </summary>
public sealed class ContentDefinitionStep(ContentDefinitions definitions, ContentManager content) : DefinitionStep(definitions, content)
{
    /// <inheritdoc/>
    public override string Name => "ContentDefinition";

    /// <inheritdoc/>
    protected override JsonObject Combine(JsonObject? present, JsonObject given)
    {
        if (present is null)
            return given;
        Merge(present, given);
        return present;
    }

    private static void Merge(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source.ToList())
        {
            switch (target[name], value)
            {
                case (JsonObject inner, JsonObject given):
                    Merge(inner, given);
                    break;
                case (JsonArray present, JsonArray given) when name.EndsWith("Records", StringComparison.Ordinal):
                    MergeRecords(present, given);
                    break;
                default:
                    target[name] = value?.DeepClone();
                    break;
            }
        }
    }

    private static void MergeRecords(JsonArray present, JsonArray given)
    {
        foreach (var record in given.OfType<JsonObject>())
        {
            if (present.OfType<JsonObject>().FirstOrDefault(other => RecordName(other) == RecordName(record)) is { } known)
                Merge(known, record);
            else
                present.Add(record.DeepClone());
        }
    }
}

/// <summary><c>ReplaceContentDefinition</c>: what is given takes the place of the definition of that name.</summary>
public sealed class ReplaceContentDefinitionStep(ContentDefinitions definitions, ContentManager content) : DefinitionStep(definitions, content)
{
    /// <inheritdoc/>
    public override string Name => "ReplaceContentDefinition";

    /// <inheritdoc/>
    protected override JsonObject Combine(JsonObject? present, JsonObject given) => given;
}

/// <summary>A step that holds <c>ContentTypes</c> and <c>ContentParts</c>.</summary>
public abstract class DefinitionStep(ContentDefinitions definitions, ContentManager content) : IRecipeStep
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>What is to be stored.</summary>
    /// <param name="present">The definition that is there, a copy; null where there is none.</param>
    /// <param name="given">The definition in the step.</param>
    protected abstract JsonObject Combine(JsonObject? present, JsonObject given);

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (types, parts) = await definitions.ExportAsync(cancellationToken);
        var model = await definitions.ModelAsync(cancellationToken);
        var givenTypes = Named(context, "ContentTypes");
        var givenParts = Named(context, "ContentParts");
        var definedParts = parts.Concat(givenParts).Select(RecordName).ToHashSet();

        foreach (var part in givenParts)
        {
            ReportUnknown(context, part, "ContentPartFieldDefinitionRecords",
                field => model.OffersField(Text(field, "FieldName")) ? null : $"No module offers the field type “{Text(field, "FieldName")}”.");
            await SaveAsync(context, part, parts, definitions.SavePartAsync, cancellationToken);
        }
        foreach (var type in givenTypes)
        {
            ReportUnknown(context, type, "ContentTypePartDefinitionRecords",
                part => model.OffersPart(Text(part, "PartName")) || definedParts.Contains(Text(part, "PartName")) ? null : $"No module offers the part “{Text(part, "PartName")}”.");
            await SaveAsync(context, type, types, definitions.SaveTypeAsync, cancellationToken);
        }
        await TryOutAsync(context, givenTypes, givenParts, types, parts, cancellationToken);
        context.Report(givenTypes.Count + givenParts.Count, givenTypes.Count + givenParts.Count);
    }

    private async Task SaveAsync(
        RecipeStepContext context, JsonObject given, IReadOnlyList<JsonObject> present, Func<JsonObject, CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        try
        {
            await save(Combine(Find(present, RecordName(given))?.DeepClone().AsObject(), (JsonObject)given.DeepClone()), cancellationToken);
        }
        catch (ContentFormatException fault)
        {
            context.Problem(fault.Message, given);
        }
    }

    /// <summary>
    /// Begins and checks an item of every type that the step has touched, which reads all settings: what can't be read is found here
    /// and not by the first person who opens a form. A recipe that is run leniently goes on with what was defined before.
    /// </summary>
    private async Task TryOutAsync(
        RecipeStepContext context, List<JsonObject> givenTypes, List<JsonObject> givenParts,
        IReadOnlyList<JsonObject> typesBefore, IReadOnlyList<JsonObject> partsBefore, CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        foreach (var type in model.Types.Values)
        {
            var touchedTypes = givenTypes.FindAll(json => RecordName(json) == type.Name);
            var touchedParts = givenParts.FindAll(json => type.Parts.Any(part => part.PartName == RecordName(json)));
            if (touchedTypes.Count + touchedParts.Count == 0 || await FaultAsync(type, cancellationToken) is not { } fault)
                continue;
            context.Problem($"{type.Name}: {fault}", touchedTypes.Concat(touchedParts).First());
            foreach (var name in touchedTypes.Select(RecordName))
                await (Find(typesBefore, name) is { } before ? definitions.SaveTypeAsync(before, cancellationToken) : definitions.DeleteTypeAsync(name, cancellationToken));
            foreach (var name in touchedParts.Select(RecordName))
                await (Find(partsBefore, name) is { } before ? definitions.SavePartAsync(before, cancellationToken) : definitions.DeletePartAsync(name, cancellationToken));
        }
    }

    private async Task<string?> FaultAsync(ContentTypeDefinition type, CancellationToken cancellationToken)
    {
        try
        {
            _ = type.TypeSettings;
            await content.ValidateAsync(await content.NewAsync(type.Name, cancellationToken), cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is ContentFormatException or ExpressionException)
        {
            return fault.Message;
        }
    }

    private static JsonObject? Find(IReadOnlyList<JsonObject> all, string name) => all.FirstOrDefault(definition => RecordName(definition) == name);

    /// <summary>The name of a definition, or of a record in one.</summary>
    private protected static string RecordName(JsonObject definition) =>
        Text(definition, "Name") is { Length: > 0 } name ? name : Text(definition, "PartName");

    private static string Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static List<JsonObject> Named(RecipeStepContext context, string list)
    {
        var named = new List<JsonObject>();
        foreach (var definition in (context.Body[list] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Text(definition, "Name").Length > 0)
                named.Add(definition);
            else
                context.Problem("A content definition needs a Name.", definition);
        }
        return named;
    }

    /// <summary>Reports what nobody offers. It stays in the definition: a module that offers it may come later, and its data is kept.</summary>
    private static void ReportUnknown(RecipeStepContext context, JsonObject definition, string records, Func<JsonObject, string?> problem)
    {
        foreach (var record in (definition[records] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (problem(record) is { } message)
                context.Problem(message, record);
        }
    }
}
