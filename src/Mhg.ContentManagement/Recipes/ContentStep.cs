using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.Recipes;

namespace Mhg.ContentManagement.Recipes;

/// <summary><c>content</c>: stores the items in <c>data</c>. Items that are there already, the same, are left alone.</summary>
public sealed class ContentStep(ContentManager content, ContentDefinitions definitions, CurrentActor current) : IRecipeStep
{
    // So many items between two reports of progress.
    private const int GroupSize = 500;

    /// <inheritdoc/>
    public string Name => "content";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Json.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            throw new JsonException("A content step holds its items in “data”.");

        // A recipe is the site's own doing, whoever has it run.
        var actor = current.Actor;
        current.Actor = Actor.Site;
        try
        {
            var model = await definitions.ModelAsync(cancellationToken);
            var total = data.GetArrayLength();
            var group = new List<(int Index, ContentItem Item)>(GroupSize);
            foreach (var (index, json) in data.EnumerateArray().Index())
            {
                if (Read(context, json, index, model) is { } item)
                    group.Add((index, item));
                if (group.Count == GroupSize || index == total - 1)
                {
                    await ImportAsync(context, group, cancellationToken);
                    context.Report(index + 1, total);
                    group.Clear();
                }
            }
        }
        finally
        {
            current.Actor = actor;
        }
    }

    private static ContentItem? Read(RecipeStepContext context, JsonElement json, int index, ContentModel model)
    {
        try
        {
            if (json.ValueKind != JsonValueKind.Object)
                throw new ContentFormatException("A content item is a JSON object.");
            var item = ContentItem.FromJson(JsonObject.Create(json)!);
            if (model.Types.ContainsKey(item.ContentType))
                return item;
            context.Problem($"There is no content type “{item.ContentType}”. Run the recipe that defines it first.", $"$.data[{index}]");
        }
        catch (ContentFormatException problem)
        {
            context.Problem(problem.Message, $"$.data[{index}]");
        }
        return null;
    }

    private async Task ImportAsync(RecipeStepContext context, List<(int Index, ContentItem Item)> group, CancellationToken cancellationToken)
    {
        var result = await content.ImportAsync([.. group.Select(entry => entry.Item)], cancellationToken);
        foreach (var (place, problem) in result.Problems)
        {
            var (index, item) = group[place];
            var what = item.DisplayText.Length > 0 ? item.DisplayText : item.ContentItemId;
            context.Problem($"{what}: {(problem.Path.Length > 0 ? $"{problem.Path}: " : "")}{problem.Message}", $"$.data[{index}]");
        }
    }
}
