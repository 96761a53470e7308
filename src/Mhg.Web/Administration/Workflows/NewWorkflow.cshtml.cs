using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Web.Administration.Audit;
using Mhg.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Workflows;

/// <summary>Making a workflow type, which is off and does nothing at first.</summary>
[RequirePermission(nameof(SitePermissions.ManageWorkflows))]
public sealed class NewWorkflowModel(WorkflowTypes types, IUnitOfWork unitOfWork, AuditNotes audit) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Give the workflow a name."), StringLength(200, ErrorMessage = "Keep the name to 200 characters.")]
    public string Name { get; set; } = "";

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        var id = ContentId.New();
        await unitOfWork.RunAsync(async token =>
        {
            await types.SaveAsync(new JsonObject
            {
                [nameof(WorkflowType.WorkflowTypeId)] = id,
                [nameof(WorkflowType.Name)] = Name.Trim(),
                [nameof(WorkflowType.IsEnabled)] = false,
                [nameof(WorkflowType.IsSingleton)] = false,
                [nameof(WorkflowType.DeleteFinishedWorkflows)] = false,
                [nameof(WorkflowType.Activities)] = new JsonArray(),
                [nameof(WorkflowType.Transitions)] = new JsonArray(),
            }, token);
            await audit.AddAsync("WorkflowCreated", new() { ["Workflow"] = Name.Trim() }, token);
        }, cancellationToken);
        return Redirect($"~/admin/workflows/{id}");
    }
}
