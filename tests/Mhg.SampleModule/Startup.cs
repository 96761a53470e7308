using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Navigation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.SampleModule;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<Permission> Permissions => [new("CountNotes", "Count the notes") { Category = "Notes" }];

    public override IEnumerable<NavigationEntry> Navigation => [new(SiteMenu.Main, "Notes", "/notes", 70)];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services.AddContentElement<MoodField>();
}
