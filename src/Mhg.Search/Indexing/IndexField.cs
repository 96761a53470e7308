using Mhg.Search.Analysis;

namespace Mhg.Search.Indexing;

/// <summary>A field of an index: its name and how its values are kept.</summary>
/// <param name="Name">The name that documents and queries use.</param>
public abstract record IndexField(string Name)
{
    /// <summary>Whether the values come back with every hit.</summary>
    public bool Stored { get; init; }
}

/// <summary>Words to be searched and scored, with their positions.</summary>
/// <param name="Name">The name that documents and queries use.</param>
/// <param name="Analyzer">Turns values and query words into terms.</param>
public sealed record TextField(string Name, Analyzer Analyzer) : IndexField(Name);

/// <summary>Exact terms, any number a document; can be counted (facets), sorted by and filtered.</summary>
/// <param name="Name">The name that documents and queries use.</param>
public sealed record KeywordField(string Name) : IndexField(Name)
{
    /// <summary>Whether a <see cref="Queries.TermQuery"/> finds the value in upper and lower case alike; it then scores 1.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Whether it finds the value whatever the case and accents; it then scores 1.</summary>
    public bool IgnoreAccents { get; init; }

    /// <summary>What makes no difference between values; null when they must be the same.</summary>
    internal CharacterFolding? Folding => IgnoreAccents ? CharacterFolding.IgnoringCaseAndAccents : IgnoreCase ? CharacterFolding.IgnoringCase : null;
}

/// <summary>Numbers in invariant notation, any number a document; can be sorted by and searched by value or range.</summary>
/// <param name="Name">The name that documents and queries use.</param>
public sealed record NumberField(string Name) : IndexField(Name);

/// <summary>Points in time in ISO 8601, any number a document; can be sorted by and searched by day, month, year or range.</summary>
/// <param name="Name">The name that documents and queries use.</param>
public sealed record DateField(string Name) : IndexField(Name);
