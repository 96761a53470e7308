using System.Text.Json.Nodes;
using Mhg.Workflows.Activities.People;

namespace Mhg.Workflows.People;

/// <summary>Tells workflows what happens to accounts. The host calls it, in the transaction of what happened.</summary>
public sealed class AccountEvents(WorkflowEngine engine)
{
    /// <summary>Something has happened to an account.</summary>
    /// <typeparam name="T">What.</typeparam>
    public Task RaiseAsync<T>(Person person, CancellationToken cancellationToken) where T : UserEventActivity =>
        engine.TriggerAsync(new WorkflowEvent(typeof(T).Name, person.UserId, new Dictionary<string, object?>
        {
            [WorkflowInput.User] = new JsonObject
            {
                [nameof(Person.UserId)] = person.UserId,
                [nameof(Person.UserName)] = person.UserName,
                [nameof(Person.Email)] = person.Email,
            },
        })
        {
            IsLast = typeof(T) == typeof(UserDeletedEvent),
        }, cancellationToken);
}
