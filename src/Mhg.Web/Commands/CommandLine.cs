using System.CommandLine;
using Mhg.ContentManagement.Access;
using Mhg.Web.Hosting;
using Mhg.Web.Setup;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Mhg.Web.Commands;

/// <summary>What an operator can do from a shell. Every command works on the same site, with the same settings, as the server.</summary>
public static class CommandLine
{
    private static readonly string[] Names = ["recipe", "--help", "-h", "-?"];

    /// <summary>Whether the arguments name a command; otherwise they are settings of the server.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && Names.Contains(args[0]);

    /// <summary>Runs a command.</summary>
    /// <returns>0 when it did what was asked, 1 when it did not, 2 when it was not understood.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("The site of the network. Without a command it is served on http://127.0.0.1:5080; settings are named in the README.")
        {
            RecipeCommands.Create(),
        };
        return root.Parse(args).InvokeAsync();
    }

    /// <summary>Opens the site without serving it and does something as the site itself. Faults end in a message and 1.</summary>
    internal static async Task<int> OnSiteAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
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

    /// <summary>Shows how far long work is: a bar on a terminal, and nothing where the output goes to a file.</summary>
    internal static Task<T> WithProgressAsync<T>(string title, Func<Action<string, double>, Task<T>> work) =>
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
