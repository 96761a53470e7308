using Mhg.ContentManagement;

namespace Mhg.Modularity.ContentPages;

/// <summary>How items of a content type look to readers. A type without one is shown part by part.</summary>
public abstract class ContentPage
{
    /// <summary>The content type.</summary>
    public abstract string ContentType { get; }

    /// <summary>The Razor view, by its path: <c>/Workshops/WorkshopPage.cshtml</c>. Its model is what <see cref="ModelAsync"/> yields.</summary>
    public abstract string View { get; }

    /// <summary>
    /// Gathers what the view shows. The item may be a draft that is previewed: what belongs to it is in it; what points to it is
    /// read through <see cref="Mhg.ContentManagement.Access.PublishedContent"/>.
    /// </summary>
    public abstract Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken);
}

/// <summary>A section of the home page.</summary>
public abstract class HomeSection
{
    /// <summary>Where it stands, lowest first.</summary>
    public abstract int Position { get; }

    /// <summary>The Razor view, by its path.</summary>
    public abstract string View { get; }

    /// <summary>Gathers what the view shows; null where there is nothing to show and the section is left out.</summary>
    public abstract Task<object?> ModelAsync(CancellationToken cancellationToken);
}
