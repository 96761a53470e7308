using System.Globalization;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.History;
using Mhg.Modularity.People;
using Mhg.Workflows.Notices;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Assigning;

namespace Mhg.Review.Assigning;

/// <summary>An assignment as it is shown.</summary>
/// <param name="Assignment">The assignment; its day is the one that the review gives where nobody has asked for another.</param>
/// <param name="Today">The day that it is, as the site counts days.</param>
/// <param name="AskedName">Who is asked, as people know them; null for nobody.</param>
/// <param name="AwayUntil">Until when the one who is asked is away; null where they are not.</param>
/// <param name="StandInName">Who stands in for them meanwhile; null for nobody.</param>
/// <param name="ClaimedName">Who is looking at it now; null for nobody.</param>
/// <param name="IsMine">Whether it is for the present person: asked for, standing in, or looking at it.</param>
/// <param name="IsClaimedByMe">Whether the present person is looking at it.</param>
public sealed record AssignmentView(
    Assignment Assignment, DateOnly Today, string? AskedName, DateOnly? AwayUntil, string? StandInName, string? ClaimedName, bool IsMine, bool IsClaimedByMe)
{
    /// <summary>Whether the day by which a decision is wanted is over.</summary>
    public bool IsOverdue => Assignment.Due < Today;
}

