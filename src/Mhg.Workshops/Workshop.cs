using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.ContentPages;

namespace Mhg.Workshops;

/// <summary>A workshop, as <c>mhg.workshops.recipe.json</c> defines it.</summary>
public sealed record Workshop(ContentItem Item)
{
    public const string ContentType = "Workshop";

    private readonly PartFields _fields = Item.Fields(ContentType);

    public string? Summary => _fields.Text("Summary");

    public DateOnly? Start => _fields.Day("StartDate");

    public DateOnly? End => _fields.Day("EndDate");

    /// <summary>What is known of the date where the day is not.</summary>
    public string? DateNote => _fields.Text("DateNote");

    public string? Venue => _fields.Text("Venue");

    public Term? Country => _fields.Terms("Country") is [var country, ..] ? country : null;

    public IReadOnlyList<string> Host => _fields.Items("Host");

    public IReadOnlyList<string> FocusAreas => _fields.Items("FocusAreas");

    public IReadOnlyList<string> ResourcePersons => _fields.Items("ResourcePersons");

    public IReadOnlyList<string> FollowUp => _fields.Items("FollowUpWorkshop");

    public string? Outcomes => _fields.Html("Outcomes");

    /// <summary>The objectives in order.</summary>
    public IReadOnlyList<string> Objectives =>
        [.. BagPart.Items(Item.Part("Objectives")).Select(objective => objective.Fields("Objective").Text("Text")).OfType<string>()];

    /// <summary>What came up that the network could take on.</summary>
    public IReadOnlyList<EmergingIssue> EmergingIssues =>
    [
        .. from issue in BagPart.Items(Item.Part("EmergingIssues"))
           let fields = issue.Fields("EmergingIssue")
           where fields.Text("Issue") is not null
           select new EmergingIssue(fields.Text("Issue")!, fields.Items("Campaign") is [var campaign, ..] ? campaign : null),
    ];

    /// <summary>Who was there, in numbers that are known.</summary>
    public IReadOnlyList<Figure> Figures
    {
        get
        {
            var about = _fields.Flag("OrganisationCountIsApproximate") ? "about " : "";
            return
            [
                .. new (string Field, string Before, string One, string Many)[]
                {
                    ("ParticipantCount", "", "participant", "participants"),
                    ("OrganisationCount", about, "organisation", "organisations"),
                    ("ExternalResourcePersonCount", "", "external resource person", "external resource persons"),
                    ("InternalResourcePersonCount", "", "resource person from within the network", "resource persons from within the network"),
                }.SelectMany(figure => _fields.Number(figure.Field) is { } count and > 0
                    ? [new Figure(figure.Before, count, count == 1 ? figure.One : figure.Many)]
                    : Array.Empty<Figure>()),
            ];
        }
    }
}

/// <param name="Text">The issue.</param>
/// <param name="CampaignId">The campaign that takes it up; null where there is none.</param>
public sealed record EmergingIssue(string Text, string? CampaignId);

/// <param name="Before">A word before the number ("about "), or nothing.</param>
/// <param name="Count">The number.</param>
/// <param name="Unit">What is counted.</param>
public sealed record Figure(string Before, int Count, string Unit);
