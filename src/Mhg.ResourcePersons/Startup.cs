using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Navigation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.ResourcePersons;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new(SiteMenu.Main, "People", "/people", 40) { ContentType = Person.ContentType },
        new(SiteMenu.Footer, "Organisations", "/organisations", 40) { ContentType = Organisation.ContentType },
    ];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services
        .AddContentPage<PersonPage>()
        .AddContentPage<OrganisationPage>()
        .AddContentSummary<PersonSummarizer>()
        .AddContentSummary<OrganisationSummarizer>();
}
