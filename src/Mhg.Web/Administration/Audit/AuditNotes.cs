using System.Text.Json.Nodes;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;

namespace Mhg.Web.Administration.Audit;

/// <summary>Notes in the audit what the present actor did to the site itself. Called in the transaction of the change.</summary>
public sealed class AuditNotes(IAuditLog audit, CurrentActor current, TimeProvider time)
{
    /// <summary>Appends an event.</summary>
    /// <param name="name">What was done, say <c>RoleDeleted</c>.</param>
    /// <param name="about">What it was done to, and how it was and is: shown as it stands, so no secrets.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AddAsync(string name, JsonObject about, CancellationToken cancellationToken) =>
        audit.AppendAsync(new AuditEvent(time.GetUtcNow().UtcDateTime, current.Actor.UserId, current.Actor.UserName, name, Data: about), cancellationToken);

    /// <summary>Appends an event with the values that changed; none, where none did.</summary>
    /// <param name="name">What was done.</param>
    /// <param name="about">What it was done to.</param>
    /// <param name="values">Each value's name, how it was and how it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AddChangesAsync(string name, JsonObject about, IEnumerable<(string Name, string? Before, string? After)> values, CancellationToken cancellationToken)
    {
        var changed = values.Where(value => (value.Before ?? "") != (value.After ?? "")).ToList();
        foreach (var value in changed)
            about[value.Name] = $"{Text(value.Before)} → {Text(value.After)}";
        return changed.Count == 0 ? Task.CompletedTask : AddAsync(name, about, cancellationToken);

        static string Text(string? value) => string.IsNullOrEmpty(value) ? "(none)" : value;
    }
}
