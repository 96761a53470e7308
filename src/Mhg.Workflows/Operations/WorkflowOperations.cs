using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;

namespace Mhg.Workflows.Operations;

/// <summary>What an administrator does about an instance. Who did it stands in the audit; who may is the caller's to ask.</summary>
public sealed class WorkflowOperations(
    WorkflowEngine engine, WorkflowTypes types, IWorkflowStore workflows, IAuditLog audit, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>The name of the event in the audit when an instance was tried again.</summary>
    public const string Retried = "Workflow retried";

    /// <summary>The name of the event in the audit when an instance was given up.</summary>
    public const string Aborted = "Workflow aborted";

    /// <summary>
    /// Tries again what has failed: a faulted instance goes on from the activity that failed; one whose task waits for its next
    /// attempt makes it now. What has been done before is not done again. It acts as the current actor.
    /// </summary>
    /// <returns>The instance as it is now: faulted again where the cause was not mended; null where it was forgotten because it has finished.</returns>
    /// <exception cref="ContentRefusedException">There is nothing to try again.</exception>
    public Task<Workflow?> RetryAsync(string workflowId, CancellationToken cancellationToken = default) => DoAsync(
        workflowId, Retried, engine.RetryAsync, "There is nothing to try again: this workflow is not faulted, or its type is not there any more.", cancellationToken);

    /// <summary>Gives up an instance that is faulted or waits for something. It can't be taken back.</summary>
    /// <returns>The instance as it is now.</returns>
    /// <exception cref="ContentRefusedException">It has come to its end.</exception>
    public Task<Workflow?> AbortAsync(string workflowId, CancellationToken cancellationToken = default) => DoAsync(
        workflowId, Aborted, engine.AbortAsync, "There is nothing to give up: this workflow has come to its end.", cancellationToken);

    private Task<Workflow?> DoAsync(
        string workflowId, string name, Func<string, CancellationToken, Task<bool>> work, string refusal, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var before = await workflows.FindAsync(workflowId, token) ?? throw new ContentRefusedException("This workflow is not there any more.");
        var type = (await types.AllAsync(token)).Find(before.WorkflowTypeId);
        // Written first: what follows from it stands after it in the audit.
        await audit.AppendAsync(new AuditEvent(
            time.GetUtcNow().UtcDateTime, current.Actor.UserId, current.Actor.UserName, name, before.CorrelationId,
            Data: new JsonObject { ["Workflow"] = type?.Name ?? before.WorkflowTypeId, ["Instance"] = workflowId, [nameof(Workflow.FaultMessage)] = before.FaultMessage }), token);
        return await work(workflowId, token) ? await workflows.FindAsync(workflowId, token) : throw new ContentRefusedException(refusal);
    }, cancellationToken);
}
