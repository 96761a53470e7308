using System.Globalization;
using System.Text;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Audit;
using Mhg.Modularity.Downloads;
using Mhg.Modularity.Permissions;

namespace Mhg.Web.Administration.Audit;

/// <summary>The audit as a table for other programs (RFC 4180), of any length.</summary>
public static class AuditCsv
{
    private static readonly string[] Columns = ["Utc", "User", "UserId", "Event", "ContentItemId", "ContentItemVersionId", "ContentType", "Comment", "Data"];

    /// <summary>Maps the download; its address takes what the page's does.</summary>
    public static void MapAuditCsv(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/admin/audit.csv", DownloadAsync).WithMetadata(new RequirePermissionAttribute("ViewAuditTrail"));

    private static async Task<IResult> DownloadAsync(string? person, string? what, string? item, AuditTrail trail, IContentStore store, CancellationToken cancellationToken)
    {
        var filter = await new AuditSearch(person, what, item).FilterAsync(store, cancellationToken);
        return Results.Stream(async body =>
        {
            await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
            await writer.WriteLineAsync(Csv.Line(Columns));
            await foreach (var e in trail.ReadAsync(filter).WithCancellation(cancellationToken))
            {
                await writer.WriteLineAsync(Csv.Line(
                [
                    e.Utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), e.UserName, e.UserId, e.Name, e.ContentItemId, e.ContentItemVersionId,
                    e.ContentType, e.Comment, e.Data?.ToJsonString(ContentJson.Options),
                ]));
            }
        }, "text/csv; charset=utf-8", "audit.csv");
    }
}
