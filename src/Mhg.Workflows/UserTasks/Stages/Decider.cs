using Mhg.ContentManagement.Access;
using Mhg.Workflows.People;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks.Assigning;

namespace Mhg.Workflows.UserTasks.Stages;

/// <summary>A person who decides: for themselves, and in the place of those who are away. A guest decides in the place of who asked them alone.</summary>
/// <param name="Actor">The person.</param>
/// <param name="InPlaceOf">Those for whom the person stands in today; for a guest, who asked them as well.</param>
public sealed record Decider(Actor Actor, IReadOnlyList<Actor> InPlaceOf);

/// <summary>Finds out in whose place people may decide.</summary>
public sealed class Deciders(IAssignmentStore assignments, IPeople people, SiteDays days)
{
    private (Actor Actor, Decider Decider)? _known;

    /// <summary>What an actor decides as. A question to the database at the first time.</summary>
    public async ValueTask<Decider> OfAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (_known?.Actor == actor)
            return _known.Value.Decider;
        List<Actor> lending = actor.OnBehalfOf == actor ? [] : [actor.OnBehalfOf];
        if (actor.OnBehalfOf.UserId is { } userId)
        {
            foreach (var absence in await assignments.ListAwayAsync(await days.TodayAsync(cancellationToken), cancellationToken))
            {
                if (absence.StandInId == userId && absence.UserId != userId)
                    lending.Add(await people.ActorAsync(absence.UserId, cancellationToken));
            }
        }
        var decider = new Decider(actor, lending);
        _known = (actor, decider);
        return decider;
    }
}
