using Mhg.ContentManagement.Access;
using Mhg.Workflows.People;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks.Assigning;

namespace Mhg.Workflows.UserTasks.Stages;

/// <summary>A person who decides: for themselves, and in the place of those who are away.</summary>
/// <param name="Actor">The person.</param>
/// <param name="InPlaceOf">Those for whom the person stands in today.</param>
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
        var absent = new List<Actor>();
        if (actor.UserId is { } userId)
        {
            foreach (var absence in await assignments.ListAwayAsync(await days.TodayAsync(cancellationToken), cancellationToken))
            {
                if (absence.StandInId == userId && absence.UserId != userId)
                    absent.Add(await people.ActorAsync(absence.UserId, cancellationToken));
            }
        }
        var decider = new Decider(actor, absent);
        _known = (actor, decider);
        return decider;
    }
}
