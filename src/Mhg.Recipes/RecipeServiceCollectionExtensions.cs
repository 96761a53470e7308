using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mhg.Recipes;

/// <summary>Registers recipes and their steps.</summary>
public static class RecipeServiceCollectionExtensions
{
    /// <summary>Registers the executor. The host adds an <see cref="IRecipeTransaction"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="folders">Folders with recipes; looked through anew each time, so the sequence may grow.</param>
    public static IServiceCollection AddRecipes(this IServiceCollection services, IEnumerable<string> folders)
    {
        services.TryAddSingleton(new RecipeSources(folders));
        services.TryAddScoped<RecipeExecutor>();
        return services;
    }

    /// <summary>Offers a step.</summary>
    public static IServiceCollection AddRecipeStep<T>(this IServiceCollection services)
        where T : class, IRecipeStep
    {
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IRecipeStep, T>());
        return services;
    }
}
