using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Data.Opening;
using Mhg.Modularity.Features;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Settings;
using Mhg.Recipes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Web.Setup;

/// <summary>What a new site is made from.</summary>
/// <param name="SiteName">Its name.</param>
/// <param name="RecipeName">The setup recipe.</param>
/// <param name="Administrator">The first account.</param>
public sealed record NewSite(string SiteName, string RecipeName, NewAccount Administrator);

/// <summary>An account to make.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Password">The password.</param>
public sealed record NewAccount(string UserName, string Email, string Password);

/// <summary>A new site that could not be made, with what to mend. Nothing of it was kept.</summary>
public sealed class SetupRefusedException(IReadOnlyList<string> problems) : Exception(string.Join(" ", problems))
{
    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Problems => problems;
}

/// <summary>Opens the site's database and makes a new site in an empty one.</summary>
public sealed partial class SiteSetup(
    DatabaseOpening database, SetupState state, SiteSettings settings, FeatureSwitch features, ModuleCatalog modules, RecipeSources recipes,
    RecipeExecutor executor, IUnitOfWork unitOfWork, UserManager<MhgUser> users, CurrentActor current, ILogger<SiteSetup> logger)
{
    /// <summary>The setup recipe that a site is made from unless another one is chosen.</summary>
    public const string UsualRecipe = "mhg.setup";

    /// <summary>Recipes that a new site can be made from.</summary>
    public IReadOnlyList<Recipe> Recipes => [.. recipes.All(fault => LogBrokenRecipe(logger, fault.Message)).Where(recipe => recipe.IsSetupRecipe)];

    /// <summary>Makes the database ready and reads what this process keeps in memory.</summary>
    /// <exception cref="DatabaseUnavailableException">The database can't be used; the message says why and what to do.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        await features.LoadAsync(cancellationToken);
        foreach (var broken in modules.Broken)
            LogBrokenModule(logger, broken.File, broken.Problem);
        await LookAsync(cancellationToken);
    }

    /// <summary>Notices that the site has been set up, here or by another process.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (await IsMadeAsync(cancellationToken))
            state.Done();
    }

    /// <summary>Makes a new site: runs the setup recipe and creates the administrator, both or neither.</summary>
    /// <exception cref="SetupRefusedException">Something has to be mended first, or the site is there already.</exception>
    public async Task MakeAsync(NewSite site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        var recipe = recipes.Find(site.RecipeName) is { IsSetupRecipe: true } found
            ? found
            : throw new SetupRefusedException([$"There is no setup recipe “{site.RecipeName}”."]);
        current.Actor = Actor.Site;
        try
        {
            await unitOfWork.RunAsync(async token =>
            {
                // Asked inside the transaction: of two people who press the button at once, one makes the site.
                if (await IsMadeAsync(token))
                    throw new SetupRefusedException(["The site has been set up already."]);
                await executor.RunAsync(recipe, Options(site), token);
                await settings.SaveAsync("SiteName", site.SiteName, token);
                await AddAccountAsync(new MhgUser { UserName = site.Administrator.UserName, Email = site.Administrator.Email }, site.Administrator.Password, "Administrator");
            }, cancellationToken);
        }
        catch (RecipeException fault)
        {
            throw new SetupRefusedException([.. fault.Problems.Select(problem => problem.ToString())]);
        }
        state.Done();
        LogMade(logger, site.SiteName);
    }

    // Not by its name or content: a recipe run from a shell brings these, too, and somebody has to become the administrator.
    private Task<bool> IsMadeAsync(CancellationToken cancellationToken) => users.Users.AnyAsync(cancellationToken);

    private static RecipeOptions Options(NewSite site) => new()
    {
        Parameters = new Dictionary<string, string?>
        {
            ["SiteName"] = site.SiteName,
            ["AdminUsername"] = site.Administrator.UserName,
            ["AdminEmail"] = site.Administrator.Email,
        },
    };

    private async Task AddAccountAsync(MhgUser user, string password, string role)
    {
        Check(await users.CreateAsync(user, password));
        Check(await users.AddToRoleAsync(user, role));

        static void Check(IdentityResult result)
        {
            if (!result.Succeeded)
                throw new SetupRefusedException([.. result.Errors.Select(error => error.Description)]);
        }
    }

    [LoggerMessage(LogLevel.Information, "The site “{Name}” has been set up.")]
    private static partial void LogMade(ILogger logger, string name);

    [LoggerMessage(LogLevel.Error, "The module {File} is left out: {Problem}")]
    private static partial void LogBrokenModule(ILogger logger, string file, string problem);

    [LoggerMessage(LogLevel.Warning, "A recipe can't be read and is left out: {Problem}")]
    private static partial void LogBrokenRecipe(ILogger logger, string problem);
}
