using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Audit;
using Mhg.Modularity.Permissions;

namespace Mhg.Web.Administration.Audit;

/// <summary>The audit as a JSON array of its events with all their data, of any length.</summary>
public static class AuditJson
{
    /// <summary>Maps the download; its address takes what the page's does.</summary>
    public static void MapAuditJson(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/admin/audit.json", DownloadAsync).WithMetadata(new RequirePermissionAttribute("ViewAuditTrail"));

    private static async Task<IResult> DownloadAsync(string? person, string? what, string? item, AuditTrail trail, IContentStore store, CancellationToken cancellationToken)
    {
        var filter = await new AuditSearch(person, what, item).FilterAsync(store, cancellationToken);
        return Results.Stream(
            body => JsonSerializer.SerializeAsync(body, trail.ReadAsync(filter), ContentJson.Options, cancellationToken), "application/json; charset=utf-8", "audit.json");
    }
}
