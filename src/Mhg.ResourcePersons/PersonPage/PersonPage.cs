using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.ResourcePersons;

/// <summary>The page of a resource person: who it is, and what the person took part in.</summary>
public sealed class PersonPage(PublishedContent content, ContentSummaries summaries, FieldChoices choices, CurrentActor current) : ContentPage
{
    public override string ContentType => Person.ContentType;

    public override string View => "/PersonPage/PersonPage.cshtml";

    public override async Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var person = new Person(item);
        var linked = await content.FindAsync([.. person.Organisation, .. person.FocusAreas], cancellationToken);
        var discussions = await content.PointingAtAsync(item.ContentItemId, "Discussion", cancellationToken: cancellationToken);
        var contributions = discussions.Select(discussion => Contribution.Of(item.ContentItemId, discussion)).ToList();
        var invited = await content.PointingAtAsync(item.ContentItemId, "Workshop", "Workshop.ResourcePersons", cancellationToken: cancellationToken);
        var visited = await content.FindAsync([.. contributions.Select(contribution => contribution.WorkshopId).OfType<string>().Distinct()], cancellationToken);
        var workshops = invited.Concat(visited.Values).DistinctBy(workshop => workshop.ContentItemId).ToList();
        return new PersonPageData(
            person,
            await choices.NameAsync("ResourcePerson.Affiliation", person.Affiliation, cancellationToken),
            person.Organisation.Select(id => linked.GetValueOrDefault(id)).OfType<ContentItem>().FirstOrDefault(),
            [.. person.FocusAreas.Select(id => linked.GetValueOrDefault(id)).OfType<ContentItem>()],
            [.. contributions.Select(contribution => contribution with { Workshop = contribution.WorkshopId is { } id ? visited.GetValueOrDefault(id) : null })],
            await summaries.OfAsync([.. workshops.OrderByDescending(workshop => workshop.Fields("Workshop").Day("StartDate"))], cancellationToken),
            current.Actor.IsSignedIn);
    }
}

/// <summary>What a person brought to a discussion.</summary>
/// <param name="Discussion">The discussion.</param>
/// <param name="Presentations">Titles of the person's presentations.</param>
/// <param name="Answers">How many questions the person answered.</param>
public sealed record Contribution(ContentItem Discussion, IReadOnlyList<string> Presentations, int Answers)
{
    /// <summary>The id of the workshop that the discussion is part of.</summary>
    public string? WorkshopId => Discussion.As<ContainedPart>().ListContentItemId;

    /// <summary>That workshop, where the reader may see it.</summary>
    public ContentItem? Workshop { get; init; }

    public static Contribution Of(string personId, ContentItem discussion) => new(
        discussion,
        [
            .. BagPart.Items(discussion.Part("Presentations"))
                .Where(presentation => presentation.Fields("Presentation").Items("Presenters").Contains(personId))
                .Select(presentation => presentation.DisplayText),
        ],
        BagPart.Items(discussion.Part("DiscussionTopics")).Count(topic => topic.Fields("DiscussionTopic").Items("AnsweredBy").Contains(personId)));
}

/// <param name="Person">The person.</param>
/// <param name="Affiliation">External or from within the network, for people.</param>
/// <param name="Organisation">The person's organisation.</param>
/// <param name="FocusAreas">The focus areas that the person works on.</param>
/// <param name="Contributions">Presentations and answers, by discussion.</param>
/// <param name="Workshops">The workshops that the person took part in, latest first.</param>
/// <param name="ShowsContact">Whether the reader is told how to reach the person.</param>
public sealed record PersonPageData(
    Person Person, string? Affiliation, ContentItem? Organisation, IReadOnlyList<ContentItem> FocusAreas,
    IReadOnlyList<Contribution> Contributions, IReadOnlyList<ContentSummary> Workshops, bool ShowsContact);