/// <summary>Asks people for reviews, and lets reviewers say what they are looking at.</summary>
public sealed class Assignments(
    IAssignmentStore store, UserTasks tasks, Notifier notifier, IAuditLog audit, IPeopleDirectory directory, ContentAccess access,
    SiteDays days, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>A day as texts name it.</summary>
    public static string Say(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The assignments of items, by their ids. Three questions to the database, however many they are.</summary>
    /// <param name="waiting">The items, each with the review that it waits for; null where it waits for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<string, AssignmentView>> OfAsync(IReadOnlyDictionary<string, UserTask?> waiting, CancellationToken cancellationToken)
    {
        var assignments = await store.ListAsync([.. waiting.Keys], cancellationToken);
        var today = await days.TodayAsync(cancellationToken);
        var away = (await store.ListAwayAsync(today, cancellationToken)).ToDictionary(absence => absence.UserId);
        var names = await directory.NamesAsync(
            [.. assignments.Values.SelectMany(one => (string?[])[one.AskedId, one.ClaimedById]).Concat(away.Values.Select(absence => absence.StandInId)).OfType<string>().Distinct()], cancellationToken);
        return waiting.ToDictionary(item => item.Key, item =>
        {
            var assignment = assignments.GetValueOrDefault(item.Key) ?? new Assignment(item.Key);
            assignment = assignment with { Due = assignment.Due ?? item.Value?.Due };
            var claimedBy = item.Value is { } task ? assignment.ClaimedSince(task.SinceUtc) : null;
            var absence = away.GetValueOrDefault(assignment.AskedId ?? "");
            var me = current.Actor.UserId;
            return new AssignmentView(
                assignment, today, Name(assignment.AskedId), absence?.Last, Name(absence?.StandInId), Name(claimedBy),
                me is not null && (assignment.AskedId == me || absence?.StandInId == me || claimedBy == me), me is not null && claimedBy == me);
        });

        string? Name(string? userId) => userId is null ? null : names.GetValueOrDefault(userId);
    }

    /// <summary>The people who can be asked to review an item, or to stand in for a reviewer, by name.</summary>
    /// <param name="contentItemId">The item; null for reviewers of anything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<(string Id, string Name)>> ReviewersAsync(string? contentItemId, CancellationToken cancellationToken)
    {
        var reviewers = await tasks.ReviewersAsync(contentItemId, cancellationToken);
        var names = await directory.NamesAsync([.. reviewers.Select(person => person.UserId)], cancellationToken);
        return [.. reviewers.Select(person => (person.UserId, names.GetValueOrDefault(person.UserId) ?? person.UserName))];
    }

    /// <summary>Asks for a review: a person or whoever comes first, by a day or not. The person is told, or who stands in for them.</summary>
    /// <exception cref="ContentRefusedException">Something of it is not possible; the message says what.</exception>
    public async Task AskAsync(ContentItem item, string? personId, DateOnly? due, ReviewPriority priority, CancellationToken cancellationToken)
    {
        if (!access.MayEdit(current.Actor, item))
            throw new ContentRefusedException($"“{item.DisplayText}” is for somebody else to change, and to ask a review for.");
        if (!item.IsDraft)
            throw new ContentRefusedException($"“{item.DisplayText}” is published and has no draft to be reviewed. Change it first.");
        if (!Enum.IsDefined(priority))
            throw new ContentRefusedException("There is no such priority. Choose high, normal or low.");
        var person = personId is null ? default : (await ReviewersAsync(item.ContentItemId, cancellationToken)).FirstOrDefault(person => person.Id == personId);
        if (personId is not null && person.Id is null)
            throw new ContentRefusedException("The person does not review this. Choose somebody of the list.");
        if (due < await days.TodayAsync(cancellationToken))
            throw new ContentRefusedException("Choose today or a later day.");
        await unitOfWork.RunAsync(async token =>
        {
            await store.AskAsync(item.ContentItemId, personId, due, priority, token);
            var request = $"asked {person.Name ?? "the reviewers"} to review it{(due is { } day ? $" by {Say(day)}" : "")}{(priority == ReviewPriority.Normal ? "" : $", {priority} priority".ToLowerInvariant())}";
            await KeepAsync(item, HistoryEntry.ReviewAsked, new JsonObject { ["Request"] = request }, token);
            if (person.Id is null)
                return;
            var view = (await OfAsync(new Dictionary<string, UserTask?> { [item.ContentItemId] = null }, token))[item.ContentItemId];
            var who = await notifier.ActorNameAsync(token);
            var until = due is { } end ? $" by {Say(end)}" : "";
            await notifier.TellAboutAsync(item, [person.Id], $"Please review: {item.DisplayText}", $"{who} asks you to review {item.DisplayText}.", $"{who} asks you to review {item.DisplayText}{until}.", token);
            if (view.AwayUntil is not null && (await store.FindAbsenceAsync(person.Id, token))?.StandInId is { } standIn)
            {
                await notifier.TellAboutAsync(
                    item, [standIn], $"Please review: {item.DisplayText}", $"{who} asks for a review of {item.DisplayText}.",
                    $"{who} asks {person.Name}, who is away, to review {item.DisplayText}{until}. You stand in.", token);
            }
        }, cancellationToken);
    }

    /// <summary>Says that the current person is looking at an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="from">The account of the one who was looking at it, as the person knew it; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ContentRefusedException">The item does not wait for the person, or somebody else was first.</exception>
    public Task ClaimAsync(ContentItem item, string? from, CancellationToken cancellationToken) =>
        ChangeAsync(item, current.Actor.UserId, claimedBy => claimedBy is null || claimedBy == from, HistoryEntry.ReviewClaimed, cancellationToken);

    /// <summary>Gives an item back that the current person was looking at.</summary>
    /// <exception cref="ContentRefusedException">Somebody else is looking at it.</exception>
    public Task GiveBackAsync(ContentItem item, CancellationToken cancellationToken) =>
        ChangeAsync(item, null, claimedBy => claimedBy == current.Actor.UserId, HistoryEntry.ReviewGivenBack, cancellationToken);

    private Task ChangeAsync(ContentItem item, string? to, Func<string?, bool> isAsKnown, string name, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        if ((await tasks.ListAsync([item], token)).FirstOrDefault(task => task.IsReview) is not { } task)
            throw new ContentRefusedException($"“{item.DisplayText}” does not wait for a decision of yours.");
        var assignment = (await store.ListAsync([item.ContentItemId], token)).GetValueOrDefault(item.ContentItemId);
        var claimedBy = assignment?.ClaimedSince(task.SinceUtc);
        if (claimedBy == to)
            return;
        if (!isAsKnown(claimedBy) || !await store.ClaimAsync(item.ContentItemId, assignment?.ClaimedById, to, time.GetUtcNow().UtcDateTime, token))
            throw new ContentRefusedException("Somebody else is looking at it by now. See who, and take it over if you have agreed.");
        await KeepAsync(item, name, null, token);
        if (claimedBy is not null && to is not null)
        {
            var says = $"{await notifier.ActorNameAsync(token)} has taken over the review of {item.DisplayText}, which you were looking at.";
            await notifier.TellAboutAsync(item, [claimedBy], $"Taken over: {item.DisplayText}", says, says, token);
        }
    }, cancellationToken);

    private Task KeepAsync(ContentItem item, string name, JsonObject? data, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditEvent(
            time.GetUtcNow().UtcDateTime, current.Actor.UserId, current.Actor.UserName, name, item.ContentItemId, item.ContentItemVersionId, item.ContentType, null, data),
        cancellationToken);
}

/// <summary>Forgets who was to review what is published or deleted.</summary>
public sealed class AssignmentEnd(IAssignmentStore store) : IContentHandler
{
    /// <inheritdoc/>
    public Task AfterAsync(ContentChange change, CancellationToken cancellationToken) => AfterAsync([change], cancellationToken);

    /// <inheritdoc/>
    public async Task AfterAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellationToken)
    {
        string[] ended = [.. changes.Where(change => change.Kind is ContentChangeKind.Published or ContentChangeKind.Deleted).Select(change => change.Item.ContentItemId)];
        if (ended.Length > 0)
            await store.ForgetAsync(ended, cancellationToken);
    }
}
