using Mhg.ContentManagement;
using Mhg.Workflows;
using Mhg.Workflows.Activities.Http;
using Mhg.Workflows.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.WorkflowRequests;

/// <summary>
/// Where an address that <c>signal_url</c> has made leads to. Opening it only asks, because programs that look through mail open
/// addresses, too; sending the form, or a request without one, sends the signal.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class TriggerModel(WorkflowTokens tokens, WorkflowTypes types, IWorkflowStore workflows, WorkflowEngine engine, WorkflowResponse response) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public string Signal { get; private set; } = "";

    public string Workflow { get; private set; } = "";

    public bool IsSent { get; private set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await WaitingAsync(cancellationToken) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await WaitingAsync(cancellationToken) is not { } workflow)
            return NotFound();
        try
        {
            foreach (var blocking in workflow.BlockingActivities.Where(blocking => blocking.Name == nameof(SignalEvent)))
            {
                var input = new Dictionary<string, object?> { [WorkflowInput.Signal] = Signal };
                IsSent |= await engine.ResumeAsync(workflow.WorkflowId, blocking.ActivityId, input, cancellationToken) is not null;
            }
        }
        catch (Exception refusal) when (refusal is WorkflowFaultException or WorkflowConflictException or ContentRefusedException)
        {
            Problem = refusal is ContentRefusedException ? refusal.Message : "It could not be done. Tell an administrator of this site.";
            return Page();
        }
        if (response.StatusCode is not null)
        {
            await new WorkflowAnswer(response).ExecuteAsync(HttpContext);
            return new EmptyResult();
        }
        if (!IsSent)
            Problem = "It was done before, or is not waited for any more.";
        return Page();
    }

    private async Task<Workflow?> WaitingAsync(CancellationToken cancellationToken)
    {
        if (tokens.ReadSignal(Token) is not { } signal || await workflows.FindAsync(signal.WorkflowId, cancellationToken) is not { } workflow)
            return null;
        Signal = signal.Name;
        Workflow = (await types.AllAsync(cancellationToken)).Find(workflow.WorkflowTypeId)?.Name ?? "";
        return workflow;
    }
}
