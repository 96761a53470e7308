using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

/// <summary>One file of <c>recipes/</c>, parsed without comments or trailing commas, so that any JSON reader can read it.</summary>
internal sealed record RecipeFile(string Path, JsonObject Root)
{
    private const string Extension = ".recipe.json";

    public static IReadOnlyDictionary<string, RecipeFile> All { get; } =
        Directory.GetFiles(Folder(), "*" + Extension).Order(StringComparer.Ordinal).Select(Read).ToDictionary(recipe => recipe.FileName);

    public string FileName => System.IO.Path.GetFileName(Path)[..^Extension.Length];

    public static RecipeFile Named(string name) => All[name];

    public static IEnumerable<JsonObject> AllSteps(string name) => All.Values.SelectMany(recipe => recipe.Steps(name));

    public IEnumerable<JsonObject> Steps(string name) =>
        Root["steps"].Objects().Where(step => string.Equals(step.Text("name"), name, StringComparison.OrdinalIgnoreCase));

    private static RecipeFile Read(string path) => new(path, JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var recipes = System.IO.Path.Combine(folder.FullName, "recipes");
            if (File.Exists(System.IO.Path.Combine(recipes, "mhg.setup" + Extension)))
                return recipes;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has recipes/mhg.setup{Extension}.");
    }
}
