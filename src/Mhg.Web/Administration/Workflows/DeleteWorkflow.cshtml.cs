using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Audit;
using Mhg.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Workflows;

/// <summary>Removing a workflow type.</summary>
[RequirePermission(nameof(SitePermissions.ManageWorkflows))]
public sealed class DeleteWorkflowModel(WorkflowTypes types, IWorkflowStore workflows, IUnitOfWork unitOfWork, AuditNotes audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public string Name { get; private set; } = "";

    public int Halted { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if ((await types.AllAsync(cancellationToken)).Find(Id) is not { } type)
            return NotFound();
        Name = type.Name;
        Halted = await workflows.CountAsync(new WorkflowQuery { WorkflowTypeId = Id, Status = WorkflowStatus.Halted }, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if ((await types.AllAsync(cancellationToken)).Find(Id) is not { } type)
            return NotFound();
        await unitOfWork.RunAsync(async token =>
        {
            await types.DeleteAsync(Id, token);
            await audit.AddAsync("WorkflowDeleted", new() { ["Workflow"] = type.Name }, token);
        }, cancellationToken);
        TempData.AddNotice(NoticeKind.Success, $"{type.Name} was deleted.");
        return Redirect("~/admin/workflows");
    }
}
