using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.People;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks.Assigning;

namespace Mhg.Workflows.UserTasks.Stages;

/// <summary>Knows whose approvals a stage of a review takes.</summary>
public sealed class StagePeople(IPeople people, IAuditLog audit, IAssignmentStore assignments, SiteDays days)
{
    /// <summary>The people who decide at a stage: those in its roles, and those whom it names. Nobody where it is for everybody with an account.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync(ReviewStage stage, CancellationToken cancellationToken)
    {
        var inRoles = stage.Roles is { Count: > 0 } roles ? await people.ListInRolesAsync(roles, cancellationToken) : [];
        var named = stage.Users is { Count: > 0 } users ? await people.FindByNamesAsync(users, cancellationToken) : [];
        return [.. inRoles.Concat(named).DistinctBy(person => person.UserId)];
    }

    /// <summary>The people who are next in line at a stage.</summary>
    public Task<IReadOnlyList<Person>> NextInLineAsync(ReviewStage stage, CancellationToken cancellationToken) =>
        people.ListInRolesAsync(stage.EscalateTo, cancellationToken);

    /// <summary>Accounts, and those of whoever stands in for their people today.</summary>
    public async Task<IReadOnlyList<string>> WithStandInsAsync(IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        var away = await AwayAsync(cancellationToken);
        return [.. userIds, .. userIds.Select(id => away.GetValueOrDefault(id)?.StandInId).OfType<string>()];
    }

    /// <summary>
    /// The people of a stage who have not approved a version and still can. Who wrote it needs not; where all have to, the stand-in's approval counts for those who are away.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="item">The version.</param>
    /// <param name="approvedBy">The accounts of those who have approved it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Person>> OutstandingAsync(
        ReviewStage stage, ContentItem item, IReadOnlyList<string> approvedBy, CancellationToken cancellationToken)
    {
        var history = await audit.ListAsync(item.ContentItemId, cancellationToken);
        var away = await AwayAsync(cancellationToken);
        return [.. (await ListAsync(stage, cancellationToken)).Where(person =>
            !approvedBy.Contains(person.UserId)
            && !(stage.Needed is null && away.GetValueOrDefault(person.UserId)?.StandInId is { } standIn && approvedBy.Contains(standIn))
            && !DecisionRules.HasLastChanged(item, person.UserId, person.UserName, history))];
    }

    private async Task<Dictionary<string, Absence>> AwayAsync(CancellationToken cancellationToken) =>
        (await assignments.ListAwayAsync(await days.TodayAsync(cancellationToken), cancellationToken)).ToDictionary(absence => absence.UserId);
}
