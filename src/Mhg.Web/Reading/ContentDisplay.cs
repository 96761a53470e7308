using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Features;
using Mhg.Modularity.Modules;

namespace Mhg.Web.Reading;

/// <summary>How an item is shown: the view of its type's module, or part by part where no module has one.</summary>
public sealed class ContentDisplay(IEnumerable<ContentPage> pages, ContentDefinitions definitions, ModuleCatalog modules, FeatureState features)
{
    private const string PartByPart = "/Reading/PartByPart.cshtml";

    /// <summary>The view and its model.</summary>
    public async Task<(string View, object Model)> ForAsync(ContentItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (pages.FirstOrDefault(page => page.ContentType == item.ContentType && IsOn(page)) is { } page)
            return (page.View, await page.ModelAsync(item, cancellationToken));
        var model = await definitions.ModelAsync(cancellationToken);
        return (PartByPart, new PartByPart(item, model.DisplayName(item.ContentType), [.. model.Elements(item).Select(element => (element.Label, (IReadOnlyList<string>)[.. element.Type.Text(element)], element)).Where(part => part.Item2.Count > 0)]));
    }

    private bool IsOn(ContentPage page) => modules.Of(page.GetType().Assembly) is not { } module || features.IsOn(module);
}

/// <summary>An item of a type that no module has a page for.</summary>
/// <param name="Item">The item.</param>
/// <param name="TypeName">The type's name for people.</param>
/// <param name="Parts">Each part or field that has something to show.</param>
public sealed record PartByPart(ContentItem Item, string TypeName, IReadOnlyList<(string Label, IReadOnlyList<string> Texts, ElementContext Element)> Parts);
