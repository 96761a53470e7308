using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Audit;
using Mhg.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Workflows;

/// <summary>Taking over workflow types from a recipe, or from JSON of a single one. All of them or none.</summary>
[RequirePermission(nameof(SitePermissions.ManageWorkflows))]
public sealed class ImportWorkflowsModel(WorkflowTypes types, IUnitOfWork unitOfWork, AuditNotes audit) : PageModel
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    /// <summary>What is wrong with a text that JSON's reader accepts, and breaks off at when it is used.</summary>
    internal const string HalfCharacter = "There is a text with half a character in it: \\ud800 to \\udfff stand in pairs.";

    [BindProperty]
    public string? Text { get; set; }

    public IReadOnlyList<WorkflowProblem> Problems { get; private set; } = [];

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is { Length: > 0 })
        {
            using var reader = new StreamReader(file.OpenReadStream());
            Text = await reader.ReadToEndAsync(cancellationToken);
            ModelState.Remove(nameof(Text));
        }
        if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.AddModelError(nameof(Text), "Choose a file, or paste its text.");
            return Page();
        }
        if (Read(Text) is not { } found)
            return Page();

        List<WorkflowProblem> problems = [.. from one in found
                                             from problem in types.Check(one)
                                             select problem with { Path = NameOf(one) + " " + problem.Path }];
        Problems = [.. problems.Where(problem => !problem.IsMissingActivity)];
        if (Problems.Count > 0)
            return Page();
        await unitOfWork.RunAsync(async token =>
        {
            foreach (var type in found)
            {
                await types.SaveAsync(type, token);
                await audit.AddAsync("WorkflowImported", new() { ["Workflow"] = NameOf(type) }, token);
            }
        }, cancellationToken);
        TempData.AddNotice(NoticeKind.Success, found.Count == 1 ? $"{NameOf(found[0])} was imported." : $"{found.Count} workflows were imported.");
        foreach (var missing in problems)
            TempData.AddNotice(NoticeKind.Warning, $"{missing.Message} It is kept; an instance that reaches it is faulted.");
        return Redirect("~/admin/workflows");
    }

    private List<JsonObject>? Read(string text)
    {
        try
        {
            var types = JsonNode.Parse(text, documentOptions: Lenient) switch
            {
                JsonObject { } recipe when recipe["steps"] is JsonArray steps => steps.OfType<JsonObject>()
                    .Where(step => string.Equals(step["name"]?.ToString(), "WorkflowType", StringComparison.OrdinalIgnoreCase))
                    .SelectMany(step => step["data"] as JsonArray ?? []),
                JsonArray list => list,
                JsonObject type when type.ContainsKey(nameof(WorkflowType.WorkflowTypeId)) => [type],
                _ => [],
            };
            List<JsonObject> found = [.. types.OfType<JsonObject>().Select(type => type.DeepClone().AsObject())];
            // Written once, so that every text in it has been read before anything is made of it.
            foreach (var type in found)
                type.ToJsonString();
            if (found.Count > 0)
                return found;
            ModelState.AddModelError(nameof(Text), "There is no workflow in it. A recipe has a step “WorkflowType”; a single workflow has a “WorkflowTypeId”.");
        }
        catch (JsonException exception)
        {
            ModelState.AddModelError(nameof(Text), exception.LineNumber is { } line
                ? $"This is no JSON: line {line + 1}, position {exception.BytePositionInLine + 1}."
                : $"This is no JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            ModelState.AddModelError(nameof(Text), HalfCharacter);
        }
        return null;
    }

    private static string NameOf(JsonObject type) => type[nameof(WorkflowType.Name)]?.ToString() ?? type[nameof(WorkflowType.WorkflowTypeId)]?.ToString() ?? "?";
}
