using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.Expressions;
using Mhg.Modularity.Permissions;
using Mhg.Workflows;

namespace Mhg.Web.Administration.Workflows;

/// <summary>A workflow type as a recipe, for this site or for Orchard Core.</summary>
public static class WorkflowExport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps the download.</summary>
    public static void MapWorkflowExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/admin/workflows/{id}/export", DownloadAsync).WithMetadata(new RequirePermissionAttribute(nameof(SitePermissions.ManageWorkflows)));

    /// <summary>JSON for people to read.</summary>
    public static string Write(JsonNode json) => json.ToJsonString(Readable);

    private static async Task<IResult> DownloadAsync(string id, WorkflowTypes types, CancellationToken cancellationToken)
    {
        if (await types.FindJsonAsync(id, cancellationToken) is not { } type)
            return Results.NotFound();
        var name = (string?)type[nameof(WorkflowType.Name)] ?? id;
        var slug = Slug.From(name) is { Length: > 0 } made ? made : id;
        var recipe = new JsonObject
        {
            ["name"] = slug,
            ["displayName"] = name,
            ["issetuprecipe"] = false,
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "WorkflowType", ["data"] = new JsonArray(type) }),
        };
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(recipe, Readable), "application/json", $"{slug}.recipe.json");
    }
}
