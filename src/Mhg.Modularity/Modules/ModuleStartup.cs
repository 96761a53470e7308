using System.CommandLine;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Navigation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Modularity.Modules;

/// <summary>
/// What a module adds to the site. An assembly has at most one such class, in <c>Startup.cs</c>; Razor pages of the assembly are found by themselves.
/// Pages, endpoints, menu entries and permissions are gone while the module's feature is off, without a restart.
/// </summary>
public abstract class ModuleStartup
{
    /// <summary>Permissions that roles can be given. Content permissions need not be named: every content type has them.</summary>
    public virtual IEnumerable<Permission> Permissions => [];

    /// <summary>Entries of the site's menus.</summary>
    public virtual IEnumerable<NavigationEntry> Navigation => [];

    /// <summary>What the module offers to an operator at the command line.</summary>
    /// <param name="host">Opens the site for the work of a command.</param>
    public virtual IEnumerable<Command> Commands(ICommandHost host) => [];

    /// <summary>Adds services: content pages, home sections, handlers, activities, recipe steps. Called once, at start.</summary>
    public virtual void ConfigureServices(IServiceCollection services, IConfiguration configuration) { }

    /// <summary>Adds endpoints that are not Razor pages.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder endpoints) { }
}
