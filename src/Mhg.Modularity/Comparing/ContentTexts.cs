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
            var label = entries.TryGetValue(EntryOf(element.Path), out var entry) ? $"{entry}: {element.Label}" : element.Label;
            if (element.Type is BagPart)
            {
                var contained = BagPart.Items(element).Select((content, index) => new ListEntry(content.ContentItemId, $"{label} {index + 1}")).ToList();
                foreach (var (id, name) in contained)
                    entries[$"{element.Path}[{id}]."] = name;
                texts.Add(new ElementText(element.Path, label, "", Entries: contained));
            }
            else
            {
                var list = Chosen(element, names);
                texts.Add(new ElementText(element.Path, label, string.Join('\n', list?.Select(chosen => chosen.Name) ?? Words(element)), element.Text("Html"), list));
            }
        }
        // A bag says nothing itself; its entries are known by what stands in them.
        return [.. texts.DistinctBy(text => text.Path).Select(text => text is { Text.Length: 0, Entries: { Count: > 0 } bag } ? text with { Entries = Named(text.Path, bag, texts) } : text)];
    }

    /// <summary>The entry of a bag that an element is in, as the beginning of its path; empty for none.</summary>
    private static string EntryOf(string path) => path[..(path.LastIndexOf("].", StringComparison.Ordinal) is var end and >= 0 ? end + 2 : 0)];

    /// <summary>Entries of a bag by their number and the first thing that they say.</summary>
    private static List<ListEntry> Named(string path, IReadOnlyList<ListEntry> bag, List<ElementText> texts)
    {
        var first = texts.Where(text => text.Text.Length > 0 && text.Path.StartsWith($"{path}[", StringComparison.Ordinal))
            .GroupBy(text => text.Path[(path.Length + 1)..text.Path.IndexOf(']', path.Length)]).ToDictionary(entry => entry.Key, entry => entry.First().Text);
        return [.. bag.Select(entry => first.TryGetValue(entry.Key, out var words) ? entry with { Name = $"{entry.Name}: {Beginning(words)}" } : entry)];
    }

    private static string Beginning(string words)
    {
        const int most = 80;
        var line = words.Split('\n')[0];
        return line.Length <= most ? line : $"{line[..(line.LastIndexOf(' ', most) is var end and > 0 ? end : most)]}…";
    }

    /// <summary>What was chosen out of a list or put into one, in order; null for an element that holds no list.</summary>
    private static List<ListEntry>? Chosen(ElementContext element, Dictionary<string, string> names) => element.Type switch
    {
        ContentPickerField => [.. element.Texts("ContentItemIds").Select(id => new ListEntry(id, names.GetValueOrDefault(id, $"(content {id})")))],
        UserPickerField => [.. element.Texts("UserIds").Select(id => new ListEntry(id, names.GetValueOrDefault(id, $"(account {id})")))],
        MediaField => [.. element.Texts("Paths").Select(path => new ListEntry(path, path))],
        TaxonomyField or MultiTextField => [.. element.Type.Text(element).Select(name => new ListEntry(name, name))],
        _ => null,
    };

    private static IEnumerable<string> Words(ElementContext element) => element.Type switch
    {
        BooleanField => [BooleanField.Value(element) ? "Yes" : "No"],
        LinkField => ((string?[])[element.Text("Text"), element.Text("Url")]).OfType<string>().Where(text => text.Length > 0),
        DateTimeField => Moment(element, "Value"),
        PublishLaterPart => Moment(element, "ScheduledPublishUtc"),
        ArchiveLaterPart => Moment(element, "ScheduledArchiveUtc"),
        AutoroutePart => Filled(element, "Path"),
        AliasPart => Filled(element, "Alias"),
        LocalizationPart => Filled(element, "Culture"),
        _ => element.Type.Text(element).Select(text => text.ReplaceLineEndings("\n")),
    };

    private static string[] Filled(ElementContext element, string member) => element.Text(member) is { Length: > 0 } text ? [text] : [];

    private static string[] Moment(ElementContext element, string member) =>
        element.Moment(member) is { } moment ? [moment.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)] : [];
}
