using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;

namespace Mhg.FocusAreas;

/// <summary>A focus area, as <c>mhg.focus-areas.recipe.json</c> defines it.</summary>
public sealed record FocusArea(ContentItem Item)
{
    public const string ContentType = "FocusArea";

    private readonly PartFields _fields = Item.Fields(ContentType);

    public int? Order => _fields.Number("Order");

    public string? Summary => _fields.Text("Summary");

    public string? Description => _fields.Html("Description");

    public string? Status => _fields.Text("Status");

    public IReadOnlyList<string> LeadOrganisation => _fields.Items("LeadOrganisation");

    public IReadOnlyList<string> TaskforceMembers => _fields.Users("TaskforceMembers");

    public IReadOnlyList<Term> Topics => _fields.Terms("Topics");
}
