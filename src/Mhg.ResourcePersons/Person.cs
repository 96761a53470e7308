using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;

namespace Mhg.ResourcePersons;

/// <summary>A resource person, as <c>mhg.resource-persons.recipe.json</c> defines it.</summary>
public sealed record Person(ContentItem Item)
{
    public const string ContentType = "ResourcePerson";

    private readonly PartFields _fields = Item.Fields(ContentType);
    private readonly PartFields _contact = Item.Fields("ContactPart");

    public IReadOnlyList<string> Organisation => _fields.Items("Organisation");

    public string? Affiliation => _fields.Text("Affiliation");

    public string? Biography => _fields.Html("Biography");

    public IReadOnlyList<Term> Expertise => _fields.Terms("Expertise");

    public IReadOnlyList<string> FocusAreas => _fields.Items("FocusAreas");

    public IReadOnlyList<Term> Countries => _fields.Terms("Countries");

    public IReadOnlyList<Term> Languages => _fields.Terms("Languages");

    public string? Photo => _fields.Files("Photo") is [var path, ..] ? ContentLinks.Media(path) : null;

    public string? Email => _contact.Text("Email");

    public string? Phone => _contact.Text("Phone");
}
