using System.Collections.Concurrent;
using Mhg.ContentManagement.Parts;
using Mhg.Expressions;
using Mhg.Expressions.Liquid;

namespace Mhg.ContentManagement;

/// <summary>Liquid templates over a content item, as the patterns of titles, addresses and full text use them.</summary>
public static class ContentTemplates
{
    // Templates come from definitions, of which a site has some dozens; the bound is for one that changes them all day.
    private const int MostTemplates = 1000;

    private static readonly ConcurrentDictionary<string, LiquidTemplate> Parsed = new();

    /// <summary>Renders a template in which <c>Model.ContentItem</c> is the item.</summary>
    /// <exception cref="ExpressionException">The template can't be read, or asks for too much.</exception>
    public static string Render(string template, ContentItem item)
    {
        if (Parsed.Count > MostTemplates)
            Parsed.Clear();
        var scope = new ExpressionScope().Set("Model", new Dictionary<string, object?> { ["ContentItem"] = new ContentItemView(item) });
        return Parsed.GetOrAdd(template, text => LiquidTemplate.Parse(text)).Render(scope);
    }
}

/// <summary>A content item as expressions see it.</summary>
/// <param name="item">The item.</param>
public sealed class ContentItemView(ContentItem item) : IExpressionObject
{
    /// <inheritdoc/>
    public bool TryGetMember(string name, out object? value)
    {
        value = name switch
        {
            nameof(ContentItem.ContentItemId) => item.ContentItemId,
            nameof(ContentItem.ContentItemVersionId) => item.ContentItemVersionId,
            nameof(ContentItem.ContentType) => item.ContentType,
            nameof(ContentItem.DisplayText) => item.DisplayText,
            nameof(ContentItem.Latest) => item.Latest,
            nameof(ContentItem.Published) => item.Published,
            nameof(ContentItem.ModifiedUtc) => item.ModifiedUtc,
            nameof(ContentItem.PublishedUtc) => item.PublishedUtc,
            nameof(ContentItem.CreatedUtc) => item.CreatedUtc,
            nameof(ContentItem.Owner) => item.Owner,
            nameof(ContentItem.Author) => item.Author,
            nameof(ContentItem.Content) => item.Content,
            "DisplayUrl" => item.Part(nameof(AutoroutePart))?["Path"]?.ToString() is { Length: > 0 } path
                ? "/" + path
                : $"/content/{item.ContentItemId}",
            // Templates may also name a part directly.
            _ => item.Content[name],
        };
        return value is not null;
    }
}
