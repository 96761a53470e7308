using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.ContentPages;

namespace Mhg.Workshops;

/// <summary>A discussion of a workshop, as <c>mhg.workshops.recipe.json</c> defines it.</summary>
public sealed record Discussion(ContentItem Item)
{
    public const string ContentType = "Discussion";

    private readonly PartFields _fields = Item.Fields(ContentType);

    public string? Kind => _fields.Text("Kind");

    public IReadOnlyList<string> Presenters => _fields.Items("Presenters");

    /// <summary>The id of the workshop that it is part of.</summary>
    public string? WorkshopId => Item.As<ContainedPart>().ListContentItemId;

    public IReadOnlyList<Presentation> Presentations =>
        [.. BagPart.Items(Item.Part("Presentations")).Select(item => new Presentation(item.DisplayText, item.Fields("Presentation").Items("Presenters")))];

    public IReadOnlyList<DiscussionTopic> Topics =>
    [
        .. BagPart.Items(Item.Part("DiscussionTopics")).Select(item =>
        {
            var fields = item.Fields("DiscussionTopic");
            return new DiscussionTopic(item.ContentItemId, item.DisplayText, fields.Html("Question"), fields.Html("Answer"), fields.Items("AnsweredBy"));
        }),
    ];

    /// <summary>Everybody who presents or answers, each once.</summary>
    public IReadOnlyList<string> Speakers =>
        [.. Presenters.Concat(Presentations.SelectMany(presentation => presentation.Presenters)).Concat(Topics.SelectMany(topic => topic.AnsweredBy)).Distinct()];
}

/// <param name="Title">What it was about.</param>
/// <param name="Presenters">Ids of those who gave it.</param>
public sealed record Presentation(string Title, IReadOnlyList<string> Presenters);

/// <param name="Id">The topic's own id, which its place on the page is named after.</param>
/// <param name="Title">What it was about.</param>
/// <param name="Question">The question, as HTML.</param>
/// <param name="Answer">The answer, as HTML.</param>
/// <param name="AnsweredBy">Ids of those who answered.</param>
public sealed record DiscussionTopic(string Id, string Title, string? Question, string? Answer, IReadOnlyList<string> AnsweredBy)
{
    /// <summary>The name of its place on the discussion's page.</summary>
    public string Anchor => $"topic-{Id}";
}
