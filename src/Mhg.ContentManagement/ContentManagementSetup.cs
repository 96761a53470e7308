using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Recipes;
using Mhg.Html;
using Mhg.Recipes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mhg.ContentManagement;

/// <summary>Puts content management into a host's services. The host adds the stores.</summary>
public static class ContentManagementSetup
{
    /// <summary>Adds the content manager, access rules and the kinds of parts and fields that come with the core.</summary>
    public static IServiceCollection AddContentManagement(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new HtmlSanitizer());
        services.TryAddSingleton<ReservedPaths>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<ContentDefinitions>();
        services.AddScoped<ContentAccess>();
        services.AddScoped<PublishedContent>();
        services.AddScoped<ContentManager>();
        services.AddScoped<ScheduledContent>();
        services.AddScoped<ContentExport>();
        services.AddRecipeStep<ContentDefinitionStep>();
        services.AddRecipeStep<ReplaceContentDefinitionStep>();
        services.AddRecipeStep<DeleteContentDefinitionStep>();
        services.AddRecipeStep<ContentStep>();
        return services
            .AddContentElement<TitlePart>().AddContentElement<AutoroutePart>().AddContentElement<AliasPart>()
            .AddContentElement<HtmlBodyPart>().AddContentElement<CommonPart>().AddContentElement<ListPart>()
            .AddContentElement<BagPart>().AddContentElement<TaxonomyPart>().AddContentElement<LocalizationPart>()
            .AddContentElement<PublishLaterPart>().AddContentElement<ArchiveLaterPart>()
            .AddContentElement<TextField>().AddContentElement<MultiTextField>().AddContentElement<HtmlField>()
            .AddContentElement<BooleanField>().AddContentElement<NumericField>().AddContentElement<DateField>()
            .AddContentElement<DateTimeField>().AddContentElement<LinkField>().AddContentElement<ContentPickerField>()
            .AddContentElement<UserPickerField>().AddContentElement<TaxonomyField>().AddContentElement<MediaField>();
    }

    /// <summary>Adds a kind of part or field.</summary>
    public static IServiceCollection AddContentElement<T>(this IServiceCollection services) where T : ContentElementType
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ContentElementType, T>());
        return services;
    }

    /// <summary>Adds something that takes part in what happens to content.</summary>
    public static IServiceCollection AddContentHandler<T>(this IServiceCollection services) where T : class, IContentHandler =>
        services.AddScoped<IContentHandler, T>();
}
