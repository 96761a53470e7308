using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Recipes;
using Mhg.Modularity.Modules;
using Mhg.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Commands;

/// <summary><c>recipe run|list|export</c>.</summary>
internal static class RecipeCommands
{
    public static Command Create(ICommandHost host) => new("recipe", "Recipes: content types, content, roles, workflows and more as files")
    {
        Run(host), List(host), Export(host),
    };

    private static Command Run(ICommandHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The recipe, a file *.recipe.json" };
        var lenient = new Option<bool>("--lenient") { Description = "Skip what is not known here and list it, instead of refusing the recipe" };
        var command = new Command("run", "Applies a recipe, whole or not at all") { file, lenient };
        command.SetAction((parsed, cancellationToken) => host.OnSiteAsync(async (services, token) =>
        {
            var recipe = Recipe.Load(parsed.GetRequiredValue(file).FullName);
            var result = await host.WithProgressAsync(recipe.DisplayName, show => services.GetRequiredService<RecipeExecutor>().RunAsync(recipe, new RecipeOptions
            {
                Lenient = parsed.GetValue(lenient),
                Progress = new Progress(show),
            }, token));
            foreach (var problem in result.Skipped)
                Console.WriteLine($"Skipped: {problem}");
            Console.WriteLine($"{recipe.DisplayName}: {result.StepsRun} steps, {result.ItemsDone} entries.");
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command List(ICommandHost host)
    {
        var command = new Command("list", "Lists the recipes of the site");
        command.SetAction((_, cancellationToken) => host.OnSiteAsync((services, _) =>
        {
            foreach (var recipe in services.GetRequiredService<RecipeSources>().All(broken => Console.Error.WriteLine(broken.Message)))
                Console.WriteLine($"{recipe.Name,-28} {recipe.DisplayName}\n{"",-28} {recipe.Path}");
            return Task.FromResult(0);
        }, cancellationToken));
        return command;
    }

    private static Command Export(ICommandHost host)
    {
        var types = new Option<string>("--types") { Description = "Only these content types, separated by commas; all without it" };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The file to write; standard output without it" };
        var command = new Command("export", "Writes definitions and content as a recipe that can be run again") { types, output };
        command.SetAction((parsed, cancellationToken) => host.OnSiteAsync(async (services, token) =>
        {
            var chosen = parsed.GetValue(types)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var file = parsed.GetValue(output);
            await using var stream = file is null ? Console.OpenStandardOutput() : file.Create();
            await WriteAsync(services.GetRequiredService<ContentExport>(), chosen, stream, token);
            return 0;
        }, cancellationToken));
        return command;
    }

    /// <summary>Writes item by item, so that an archive of any size can be exported.</summary>
    private static async Task WriteAsync(ContentExport export, string[]? types, Stream stream, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = ContentJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("name", "export");
        json.WriteString("displayName", "Exported content");
        json.WriteStartArray("steps");
        (await export.DefinitionsAsync(types, cancellationToken)).WriteTo(json);
        json.WriteStartObject();
        json.WriteString("name", "content");
        json.WriteStartArray("data");
        await foreach (var item in export.ItemsAsync(types, cancellationToken))
        {
            item.WriteTo(json);
            if (json.BytesPending > 1 << 20)
                await json.FlushAsync(cancellationToken);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed class Progress(Action<string, double> show) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value) => show(
            value.Total > 0 ? $"{value.StepName}: {value.Done} of {value.Total}" : value.StepName,
            (value.Step - 1 + (value.Total > 0 ? (double)value.Done / value.Total : 0)) / value.StepCount);
    }
}
