using System.Text;
using System.Text.Json;

namespace Mhg.Recipes;

/// <summary>A recipe file: what it says of itself, and its steps in order. Nothing in it has been evaluated yet.</summary>
public sealed class Recipe
{
    private Recipe(RecipeText text, string? path)
    {
        (Text, Path) = (text, path);
        var root = text.Root;
        if (root.ValueKind != JsonValueKind.Object)
            throw new RecipeException("A recipe is a JSON object with 'name' and 'steps'.", text.PositionOf(root));
        Name = String("name") ?? System.IO.Path.GetFileName(path ?? "").Replace(".recipe.json", "", StringComparison.OrdinalIgnoreCase);
        DisplayName = String("displayName") ?? Name;
        Description = String("description") ?? "";
        Author = String("author") ?? "";
        Website = String("website") ?? "";
        Version = String("version") ?? "";
        IsSetupRecipe = Find("issetuprecipe", JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? false;
        Categories = Strings("categories");
        Tags = Strings("tags");
        Variables = Find("variables", JsonValueKind.Object);
        var steps = Find("steps", JsonValueKind.Array)
            ?? throw new RecipeException("'steps' is missing; a recipe without steps does nothing.", text.PositionOf(root));
        Steps = [.. steps.EnumerateArray().Select(step => new RecipeStep(text, step))];
    }

    /// <summary>By this name other recipes run it; the file's name when the file gives none.</summary>
    public string Name { get; }

    /// <summary>The name shown to people.</summary>
    public string DisplayName { get; }

    /// <summary>What it is for; may be empty.</summary>
    public string Description { get; }

    /// <summary>Who wrote it; may be empty.</summary>
    public string Author { get; }

    /// <summary>The author's site; may be empty.</summary>
    public string Website { get; }

    /// <summary>Its version, <c>1.0.0</c> for instance; may be empty.</summary>
    public string Version { get; }

    /// <summary>Whether a new site can be made from it.</summary>
    public bool IsSetupRecipe { get; }

    /// <summary>Words by which lists of recipes are grouped.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Words by which recipes are found.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>What it does, in order.</summary>
    public IReadOnlyList<RecipeStep> Steps { get; }

    /// <summary>The full path of its file; null when it came as text.</summary>
    public string? Path { get; }

    internal RecipeText Text { get; }

    internal JsonElement? Variables { get; }

    /// <summary>Reads a recipe file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecipeException">The file is missing or is not a recipe; names line and column.</exception>
    public static Recipe Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RecipeException($"The recipe can't be opened: {fault.Message}", new(path, 1, 1), fault);
        }
        return new(new(bytes, path), System.IO.Path.GetFullPath(path));
    }

    /// <summary>Reads a recipe from text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="path">The file that it came from, when there is one: relative paths in the recipe start at its folder.</param>
    /// <exception cref="RecipeException">The text is not a recipe; names line and column.</exception>
    public static Recipe Parse(string text, string? path = null) =>
        new(new(Encoding.UTF8.GetBytes(text), path ?? "recipe"), path is null ? null : System.IO.Path.GetFullPath(path));

    /// <summary>A member of a JSON object, its name compared without case as Orchard Core does.</summary>
    internal static JsonElement? Member(JsonElement owner, string name)
    {
        if (owner.TryGetProperty(name, out var exact))
            return exact;
        foreach (var member in owner.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }
        return null;
    }

    private string? String(string name) => Find(name, JsonValueKind.String)?.GetString();

    private string[] Strings(string name) => Find(name, JsonValueKind.Array) is { } list
        ? [.. list.EnumerateArray().Select(item => item.ToString())]
        : [];

    private JsonElement? Find(string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (Member(Text.Root, name) is not { ValueKind: not JsonValueKind.Null } found)
            return null;
        return kinds.Contains(found.ValueKind)
            ? found
            : throw new RecipeException($"'{name}' is a {found.ValueKind}, but a {kinds[0]} is expected.", Text.PositionOf(found));
    }
}
