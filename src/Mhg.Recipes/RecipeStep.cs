using System.Text.Json;

namespace Mhg.Recipes;

/// <summary>One step of a recipe as it stands in the file; expressions in it are not evaluated.</summary>
public sealed class RecipeStep
{
    private readonly RecipeText _text;

    internal RecipeStep(RecipeText text, JsonElement json)
    {
        (_text, Json) = (text, json);
        if (json.ValueKind != JsonValueKind.Object)
            throw new RecipeException("A step is a JSON object with 'name'.", text.PositionOf(json));
        Name = Recipe.Member(json, "name") is { ValueKind: JsonValueKind.String } name
            ? name.GetString()!
            : throw new RecipeException("The step has no 'name'.", text.PositionOf(json));
    }

    /// <summary>Which kind of step it is; compared without case.</summary>
    public string Name { get; }

    /// <summary>Where it begins. Found when asked for; not for use in loops.</summary>
    public RecipePosition Position => _text.PositionOf(Json);

    internal JsonElement Json { get; }

    /// <summary>Where something inside the step stands.</summary>
    /// <param name="jsonPath">As <see cref="System.Text.Json.Nodes.JsonNode.GetPath"/> writes it: <c>$.ContentTypes[0].Name</c>.</param>
    /// <returns>Its place, or that of the innermost thing around it which exists.</returns>
    public RecipePosition PositionOf(string jsonPath) => _text.PositionOf(JsonPath.Follow(Json, jsonPath));
}
