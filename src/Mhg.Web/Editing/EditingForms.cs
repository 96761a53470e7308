using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.Editing;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewEngines;

namespace Mhg.Web.Editing;

/// <summary>Makes the editing form of an item of any type from its definition.</summary>
public sealed class EditingForms(ContentDefinitions definitions, ICompositeViewEngine views, CurrentActor current)
{
    private const string AboutTheItem = "Address, readers and dates";

    // What is about the item rather than in it stands at the end, whatever its position among the parts.
    private static readonly HashSet<string> PartsAboutTheItem =
        [nameof(AutoroutePart), nameof(AliasPart), Audience.PartName, nameof(PublishLaterPart), nameof(ArchiveLaterPart)];

    /// <summary>The form of an item.</summary>
    /// <param name="item">The item as it is to be shown.</param>
    /// <param name="notes">What modules have to tell about it.</param>
    /// <param name="state">The messages by the paths of parts and fields.</param>
    /// <param name="sent">What was sent, for a form that is shown again; null for one that is opened.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<EditingForm> OfAsync(
        ContentItem item, IReadOnlyList<EditingNote> notes, ModelStateDictionary state, IFormCollection? sent, CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        var places = notes.Count == 0 ? [] : model.Elements(item).Where(IsOnForm).Select(element => element.Path).ToHashSet();
        var editors = Editors(item, item, model, "", state, notes.ToLookup(note => note.Path), name => sent?.TryGetValue(name, out var values) == true ? values.ToString() : null);
        var sections = new List<EditingSection>();
        foreach (var group in editors.GroupBy(editor => Section(editor.Element)))
            sections.Add(new EditingSection(group.Key.Length > 0 ? group.Key : null, [.. group], []));
        var main = sections.Where(section => section.Heading != AboutTheItem).Concat(sections.Where(section => section.Heading == AboutTheItem)).ToList();
        if (Unknown(item, model) is { Count: > 0 } unknown)
            main.Add(new EditingSection("Kept as it is", [], unknown));
        return new EditingForm(item, model.DisplayName(item.ContentType), [.. notes.Where(note => !places.Contains(note.Path))], main);
    }

    /// <summary>The editors of an entry of a bag, in order.</summary>
    public IReadOnlyList<ElementEditor> Entry(ElementEditor bag, ContentItem entry, ModelStateDictionary state)
    {
        var editors = Editors(bag.Root, entry, bag.Element.Model, $"{bag.Element.Path}[{entry.ContentItemId}].", state, bag.AllNotes, bag.Sent);
        // An entry has no page of its own.
        return [.. editors.Where(editor => !PartsAboutTheItem.Contains(editor.Element.Part.PartName))];
    }

    private List<ElementEditor> Editors(
        ContentItem root, ContentItem item, ContentModel model, string path, ModelStateDictionary state, ILookup<string, EditingNote> notes, Func<string, string?> sent) =>
        [.. from element in model.OwnElements(item, path)
            where IsOnForm(element)
            let errors = state.TryGetValue(element.Path, out var entry) ? entry.Errors.Select(error => error.ErrorMessage).ToList() : []
            select new ElementEditor(element, root, errors) { View = View(element), AllNotes = notes, Sent = sent }];

    private bool IsOnForm(ElementContext element) => IsShown(element) && (View(element) is not null || !IsItsFields(element));

    private bool IsShown(ElementContext element) => element.Type switch
    {
        CommonPart or LocalizationPart => false,
        TitlePart => element.Settings<TitlePartSettings>().Options != TitlePartOptions.GeneratedHidden,
        ScheduledPart => current.Actor.Can(ContentPermissions.PublishContent, element.Item.ContentType),
        _ => true,
    };

    // A part whose fields are on the form has nothing to fill in beside them.
    private static bool IsItsFields(ElementContext element) =>
        element.Field is null && element.Model.Parts.GetValueOrDefault(element.Part.PartName)?.Fields.Count > 0;

    private static string Section(ElementContext element) =>
        PartsAboutTheItem.Contains(element.Part.PartName) ? AboutTheItem
        : element.Type is BagPart or ListPart or TaxonomyPart ? element.Label
        : "";

    private string? View(ElementContext element)
    {
        var candidates = element.Field is { } field
            ? [$"/Editing/Fields/{field.FieldName}.{field.Editor}.cshtml", $"/Editing/Fields/{field.FieldName}.cshtml"]
            : new[] { $"/Editing/Parts/{element.Part.PartName}.cshtml" };
        return Array.Find(candidates, path => views.GetView(null, path, isMainPage: false).Success);
    }

    private static List<string> Unknown(ContentItem item, ContentModel model) =>
        model.Types.GetValueOrDefault(item.ContentType) is not { } type ? []
        : [.. type.Parts.Where(part => !model.OffersPart(part.PartName)).Select(part => part.Name),
           .. from part in type.Parts
              from field in model.Parts.GetValueOrDefault(part.PartName)?.Fields ?? []
              where !model.OffersField(field.FieldName)
              select $"{field.DisplayName} ({field.FieldName})"];
}
