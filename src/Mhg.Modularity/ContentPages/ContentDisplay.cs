using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.Modularity.Features;
using Mhg.Modularity.Modules;

namespace Mhg.Modularity.ContentPages;

/// <summary>How an item is shown: the view of its type's module, or part by part where no module has one.</summary>
public sealed class ContentDisplay(IEnumerable<ContentPage> pages, ContentDefinitions definitions, ModuleCatalog modules, FeatureState features)
{
    // The theme's.
    private const string PartByPart = "_PartByPart";

    /// <summary>The view and its model, for <c>&lt;partial&gt;</c>. The item may be a draft.</summary>
    public async Task<(string View, object Model)> ForAsync(ContentItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (pages.FirstOrDefault(page => page.ContentType == item.ContentType && IsOn(page)) is { } page)
            return (page.View, await page.ModelAsync(item, cancellationToken));
        var model = await definitions.ModelAsync(cancellationToken);
        var parts = from element in model.Elements(item)
                    let texts = element.Type.Text(element).ToList()
                    where texts.Count > 0
                    select (element.Label, (IReadOnlyList<string>)texts, element);
        return (PartByPart, new PartByPart(item, model.DisplayName(item.ContentType), [.. parts]));
    }

    private bool IsOn(ContentPage page) => modules.Of(page.GetType().Assembly) is not { } module || features.IsOn(module);
}

/// <summary>An item of a type that no module has a page for: the model of the theme's <c>_PartByPart</c>.</summary>
/// <param name="Item">The item.</param>
/// <param name="TypeName">The type's name for people.</param>
/// <param name="Parts">Each part or field that has something to show.</param>
public sealed record PartByPart(ContentItem Item, string TypeName, IReadOnlyList<(string Label, IReadOnlyList<string> Texts, ElementContext Element)> Parts);
