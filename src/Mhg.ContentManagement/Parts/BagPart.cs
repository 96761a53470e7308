using System.Text.Json.Nodes;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Parts;

/// <summary>Items that live inside this one, in order. They are saved, reviewed and published with it.</summary>
public sealed class BagPart : ContentPartType
{
    // Far above what a person edits in one form.
    private const int MostItems = 500;

    /// <inheritdoc/>
    public override string Name => nameof(BagPart);

    /// <summary>The contained items as they stand in the bag: writing to one changes the bag. What is not an item is passed over.</summary>
    public static IEnumerable<ContentItem> Items(ElementContext bag) => Items(bag.Data);

    /// <summary>The contained items of a bag's data, as they stand there.</summary>
    public static IEnumerable<ContentItem> Items(JsonObject? bag) =>
        bag?["ContentItems"] is JsonArray items ? items.OfType<JsonObject>().Select(ContentItem.Contained).OfType<ContentItem>() : [];

    /// <summary>A new contained item of a type, at the end of the bag.</summary>
    public static ContentItem Add(ElementContext bag, string contentType)
    {
        var json = new JsonObject
        {
            [nameof(ContentItem.ContentItemId)] = ContentId.New(),
            [nameof(ContentItem.ContentType)] = contentType,
            [nameof(ContentItem.DisplayText)] = "",
        };
        if (bag.Data["ContentItems"] is not JsonArray items)
            bag.Data["ContentItems"] = items = [];
        items.Add(json);
        return ContentItem.Contained(json)!;
    }

    /// <inheritdoc/>
    public override ValueTask DeriveAsync(ElementContext element, DerivationContext derivation, CancellationToken cancellationToken)
    {
        // Ids are what forms, comments and comparisons hold on to: every entry has one of its own.
        var ids = new HashSet<string>();
        foreach (var item in Items(element))
        {
            if (item.ContentItemId.Length == 0 || !ids.Add(item.ContentItemId))
                item.Content[nameof(ContentItem.ContentItemId)] = ContentId.New();
        }
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var allowed = element.Settings<BagPartSettings>().ContainedContentTypes;
        var items = Items(element).ToList();
        if (items.Count > MostItems)
            validation.Report(element, $"There are {items.Count} entries. Keep it to {MostItems}.");
        foreach (var type in items.Select(item => item.ContentType).Where(type => allowed.Length > 0 && !allowed.Contains(type)).Distinct())
            validation.Report(element, $"“{type}” can't be put here.");
        return default;
    }

    /// <inheritdoc/>
    // The form names the entries that it shows, in order; "Path.Items" is there even when it is empty.
    public override void Read(ElementContext element, FormValues form)
    {
        var name = element.Path + ".Items";
        if (!form.Has(name))
            return;
        var present = Items(element).DistinctBy(item => item.ContentItemId).ToDictionary(item => item.ContentItemId);
        var allowed = element.Settings<BagPartSettings>().ContainedContentTypes;
        var items = new JsonArray();
        foreach (var id in form.Values(name).Distinct())
        {
            if (present.TryGetValue(id, out var item))
            {
                items.Add(item.Content.DeepClone());
            }
            else if (ContentId.IsValid(id) && form.Value($"{element.Path}[{id}].ContentType") is var type && allowed.Contains(type))
            {
                items.Add(new JsonObject
                {
                    [nameof(ContentItem.ContentItemId)] = id,
                    [nameof(ContentItem.ContentType)] = type,
                    [nameof(ContentItem.DisplayText)] = "",
                });
            }
        }
        element.Data["ContentItems"] = items;
    }
}

/// <summary>What may be in a bag.</summary>
public sealed record BagPartSettings
{
    /// <summary>The content types that may be put into the bag.</summary>
    public string[] ContainedContentTypes { get; init; } = [];
}
