using Mhg.Web.Hosting;
using Mhg.Workflows.Mail;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Mhg.Web.Mail;

/// <summary>Where people reach the site: as the operator says, else where this process listens.</summary>
public sealed class SiteAddress(IOptions<SiteOptions> options, IServer server) : ISiteAddress
{
    private const string Unknown = "http://localhost/";

    /// <summary>Whether the operator has said it.</summary>
    public bool IsSet => options.Value.Address is not null;

    /// <inheritdoc/>
    public Uri Address => options.Value.Address
        ?? new Uri(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.Replace("//*", "//localhost").Replace("//+", "//localhost") ?? Unknown);
}
