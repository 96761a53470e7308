namespace Mhg.Recipes;

/// <summary>Where recipes are found: files <c>*.recipe.json</c> in the folders of the host and its modules.</summary>
/// <param name="folders">The folders, looked through anew at each call; the first that has a name wins. Missing ones are passed over.</param>
public sealed class RecipeSources(IEnumerable<string> folders)
{
    /// <summary>All recipes, by folder and file name; of several with one name the first.</summary>
    /// <param name="broken">Told about files that can't be read; they are left out.</param>
    public IReadOnlyList<Recipe> All(Action<RecipeException>? broken = null) =>
        [.. Read(folders, broken).DistinctBy(recipe => recipe.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The recipe of a name.</summary>
    /// <param name="name">The name, compared without case.</param>
    /// <param name="beside">A recipe whose folder is looked through first; may be null.</param>
    /// <param name="broken">Told about files that can't be read and might have been the one.</param>
    /// <returns>Null when there is none.</returns>
    public Recipe? Find(string name, Recipe? beside = null, Action<RecipeException>? broken = null)
    {
        IEnumerable<string> places = Path.GetDirectoryName(beside?.Path) is { } folder ? [folder, .. folders] : folders;
        return Read(places, broken, likely: name + ".recipe.json")
            .FirstOrDefault(recipe => string.Equals(recipe.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    // The file that bears the name is tried first, which saves reading all the others.
    private static IEnumerable<Recipe> Read(IEnumerable<string> places, Action<RecipeException>? broken, string? likely = null)
    {
        foreach (var file in places.Where(Directory.Exists).Distinct(StringComparer.Ordinal).SelectMany(folder => Directory
            .EnumerateFiles(folder, "*.recipe.json")
            .OrderByDescending(file => string.Equals(Path.GetFileName(file), likely, StringComparison.OrdinalIgnoreCase))
            .ThenBy(file => file, StringComparer.Ordinal)))
        {
            Recipe recipe;
            try
            {
                recipe = Recipe.Load(file);
            }
            catch (RecipeException fault)
            {
                broken?.Invoke(fault);
                continue;
            }
            yield return recipe;
        }
    }
}
