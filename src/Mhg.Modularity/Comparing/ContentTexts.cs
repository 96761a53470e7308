using System.Globalization;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.People;

namespace Mhg.Modularity.Comparing;

/// <summary>Puts everything that items hold into words, for those who work on them: what a field points at is named.</summary>
public sealed class ContentTexts(ContentDefinitions definitions, ContentTitles titles, IPeopleDirectory people)
{
    /// <summary>Every part and field of each item, in the order of the editing form, contained items included.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<ElementText>>> OfAsync(IReadOnlyList<ContentItem> items, CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        var elements = items.SelectMany(model.Elements).ToList();
        var names = await titles.OfAsync([.. elements.SelectMany(element => element.Texts("ContentItemIds")).Distinct()], cancellationToken);
        foreach (var (id, name) in await people.NamesAsync([.. elements.SelectMany(element => element.Texts("UserIds")).Distinct()], cancellationToken))
            names[id] = name;
        return [.. items.Select(item => Texts(item, model, names))];
    }

    private static List<ElementText> Texts(ContentItem item, ContentModel model, Dictionary<string, string> names)
    {
        var texts = new List<ElementText>();
        var entries = new Dictionary<string, string>();
        foreach (var element in model.Elements(item))
        {
            var within = element.Path[..(element.Path.LastIndexOf("].", StringComparison.Ordinal) is var end and >= 0 ? end + 2 : 0)];
            var label = entries.TryGetValue(within, out var entry) ? $"{entry}: {element.Label}" : element.Label;
            if (element.Type is BagPart)
            {
                var ids = BagPart.Items(element).Select(contained => contained.ContentItemId).ToList();
                for (var i = 0; i < ids.Count; i++)
                    entries[$"{element.Path}[{ids[i]}]."] = $"{label} {i + 1}";
                texts.Add(new ElementText(element.Path, label, "", string.Join('\n', ids)));
            }
            else
            {
                texts.Add(new ElementText(element.Path, label, InWords(element, names), element.Text("Html")));
            }
        }
        return [.. texts.DistinctBy(text => text.Path)];
    }

    private static string InWords(ElementContext element, Dictionary<string, string> names) => string.Join('\n', element.Type switch
    {
        ContentPickerField => element.Texts("ContentItemIds").Select(id => names.GetValueOrDefault(id, $"(content {id})")),
        UserPickerField => element.Texts("UserIds").Select(id => names.GetValueOrDefault(id, $"(account {id})")),
        BooleanField => [BooleanField.Value(element) ? "Yes" : "No"],
        LinkField => ((string?[])[element.Text("Text"), element.Text("Url")]).Where(text => text is { Length: > 0 }),
        MediaField => element.Texts("Paths"),
        DateTimeField => Moment(element, "Value"),
        PublishLaterPart => Moment(element, "ScheduledPublishUtc"),
        ArchiveLaterPart => Moment(element, "ScheduledArchiveUtc"),
        AutoroutePart => Filled(element, "Path"),
        AliasPart => Filled(element, "Alias"),
        LocalizationPart => Filled(element, "Culture"),
        _ => element.Type.Text(element),
    });

    private static string[] Filled(ElementContext element, string member) => element.Text(member) is { Length: > 0 } text ? [text] : [];

    private static string[] Moment(ElementContext element, string member) =>
        element.Moment(member) is { } moment ? [moment.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)] : [];
}
