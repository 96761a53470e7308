using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.ContentPages;

namespace Mhg.Archive;

/// <summary>A document, as <c>mhg.archive.recipe.json</c> defines it.</summary>
public sealed record Document(ContentItem Item)
{
    public const string ContentType = "Document";

    private readonly PartFields _fields = Item.Fields(ContentType);

    public string? Kind => _fields.Text("Kind");

    public string? Summary => _fields.Text("Summary");

    public DateOnly? Date => _fields.Day("Date");

    public string? Authors => _fields.Text("Authors");

    public IReadOnlyList<string> Organisations => _fields.Items("Organisations");

    public IReadOnlyList<Term> Language => _fields.Terms("Language");

    public IReadOnlyList<Term> Countries => _fields.Terms("Countries");

    public IReadOnlyList<string> FocusAreas => _fields.Items("FocusAreas");

    public IReadOnlyList<Term> Topics => _fields.Terms("Topics");

    public IReadOnlyList<string> Attachments => _fields.Files("Attachment");

    public (string Url, string Text)? Source => _fields.Link("SourceLink");

    public string? Body => Item.Fields(nameof(HtmlBodyPart)).Member("Html");
}
