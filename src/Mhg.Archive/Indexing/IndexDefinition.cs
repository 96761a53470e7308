using System.Text.Json.Serialization;
using Mhg.Search.Analysis;

namespace Mhg.Archive.Indexing;

/// <summary>An index as a recipe's <c>lucene-index</c> step defines it, in Orchard Core's shape.</summary>
public sealed record IndexDefinition
{
    /// <summary>The kind of the stored documents, each named like its index.</summary>
    public const string Kind = "LuceneIndex";

    /// <summary>The analyzer of text fields.</summary>
    public string AnalyzerName { get; init; } = "standardanalyzer";

    /// <summary>
    /// The analyzer that this host uses instead, where one is named. Stock Orchard Core has only <c>standardanalyzer</c> and passes
    /// over members that it does not know, so one recipe can name what serves best on either.
    /// </summary>
    public string? PreferredAnalyzerName { get; init; }

    /// <summary>Whether latest versions are indexed and not published ones. It would let readers find drafts, so it can't be used here.</summary>
    public bool IndexLatest { get; init; }

    /// <summary>The content types whose items are indexed.</summary>
    public string[] IndexedContentTypes { get; init; } = [];

    /// <summary>The language of the items; <c>any</c> for all.</summary>
    public string Culture { get; init; } = "any";

    /// <summary>The analyzers that an index can have, by Orchard Core's names; <c>networkanalyzer</c> is this host's own.</summary>
    public static IReadOnlyDictionary<string, Analyzer> Analyzers { get; } = new Dictionary<string, Analyzer>(StringComparer.OrdinalIgnoreCase)
    {
        ["standardanalyzer"] = Analyzer.Standard,
        ["englishanalyzer"] = Analyzer.English,
        ["keywordanalyzer"] = Analyzer.Keyword,
        ["networkanalyzer"] = Analyzer.Network,
    };

    /// <summary>The analyzer; the standard one where the name is none of <see cref="Analyzers"/>.</summary>
    [JsonIgnore]
    public Analyzer Analyzer => Analyzers.GetValueOrDefault(PreferredAnalyzerName ?? AnalyzerName, Analyzer.Standard);
}

/// <summary>The site's setting of which index its search uses, in Orchard Core's shape.</summary>
public sealed record LuceneSettings
{
    /// <summary>The index.</summary>
    public string SearchIndex { get; init; } = "Archive";

    /// <summary>The fields in which words without a field are looked for.</summary>
    public string[] DefaultSearchFields { get; init; } = [IndexFields.FullText];
}
