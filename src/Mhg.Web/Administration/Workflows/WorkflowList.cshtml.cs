using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Audit;
using Mhg.Workflows;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Workflows;

/// <summary>Every workflow type, with how many instances it has.</summary>
[RequirePermission(nameof(SitePermissions.ManageWorkflows))]
public sealed class WorkflowListModel(WorkflowTypes types, DecisionRules rules, ContentDefinitions definitions, IWorkflowStore workflows, IUnitOfWork unitOfWork, AuditNotes audit) : PageModel
{
    public IReadOnlyList<WorkflowType> Types { get; private set; } = [];

    /// <summary>Reviews that are on and begin for the same items, each with the names of the content types; none for every type.</summary>
    public IReadOnlyList<(ReviewOverlap Overlap, IReadOnlyList<string> TypeNames)> Overlaps { get; private set; } = [];

    private ILookup<string, WorkflowCount> Counts { get; set; } = Array.Empty<WorkflowCount>().ToLookup(_ => "");

    public IEnumerable<WorkflowCount> CountsOf(WorkflowType type) => Counts[type.WorkflowTypeId].OrderBy(count => count.Status);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        Types = [.. all.Types.OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase)];
        var model = await definitions.ModelAsync(cancellationToken);
        Overlaps = [.. ReviewOverlap.Among(all, rules).Select(overlap => (overlap, (IReadOnlyList<string>)[.. overlap.ContentTypes.Select(model.DisplayName).Order()]))];
        Counts = (await workflows.CountAllAsync(cancellationToken)).ToLookup(count => count.WorkflowTypeId);
    }

    public async Task<IActionResult> OnPostAsync(string id, bool on, CancellationToken cancellationToken)
    {
        var name = (await types.AllAsync(cancellationToken)).Find(id)?.Name ?? id;
        var done = await unitOfWork.RunAsync(async token =>
        {
            if (!await types.SwitchAsync(id, on, token))
                return false;
            await audit.AddAsync(on ? "WorkflowSwitchedOn" : "WorkflowSwitchedOff", new() { ["Workflow"] = name }, token);
            return true;
        }, cancellationToken);
        TempData.AddNotice(done ? NoticeKind.Success : NoticeKind.Error, (done, on) switch
        {
            (true, true) => $"{name} is on: what it waits for starts it.",
            (true, false) => $"{name} is off: nothing starts it any more. What has begun goes on.",
            _ => "The workflow is not there any more.",
        });
        return RedirectToPage();
    }
}
