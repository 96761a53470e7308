using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;

namespace Mhg.Web.Editing;

/// <summary>Takes over what was sent from an editing form.</summary>
/// <param name="form">What was sent.</param>
/// <param name="model">The content model.</param>
/// <param name="zone">The zone in which the person typed times.</param>
public sealed class SentForm(IFormCollection form, ContentModel model, TimeZoneInfo zone)
{
    /// <summary>Writes everything that was sent into an item.</summary>
    public void WriteTo(ContentItem item)
    {
        var values = new FormValues(name => form.TryGetValue(name, out var sent) ? [.. sent.OfType<string>()] : [], zone);
        foreach (var element in model.Elements(item))
            element.Type.Read(element, values);
    }

    /// <summary>Whether Enter was pressed in a box that finds things to choose from: its text is another one than it was found with.</summary>
    public bool IsFinding => form.Keys.Where(name => name.EndsWith(".Find", StringComparison.Ordinal))
        .Any(name => form[name].ToString().Trim() != form[name + ".Done"].ToString().Trim());

    /// <summary>
    /// Changes a list on the form: <c>add|Objectives.Items|Objective</c>, <c>remove|Objectives.Items|id</c>, <c>up|…</c>, <c>down|…</c>.
    /// </summary>
    /// <param name="item">The item as it was sent.</param>
    /// <param name="command">What was asked for.</param>
    /// <returns>The id of an entry that was added; null otherwise.</returns>
    public string? Rearrange(ContentItem item, string command)
    {
        if (command.Split('|') is not [var verb, var list, var what] || list.LastIndexOf('.') is var dot && dot < 0)
            return null;
        var (path, member) = (list[..dot], list[(dot + 1)..]);
        foreach (var element in model.Elements(item))
        {
            if (element.Path != path)
                continue;
            if (verb == "add")
                return element.Type is BagPart ? Add(element, what) : null;
            if (element.Data[member == "Items" ? "ContentItems" : member] is JsonArray entries)
                Rearrange(entries, verb, what);
            return null;
        }
        return null;
    }

    private string? Add(ElementContext bag, string contentType)
    {
        if (!bag.Settings<BagPartSettings>().ContainedContentTypes.Contains(contentType) || !model.Types.ContainsKey(contentType))
            return null;
        var entry = BagPart.Add(bag, contentType);
        foreach (var element in model.OwnElements(entry))
            element.Type.Begin(element);
        return entry.ContentItemId;
    }

    private static void Rearrange(JsonArray entries, string verb, string id)
    {
        var index = entries.ToList().FindIndex(entry => IdOf(entry) == id);
        var target = verb switch { "up" => index - 1, "down" => index + 1, _ => index };
        if (index < 0 || target < 0 || target >= entries.Count || verb is not ("remove" or "up" or "down"))
            return;
        var entry = entries[index];
        entries.RemoveAt(index);
        if (verb != "remove")
            entries.Insert(target, entry);
    }

    private static string? IdOf(JsonNode? entry) => entry switch
    {
        JsonObject item => (string?)item[nameof(ContentItem.ContentItemId)],
        JsonValue value when value.TryGetValue<string>(out var id) => id,
        _ => null,
    };
}
