using System.Globalization;
using System.Reflection;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;
using Mhg.Data;
using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Modularity.People;
using Mhg.Modularity.Settings;
using Mhg.Modularity.Shell;
using Mhg.Recipes;
using Mhg.Web.Account;
using Mhg.Web.Administration;
using Mhg.Web.Administration.Audit;
using Mhg.Web.Administration.Workflows;
using Mhg.Web.Editing;
using Mhg.Web.Mail;
using Mhg.Web.Reading;
using Mhg.Web.Scheduling;
using Mhg.Web.Setup;
using Mhg.Web.WorkflowRequests;
using Mhg.Workflows;
using Mhg.Workflows.Mail;
using Mhg.Workflows.Timers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Options;

namespace Mhg.Web.Hosting;

/// <summary>Puts the site together: services, the order in which a request passes through them, and what happens at start.</summary>
public static class Site
{
    /// <summary>The modules that a site with the settings of this machine has.</summary>
    public static ModuleCatalog FindModules() => FindModules(WebApplication.CreateBuilder());

    /// <summary>Puts the services together. A command needs no more; what serves calls <see cref="StartUpAsync"/> next.</summary>
    /// <param name="args">The command line's settings, say <c>--urls http://127.0.0.1:5080</c>.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        DataSetup.Preload(DataOf(builder));
        AddServices(builder);
        return builder.Build();
    }

    private static SiteOptions OptionsOf(WebApplicationBuilder builder) => builder.Configuration.GetSection(SiteOptions.Section).Get<SiteOptions>() ?? new SiteOptions();

    private static string DataPathOf(WebApplicationBuilder builder) => SiteOptions.Resolve(OptionsOf(builder).DataPath, builder.Environment.ContentRootPath);

    private static DataOptions DataOf(WebApplicationBuilder builder) =>
        new() { Database = builder.Configuration.GetConnectionString("Mhg") ?? Path.Combine(DataPathOf(builder), "mhg.db") };

    private static ModuleCatalog FindModules(WebApplicationBuilder builder) =>
        ModuleCatalog.Find(BuiltInModules(), SiteOptions.Resolve(OptionsOf(builder).ModulesPath, builder.Environment.ContentRootPath));

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var options = OptionsOf(builder);
        var root = builder.Environment.ContentRootPath;
        var data = DataPathOf(builder);
        var catalog = FindModules(builder);

        // In Development they are there by themselves. In Production ./run serves a build, too, where the theme's files lie with the theme;
        // what was published has them in its own folder, and this finds nothing to do.
        builder.WebHost.UseStaticWebAssets();
        services.Configure<SiteOptions>(builder.Configuration.GetSection(SiteOptions.Section));
        services.AddSingleton(new SiteFolder(data));
        services.AddContentManagement();
        services.AddWorkflows(new WorkflowOptions
        {
            KeepEnded = options.KeepWorkflowDays > 0 ? TimeSpan.FromDays(options.KeepWorkflowDays) : null,
            AllowedHosts = options.WorkflowHosts,
        });
        services.AddScoped<MailServer>();
        services.AddScoped<ISettingsSection>(provider => provider.GetRequiredService<MailServer>());
        services.AddScoped<MailTransport>();
        services.AddScoped<IMailTransport>(provider => provider.GetRequiredService<MailTransport>());
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<ISiteAddress>(provider => provider.GetRequiredService<SiteAddress>());
        services.AddSingleton<WorkflowTokens>();
        services.AddSingleton<IWorkflowLinks>(provider => provider.GetRequiredService<WorkflowTokens>());
        services.AddRecipes([.. options.RecipesPaths.Select(path => SiteOptions.Resolve(path, root)), SiteOptions.Resolve("recipes", RecipesRoot(root))]);
        services.AddMhgData(DataOf(builder))
            .AddErrorDescriber<AccountMessages>();
        services.ConfigureApplicationCookie(SignInCookie.Configure);
        services.AddAdministration();

        var mvc = services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/";
            // A second address of the form; links to it are written out, and those to the page's handlers lead to the item's own.
            pages.Conventions.AddPageRouteModelConvention("/Editing/Edit", page => page.Selectors.Add(
                new SelectorModel { AttributeRouteModel = new AttributeRouteModel { Template = "content/new/{type}", SuppressLinkGeneration = true } }));
            pages.Conventions.ConfigureFilter(new HandledMethods());
            pages.Conventions.ConfigureFilter(new RequestFilter());
        });
        // The theme's own folder; the pages and views of the modules are named by their paths.
        services.Configure<RazorViewEngineOptions>(views => views.PageViewLocationFormats.Add("/Pages/Shared/{0}.cshtml"));
        services.AddModules(mvc, catalog, builder.Configuration);
        services.AddScoped<ReaderPreferences>();
        services.AddScoped<ISiteZone>(provider => provider.GetRequiredService<ReaderPreferences>());
        services.AddScoped<IPeopleDirectory, PeopleDirectory>();
        services.AddScoped<PageShellSource, SiteShell>();
        services.AddEditing();
        services.AddSingleton<SetupState>();
        services.AddScoped<SiteSetup>();
        services.AddSingleton<ScheduleService>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleService>());
        services.AddHostedService<OutboxService>();

        Directory.CreateDirectory(data);
        services.AddDataProtection().SetApplicationName("MhgOrchard").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(data, "keys")));
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "mhg.antiforgery");
        services.Configure<FormOptions>(form =>
        {
            form.ValueLengthLimit = (int)options.LargestRequest;
            form.ValueCountLimit = 10_000;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LargestRequest;
            // A query that is too long to be searched for is answered by a page that says so.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });
        services.AddVisitorCache();
    }

    private static void UsePipeline(WebApplication site)
    {
        site.UseExceptionHandler("/error");
        site.UseStatusCodePagesWithReExecute("/error/{0}");
        site.UseMiddleware<SecurityHeaders>();
        site.UseMiddleware<LargestRequest>();
        site.UseMiddleware<SetupGate>();
        site.UseRouting();
        site.UseRequestLocalization(localization =>
        {
            var culture = CultureInfo.GetCultureInfo(site.Services.GetRequiredService<IOptions<SiteOptions>>().Value.Culture);
            localization.DefaultRequestCulture = new(culture);
            localization.SupportedCultures = localization.SupportedUICultures = [culture];
        });
        site.UseVisitorCache();
        site.UseAuthentication();
        site.UseMiddleware<ActorOfRequest>();
        site.UseAuthorization();
        site.UseAntiforgery();
        site.MapStaticAssets();
        site.MapRazorPages().WithStaticAssets();
        site.MapModules();
        site.MapMedia();
        site.MapAuditCsv();
        site.MapAuditJson();
        site.MapWorkflowExport();
        site.MapWorkflowRequests();
        site.MapMethods("/health", [HttpMethods.Get, HttpMethods.Head], () => Results.Text("ok")).ExcludeFromDescription();
    }

    /// <summary>Opens the database, takes over which features are off, maps the pages and, in Development, makes the demonstration site.</summary>
    public static async Task StartUpAsync(this WebApplication site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        // The two take about as long as each other and need nothing of each other.
        var opening = Task.Run(() => scope.ServiceProvider.GetRequiredService<SiteSetup>().OpenAsync(site.Lifetime.ApplicationStopping));
        await Task.WhenAll(opening, Task.Run(() => MapPages(site)));
        if (site.Environment.IsDevelopment())
            await scope.ServiceProvider.GetRequiredService<SiteSetup>().MakeDemonstrationAsync(site.Lifetime.ApplicationStopping);
    }

    private static void MapPages(WebApplication site)
    {
        UsePipeline(site);
        site.Services.GetRequiredService<ReservedPaths>().Reserve(((IEndpointRouteBuilder)site).DataSources
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0)
            .Select(endpoint => endpoint.RoutePattern.RawText?.Trim('/') ?? ""));
    }

    /// <summary>The modules that the host was built with: the assemblies beside it that carry the site's name.</summary>
    private static IEnumerable<Assembly> BuiltInModules() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Mhg.*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal)
            .Select(name => Assembly.Load(name!));

    // Beside the binaries where they were copied by the build; a site run from its folder may bring its own.
    private static string RecipesRoot(string contentRoot) =>
        Directory.Exists(Path.Combine(contentRoot, "recipes")) ? contentRoot : AppContext.BaseDirectory;
}
