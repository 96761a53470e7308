using System.CommandLine;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Modules;
using Mhg.Web.Hosting;
using Mhg.Web.Setup;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Mhg.Web.Commands;

/// <summary>What an operator can do from a shell. Every command works on the same site, with the same settings, as the server.</summary>
public sealed class CommandLine : ICommandHost
{
    private static readonly string[] Help = ["--help", "-h", "-?"];

    /// <summary>Whether the arguments name a command; otherwise they are settings of the server, <c>--name value</c> or <c>name=value</c>.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && (Help.Contains(args[0]) || !(args[0] is ['-' or '/', ..] || args[0].Contains('=')));

    /// <summary>Runs a command, of the host or of a module.</summary>
    /// <returns>0 when it did what was asked, 1 when it did not, 2 when it was not understood.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var host = new CommandLine();
        var root = new RootCommand("The site of the network. Without a command it is served on http://127.0.0.1:5080; settings are named in the README.")
        {
            RecipeCommands.Create(host),
        };
        foreach (var command in Site.FindModules().Modules.SelectMany(module => module.Startup.Commands(host)))
            root.Add(command);
        return root.Parse(args).InvokeAsync();
    }

    /// <inheritdoc/>
    public async Task<int> OnSiteAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var site = Site.Build(["--Logging:LogLevel:Default=Warning"]);
            await using var scope = site.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SiteSetup>().OpenAsync(cancellationToken);
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.Site;
            return await work(scope.ServiceProvider, cancellationToken);
        }
        catch (Exception fault) when (fault is Mhg.Recipes.RecipeException or Mhg.Data.Opening.DatabaseUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <inheritdoc/>
    public Task<T> WithProgressAsync<T>(string title, Func<Action<string, double>, Task<T>> work) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? AnsiConsole.Progress().AutoClear(true).StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(title));
                return await work((text, share) =>
                {
                    task.Description = Markup.Escape(text);
                    task.Value = share * task.MaxValue;
                });
            })
            : work((_, _) => { });
}
