namespace Mhg.Archive.Indexing;

/// <summary>What a field's definition says of the index, in Orchard Core's shape.</summary>
public sealed record LuceneContentIndexSettings
{
    /// <summary>Whether the field is indexed.</summary>
    public bool Included { get; init; }

    /// <summary>Whether its values come back with a hit.</summary>
    public bool Stored { get; init; }

    /// <summary>Whether the value is one term and not words.</summary>
    public bool Keyword { get; init; }
}

/// <summary>What a type's definition says of the text that is searched, in Orchard Core's shape.</summary>
public sealed record FullTextAspectSettings
{
    /// <summary>Whether the title belongs to it.</summary>
    public bool IncludeDisplayText { get; init; } = true;

    /// <summary>Whether the body belongs to it.</summary>
    public bool IncludeBodyAspect { get; init; } = true;

    /// <summary>Whether <see cref="FullTextTemplate"/> belongs to it.</summary>
    public bool IncludeFullTextTemplate { get; init; }

    /// <summary>A Liquid template in which <c>Model.ContentItem</c> is the item.</summary>
    public string? FullTextTemplate { get; init; }
}
