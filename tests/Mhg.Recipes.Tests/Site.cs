using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Recipes.Tests;

/// <summary>A small host: named settings in memory, a transaction that restores them, two steps, and a folder of recipes.</summary>
public sealed class Site : IRecipeTransaction, IDisposable
{
    private readonly ServiceProvider _services;

    public Site()
    {
        Outside = Directory.CreateTempSubdirectory("recipes-").FullName;
        Folder = Directory.CreateDirectory(Path.Combine(Outside, "site")).FullName;
        _services = new ServiceCollection()
            .AddSingleton<IRecipeTransaction>(this)
            .AddSingleton(this)
            .AddRecipes([Folder, Path.Combine(Folder, "missing")])
            .AddRecipeStep<SetStep>()
            .AddRecipeStep<FailStep>()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public string Folder { get; }

    /// <summary>The folder around the site's own, which recipes have no business in.</summary>
    public string Outside { get; }

    public Dictionary<string, string> Values { get; private set; } = [];

    public int Transactions { get; private set; }

    public RecipeSources Sources => _services.GetRequiredService<RecipeSources>();

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<RecipeResult> RunAsync(Recipe recipe, RecipeOptions? options = null, CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecipeExecutor>().RunAsync(recipe, options, cancellationToken);
    }

    public Task<RecipeResult> RunAsync(string text, RecipeOptions? options = null) => RunAsync(Recipe.Parse(text), options);

    async Task IRecipeTransaction.RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        Transactions++;
        var before = new Dictionary<string, string>(Values);
        try
        {
            await work(cancellationToken);
        }
        catch
        {
            Values = before;
            throw;
        }
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Outside, recursive: true);
    }

    /// <summary>Sets what stands under <c>values</c>; knows the keys that begin with a small letter only.</summary>
    private sealed class SetStep(Site site) : IRecipeStep
    {
        public string Name => "set";

        public IReadOnlyList<string> Aliases => ["assign"];

        public Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
        {
            var values = context.Body["values"]!.AsObject();
            foreach (var (index, (key, value)) in values.Index())
            {
                if (char.IsAsciiLetterLower(key[0]))
                    site.Values[key] = value?.ToString() ?? "null";
                else
                    context.Problem($"The key '{key}' is not known.", value!);
                context.Report(index + 1, values.Count);
            }
            return Task.CompletedTask;
        }
    }

    private sealed class FailStep : IRecipeStep
    {
        public string Name => "fail";

        public Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.Body["count"] is JsonValue count && !count.TryGetValue<int>(out _))
                throw new System.Text.Json.JsonException("A number is expected. Path: $.count", "$.count", null, null);
            throw new InvalidOperationException("The disk is full.");
        }
    }
}
