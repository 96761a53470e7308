using Mhg.ContentManagement;
using Mhg.Modularity.Shell;

namespace Mhg.Modularity.ContentPages;

/// <summary>What lists, cards, search results and reverse links say about an item of a type, wherever they are. A type without one shows its title.</summary>
public abstract class ContentSummarizer
{
    /// <summary>The content type.</summary>
    public abstract string ContentType { get; }

    /// <summary>The items whose titles the summary mentions, say the organisation of a person.</summary>
    public virtual IEnumerable<string> Mentions(ContentItem item) => [];

    /// <summary>Adds to the plain summary.</summary>
    /// <param name="item">The item.</param>
    /// <param name="plain">Title, address and the name of the type.</param>
    /// <param name="mentioned">Of <see cref="Mentions"/>, the titles of those that the reader may see, by id.</param>
    public abstract ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned);
}
