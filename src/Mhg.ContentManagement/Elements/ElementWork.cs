using Mhg.ContentManagement.Access;

namespace Mhg.ContentManagement.Elements;

/// <summary>What an element may use to derive its data.</summary>
/// <param name="root">The outermost item that is being saved.</param>
/// <param name="lookup">Other content.</param>
/// <param name="actor">Who saves.</param>
public sealed class DerivationContext(ContentItem root, ContentLookup lookup, Actor actor)
{
    /// <summary>The outermost item that is being saved.</summary>
    public ContentItem Root => root;

    /// <summary>Other content.</summary>
    public ContentLookup Lookup => lookup;

    /// <summary>Who saves.</summary>
    public Actor Actor => actor;
}

/// <summary>What a validating element may look at, and where it reports.</summary>
/// <param name="root">The outermost item that is being saved.</param>
/// <param name="lookup">Other content.</param>
/// <param name="checksReferences">False while content is imported, where an item may point at one that comes later.</param>
public sealed class ValidationContext(ContentItem root, ContentLookup lookup, bool checksReferences = true)
{
    private readonly List<ContentProblem> _problems = [];

    /// <summary>The outermost item that is being saved.</summary>
    public ContentItem Root => root;

    /// <summary>Other content.</summary>
    public ContentLookup Lookup => lookup;

    /// <summary>Whether what the item points at has to be there already.</summary>
    public bool ChecksReferences => checksReferences;

    /// <summary>What was reported so far.</summary>
    public IReadOnlyList<ContentProblem> Problems => _problems;

    /// <summary>Reports a problem with an element.</summary>
    public void Report(ElementContext element, string message) => _problems.Add(new ContentProblem(element.Path, message));
}
