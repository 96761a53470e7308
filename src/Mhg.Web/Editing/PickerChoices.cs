using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Editing;

namespace Mhg.Web.Editing;

/// <summary>A picker on the form: what is chosen and what can be chosen. The model of <c>_Picker.cshtml</c>.</summary>
/// <param name="Editor">The field.</param>
/// <param name="Member">The member of the field's data that holds the ids.</param>
/// <param name="IsMultiple">Whether more than one can be chosen.</param>
/// <param name="Chosen">What is chosen, in order.</param>
/// <param name="Offered">What can be chosen beside that: all of it, or what was found.</param>
/// <param name="Find">What is looked for; null where everything is offered and nothing has to be looked for.</param>
/// <param name="HasMore">Whether more was found than is offered.</param>
public sealed record Picker(
    ElementEditor Editor, string Member, bool IsMultiple, IReadOnlyList<PickerChoice> Chosen, IReadOnlyList<PickerChoice> Offered, string? Find, bool HasMore)
{
    /// <summary>The name of the inputs that hold the ids.</summary>
    public string Name => Editor.Name(Member);

    /// <summary>Whether the order of what is chosen can be changed: it is one that readers see.</summary>
    public bool IsOrdered { get; init; }
}

/// <summary>Something that can be chosen.</summary>
/// <param name="Id">What is stored.</param>
/// <param name="Text">What people see.</param>
/// <param name="Detail">What tells it apart from others of the same name; null for nothing.</param>
/// <param name="Depth">How deep it stands in a tree.</param>
public sealed record PickerChoice(string Id, string Text, string? Detail = null, int Depth = 0);

/// <summary>
/// Finds what picker fields offer. A short list is offered whole; a long one is looked through by what the person types, and
/// only what is shown is read from the database.
/// </summary>
public sealed class PickerChoices(IContentStore store, ContentTitles titles, People people, ContentAccess access, CurrentActor current)
{
    private const int ShortList = 12;
    private const int MostFound = 20;

    // The entries of a bag ask the same question again and again.
    private readonly Dictionary<string, bool> _isShort = [];

    /// <summary>The picker of a content picker field.</summary>
    public async Task<Picker> ItemsAsync(ElementEditor editor, CancellationToken cancellationToken)
    {
        var settings = editor.Element.Settings<ContentPickerFieldSettings>();
        var model = editor.Element.Model;
        var ids = editor.Element.Texts("ContentItemIds");
        var names = await titles.OfAsync(ids, cancellationToken);
        var query = new ContentQuery
        {
            Version = VersionOptions.Latest,
            ContentTypes = [.. model.Types.Values.Where(type => access.MayList(current.Actor, type)).Select(type => type.Name)
                .Where(type => settings.DisplayAllContentTypes || settings.DisplayedContentTypes.Length == 0 || settings.DisplayedContentTypes.Contains(type))],
            Order = ContentOrder.ByTitle,
        };
        var types = string.Join(',', query.ContentTypes);
        if (!_isShort.TryGetValue(types, out var isShort))
            _isShort[types] = isShort = types.Length == 0 || await store.CountAsync(query, cancellationToken) <= ShortList;
        var find = isShort ? null : editor.Sent(editor.Name("Find"))?.Trim() ?? "";
        var items = query.ContentTypes.Count == 0 || find is "" ? []
            : await store.QueryAsync(query with { DisplayTextContains = find, Take = MostFound + ids.Count + 1 }, cancellationToken);
        var found = items.Where(item => item.ContentItemId != editor.Root.ContentItemId).Select(Choice).ToList();
        return Make(editor, "ContentItemIds", settings.Multiple, [.. ids.Select(id => new PickerChoice(id, names.GetValueOrDefault(id, $"Not available ({id})")))], found, find)
            with { IsOrdered = settings.Multiple };

        PickerChoice Choice(ContentItem item) => new(
            item.ContentItemId, item.DisplayText,
            string.Join(", ", ((string?[])[query.ContentTypes.Count > 1 ? model.DisplayName(item.ContentType) : null, item.Published ? null : "draft"]).OfType<string>()));
    }

    /// <summary>The picker of a user picker field.</summary>
    public async Task<Picker> PeopleAsync(ElementEditor editor, CancellationToken cancellationToken)
    {
        var settings = editor.Element.Settings<UserPickerFieldSettings>();
        var ids = editor.Element.Texts("UserIds");
        var chosen = (await people.FindAsync(ids, cancellationToken)).ToDictionary(person => person.Id);
        var roles = settings.DisplayAllUsers || settings.DisplayedRoles.Length == 0 ? null : settings.DisplayedRoles;
        var typed = editor.Sent(editor.Name("Find"))?.Trim() ?? "";
        var found = await people.SearchAsync(typed, roles, MostFound + ids.Count + 1, cancellationToken);
        var isShort = typed.Length == 0 && found.Count <= ShortList;
        return Make(
            editor, "UserIds", settings.Multiple, [.. ids.Select(id => chosen.TryGetValue(id, out var person) ? Choice(person) : new PickerChoice(id, $"Not available ({id})"))],
            isShort || typed.Length > 0 ? [.. found.Select(Choice)] : [], isShort ? null : typed) with { IsOrdered = settings.Multiple };

        static PickerChoice Choice(Profile person) => new(person.Id, person.DisplayName, person.DisplayName == person.UserName ? null : person.UserName);
    }

    /// <summary>The picker of a taxonomy field. A taxonomy is one item, so all its terms are at hand; a long one is looked through all the same.</summary>
    public async Task<Picker> TermsAsync(ElementEditor editor, CancellationToken cancellationToken)
    {
        var settings = editor.Element.Settings<TaxonomyFieldSettings>();
        var ids = editor.Element.Texts("TermContentItemIds");
        var taxonomy = settings.TaxonomyContentItemId is { } id ? await store.FindAsync(id, VersionOptions.Latest, cancellationToken) : null;
        var all = taxonomy is null ? [] : TaxonomyPart.Terms(taxonomy)
            .Select(entry => (Choice: new PickerChoice(entry.Term.ContentItemId, entry.Term.DisplayText, null, entry.Depth), IsLeaf: entry.Term.Content["Terms"] is not System.Text.Json.Nodes.JsonArray { Count: > 0 }))
            .ToList();
        var names = all.DistinctBy(term => term.Choice.Id).ToDictionary(term => term.Choice.Id, term => term.Choice.Text);
        var offered = all.Where(term => term.IsLeaf || !settings.LeavesOnly).Select(term => term.Choice).ToList();
        var isShort = settings.Unique || offered.Count <= 2 * ShortList;
        var find = isShort ? null : editor.Sent(editor.Name("Find"))?.Trim() ?? "";
        var found = find is "" ? [] : find is null ? offered
            : offered.Where(term => term.Text.Contains(find, StringComparison.CurrentCultureIgnoreCase)).Select(term => term with { Depth = 0 }).ToList();
        return Make(editor, "TermContentItemIds", !settings.Unique, [.. ids.Select(term => new PickerChoice(term, names.GetValueOrDefault(term, $"Not available ({term})")))], found, find);
    }

    private static Picker Make(ElementEditor editor, string member, bool isMultiple, IReadOnlyList<PickerChoice> chosen, IReadOnlyList<PickerChoice> found, string? find)
    {
        var ids = chosen.Select(choice => choice.Id).ToHashSet();
        var offered = found.Where(choice => !ids.Contains(choice.Id)).ToList();
        var most = find is null ? int.MaxValue : MostFound;
        return new Picker(editor, member, isMultiple, chosen, [.. offered.Take(most)], find, offered.Count > most);
    }
}
