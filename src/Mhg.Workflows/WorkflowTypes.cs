using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Timers;

namespace Mhg.Workflows;

/// <summary>The site's workflow types: reading, checking and changing them.</summary>
public sealed class WorkflowTypes(IDocumentStore documents, ActivityLibrary library, TimerStarts timers, IUnitOfWork unitOfWork)
{
    private const string Kind = "WorkflowType";

    /// <summary>All types as they are now.</summary>
    public ValueTask<WorkflowTypeSet> AllAsync(CancellationToken cancellationToken) => documents.SnapshotAsync(Kind, Build, cancellationToken);

    /// <summary>All types as JSON, as they were saved, sorted by id.</summary>
    public async ValueTask<IReadOnlyList<JsonObject>> ExportAsync(CancellationToken cancellationToken)
    {
        var all = await documents.SnapshotAsync(Kind, Copies, cancellationToken);
        return [.. all.Json.Select(json => json.DeepClone().AsObject())];
    }

    /// <summary>A type as JSON, as it was saved; null where there is none.</summary>
    public async ValueTask<JsonObject?> FindJsonAsync(string workflowTypeId, CancellationToken cancellationToken)
    {
        var all = await documents.SnapshotAsync(Kind, Copies, cancellationToken);
        return all.Json.FirstOrDefault(json => (string?)json[nameof(WorkflowType.WorkflowTypeId)] == workflowTypeId)?.DeepClone().AsObject();
    }

    /// <summary>Lets events start a type, or not any more. What is wrong with the type otherwise does not matter.</summary>
    /// <returns>Whether there is such a type.</returns>
    public async Task<bool> SwitchAsync(string workflowTypeId, bool isEnabled, CancellationToken cancellationToken)
    {
        if (await FindJsonAsync(workflowTypeId, cancellationToken) is not { } json)
            return false;
        json[nameof(WorkflowType.IsEnabled)] = isEnabled;
        await SaveUncheckedAsync(json, cancellationToken);
        return true;
    }

    /// <summary>What is wrong with a type.</summary>
    /// <param name="json">The type, as recipes hold it.</param>
    public IReadOnlyList<WorkflowProblem> Check(JsonObject json)
    {
        try
        {
            return WorkflowCheck.Run(json.Deserialize<WorkflowType>(ContentJson.Options)!, library);
        }
        catch (JsonException exception)
        {
            return [new WorkflowProblem(exception.Path ?? "$", "There is a value of another kind than is wanted here.")];
        }
        catch (InvalidOperationException)
        {
            // The reader of JSON looks at escapes when a text is used.
            return [new WorkflowProblem("$", "There is a text with half a character in it: \\ud800 to \\udfff stand in pairs.")];
        }
    }

    /// <summary>
    /// Adds or replaces a type. Members that are not known are kept. Activities that no module offers are accepted: only the instance that
    /// reaches one faults.
    /// </summary>
    /// <exception cref="WorkflowInvalidException">Something in it has to be mended.</exception>
    public Task SaveAsync(JsonObject json, CancellationToken cancellationToken)
    {
        var problems = Check(json).Where(problem => !problem.IsMissingActivity).ToList();
        if (problems.Count > 0)
            throw new WorkflowInvalidException(problems);
        return SaveUncheckedAsync(json, cancellationToken);
    }

    /// <summary>Removes a type; its instances stay where they are.</summary>
    public Task DeleteAsync(string workflowTypeId, CancellationToken cancellationToken) => documents.DeleteAsync(Kind, workflowTypeId, cancellationToken);

    private Task SaveUncheckedAsync(JsonObject json, CancellationToken cancellationToken)
    {
        var type = json.Deserialize<WorkflowType>(ContentJson.Options)!;
        return unitOfWork.RunAsync(async token =>
        {
            await documents.SaveAsync(Kind, type.WorkflowTypeId, json, token);
            await timers.ScheduleAsync(type, token);
        }, cancellationToken);
    }

    private static WorkflowTypeSet Build(IReadOnlyDictionary<string, JsonObject> stored) =>
        new([.. stored.Values.Select(json => json.Deserialize<WorkflowType>(ContentJson.Options)!)]);

    private static Exports Copies(IReadOnlyDictionary<string, JsonObject> stored) =>
        new([.. stored.OrderBy(document => document.Key, StringComparer.Ordinal).Select(document => document.Value.DeepClone().AsObject())]);

    private sealed record Exports(IReadOnlyList<JsonObject> Json);
}
