using System.CommandLine;
using Mhg.Archive.Indexing;
using Mhg.ContentManagement;
using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Navigation;
using Mhg.Recipes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new(SiteMenu.Main, "Documents", "/documents", 50) { ContentType = Document.ContentType },
        new(SiteMenu.Main, "Search", "/search", 90),
    ];

    public override IEnumerable<Command> Commands(ICommandHost host) => [IndexCommands.Create(host)];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IndexFolder>();
        services.AddSingleton<ArchiveIndex>();
        services.AddSingleton<IndexSignal>();
        services.AddSingleton<ArchiveIndexer>();
        services.AddSingleton<IndexMaintenance>();
        services.AddHostedService<ArchiveIndexerService>();
        services.AddContentHandler<IndexSignalHandler>();
        services.AddRecipeStep<LuceneIndexStep>();
        services.AddRecipeStep<RebuildIndexStep>();
        services.AddRecipeStep<QueriesStep>();
        services.AddScoped<ArchiveSearch>();
        services.AddContentPage<DocumentPage>();
        services.AddContentSummary<DocumentSummarizer>();
        services.AddHomeSection<NewestDocuments>();
    }

    public override void MapEndpoints(IEndpointRouteBuilder endpoints) => SearchApi.Map(endpoints);
}
