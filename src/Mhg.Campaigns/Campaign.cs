using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.ContentPages;

namespace Mhg.Campaigns;

/// <summary>A campaign, as <c>mhg.campaigns.recipe.json</c> defines it.</summary>
public sealed record Campaign(ContentItem Item)
{
    public const string ContentType = "Campaign";
    public const string StatusField = "Campaign.Status";

    private readonly PartFields _fields = Item.Fields(ContentType);

    public string? Summary => _fields.Text("Summary");

    public string? Demand => _fields.Html("Demand");

    public string? Status => _fields.Text("Status");

    public DateOnly? Start => _fields.Day("StartDate");

    public DateOnly? End => _fields.Day("EndDate");

    public string? DecisionMakers => _fields.Text("DecisionMakers");

    public IReadOnlyList<string> FocusAreas => _fields.Items("FocusAreas");

    public IReadOnlyList<string> Workshop => _fields.Items("Workshop");

    public IReadOnlyList<Term> Countries => _fields.Terms("Countries");

    public IReadOnlyList<Term> Topics => _fields.Terms("Topics");

    public IReadOnlyList<string> LeadOrganisation => _fields.Items("LeadOrganisation");

    public IReadOnlyList<string> PartnerOrganisations => _fields.Items("PartnerOrganisations");

    /// <summary>What is to be done, in the order written.</summary>
    public IReadOnlyList<CampaignAction> Actions =>
    [
        .. from entry in BagPart.Items(Item.Part("Actions"))
           let fields = entry.Fields("CampaignAction")
           where fields.Text("Text") is not null
           select new CampaignAction(fields.Text("Text")!, fields.Text("Who"), fields.Day("Due"), fields.Flag("Done")),
    ];

    /// <summary>Key dates, the earliest first; those without a day come last.</summary>
    public IReadOnlyList<KeyDate> KeyDates =>
    [
        .. from entry in BagPart.Items(Item.Part("KeyDates"))
           let fields = entry.Fields("KeyDate")
           where fields.Text("Text") is not null
           let day = fields.Day("Date")
           orderby day is null, day
           select new KeyDate(day, fields.Text("Text")!),
    ];
}

/// <param name="Text">What is to be done.</param>
/// <param name="Who">Who does it, or null.</param>
/// <param name="Due">Until when, or null.</param>
/// <param name="Done">Whether it is done.</param>
public sealed record CampaignAction(string Text, string? Who, DateOnly? Due, bool Done)
{
    /// <summary>Whether the day has passed and it is not done; on the day itself there is still time.</summary>
    public bool IsOverdue(DateOnly today) => !Done && Due < today;
}

/// <param name="Day">The day, or null where it is not known.</param>
/// <param name="Text">What happens.</param>
public sealed record KeyDate(DateOnly? Day, string Text);
