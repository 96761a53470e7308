using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;

namespace Mhg.ResourcePersons;

/// <summary>A partner organisation, as <c>mhg.partner-organisations.recipe.json</c> defines it.</summary>
public sealed record Organisation(ContentItem Item)
{
    public const string ContentType = "PartnerOrganisation";

    private readonly PartFields _fields = Item.Fields(ContentType);

    public string? Acronym => _fields.Text("Acronym");

    public Term? Country => _fields.Terms("Country") is [var country, ..] ? country : null;

    public (string Url, string Text)? WebSite => _fields.Link("WebSite");

    public string? About => _fields.Html("About");
}
