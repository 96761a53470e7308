using Mhg.ContentManagement.Access;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Features;
using Mhg.Modularity.History;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Settings;
using Mhg.Recipes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Modularity;

/// <summary>Puts the modules into a host.</summary>
public static class ModularitySetup
{
    /// <summary>Adds the modules' services, pages, features and permissions. A module that fails here is left out and named in the catalog.</summary>
    public static IServiceCollection AddModules(this IServiceCollection services, IMvcBuilder mvc, ModuleCatalog catalog, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(mvc);
        foreach (var module in catalog.Modules.ToList())
        {
            try
            {
                var added = new ServiceCollection();
                module.Startup.ConfigureServices(added, configuration);
                foreach (var service in added)
                    services.Add(service);
                if (module.File is not null)
                    mvc.AddApplicationPart(module.Assembly);
            }
            catch (Exception fault) when (module.File is not null)
            {
                catalog.Drop(module, fault);
            }
        }
        services.AddSingleton(catalog);
        services.AddSingleton<FeatureState>();
        services.AddSingleton<IContentTypeGate>(provider => provider.GetRequiredService<FeatureState>());
        services.AddScoped<FeatureSwitch>();
        services.AddSingleton<MatcherPolicy, FeatureMatcherPolicy>();
        services.Configure<RazorPagesOptions>(options => options.Conventions.Add(new FeaturePageConvention(catalog)));
        services.AddSingleton<PermissionCatalog>();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddScoped<ContentDisplay>();
        services.AddScoped<ContentSummaries>();
        services.AddScoped<FieldChoices>();
        services.AddScoped<ContentLists>();
        services.AddScoped<ContentTitles>();
        services.AddScoped<ContentTexts>();
        services.AddScoped<ContentComparisons>();
        services.AddScoped<ItemHistory>();
        services.AddHttpContextAccessor();
        services.AddScoped<SiteSettings>();
        services.AddRecipeStep<FeatureStep>();
        services.AddRecipeStep<ThemesStep>();
        services.AddRecipeStep<SettingsStep>();
        return services;
    }

    /// <summary>Adds the endpoints of all modules.</summary>
    public static void MapModules(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        foreach (var module in endpoints.ServiceProvider.GetRequiredService<ModuleCatalog>().Modules)
        {
            var group = endpoints.MapGroup("");
            group.WithMetadata(new FeatureMetadata(module));
            module.Startup.MapEndpoints(group);
        }
    }

    /// <summary>Adds the page of a content type.</summary>
    public static IServiceCollection AddContentPage<T>(this IServiceCollection services) where T : ContentPage => services.AddScoped<ContentPage, T>();

    /// <summary>Adds what lists say about items of a content type.</summary>
    public static IServiceCollection AddContentSummary<T>(this IServiceCollection services) where T : ContentSummarizer =>
        services.AddSingleton<ContentSummarizer, T>();

    /// <summary>Adds a section of the home page.</summary>
    public static IServiceCollection AddHomeSection<T>(this IServiceCollection services) where T : HomeSection => services.AddScoped<HomeSection, T>();
}
