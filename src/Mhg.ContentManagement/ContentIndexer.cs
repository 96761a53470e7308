using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;

namespace Mhg.ContentManagement;

/// <summary>What is kept beside an item's JSON, and the words that search finds it by.</summary>
public static class ContentIndexer
{
    /// <summary>Values, references, path and alias of an item, what it contains included.</summary>
    public static IndexEntries Entries(ContentItem item, ContentModel model)
    {
        var entries = new IndexEntries();
        foreach (var element in model.Elements(item))
            element.Type.Index(element, entries);
        var contained = item.As<ContainedPart>();
        if (contained.ListContentItemId is { Length: > 0 } list)
        {
            entries.AddReference(ContainedPart.ReferenceName, list);
            entries.Add(ContainedPart.OrderName, contained.Order);
        }
        return entries;
    }

    /// <summary>The words of every element that a reader sees, in the order of the page.</summary>
    public static IEnumerable<(string IndexName, string Text)> Texts(ContentItem item, ContentModel model) =>
        from element in model.Elements(item)
        from text in element.Type.Text(element)
        where text.Length > 0
        select (element.IndexName, text);
}
