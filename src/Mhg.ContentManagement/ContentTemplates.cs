using Mhg.Expressions.Liquid;

namespace Mhg.ContentManagement;

/// <summary>Liquid templates over a content item, as patterns of titles, addresses and full text use them.</summary>
public static class ContentTemplates
{
    // TEMPLATE-PLACEHOLDER
}
