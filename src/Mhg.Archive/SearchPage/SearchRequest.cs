using System.Globalization;
using Mhg.Archive.Indexing;
using Microsoft.AspNetCore.Http;

namespace Mhg.Archive;

public enum SearchSort
{
    Relevance,
    Newest,
    Oldest,
    Title,
}

/// <summary>What is searched for, as an address holds it: <c>?q=…&amp;type=…&amp;country=…&amp;sort=…&amp;page=…</c>.</summary>
public sealed record SearchRequest
{
    /// <summary>What was typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>The id of an item: what is like it is searched for, if no text was typed. Null for none.</summary>
    public string? Like { get; init; }

    /// <summary>The values chosen, by facet.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The order; null for the usual one.</summary>
    public SearchSort? Sort { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether some items fit better than others: words were typed, or an item is named that others may be like.</summary>
    public bool HasRelevance => Text.Length > 0 || Like is not null;

    /// <summary>The order in effect.</summary>
    public SearchSort EffectiveSort => !HasRelevance && (Sort is null or SearchSort.Relevance) ? SearchSort.Newest : Sort ?? SearchSort.Relevance;

    public bool IsNarrowed => Chosen.Count > 0;

    /// <summary>Reads an address; what it does not know it passes over.</summary>
    public static SearchRequest From(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var text = ((string?)query["q"] ?? "").Trim();
        return new SearchRequest
        {
            Text = text,
            Like = text.Length == 0 && (string?)query["like"] is { Length: > 0 } like ? like : null,
            Chosen = Facet.All
                .Select(facet => (facet.Name, Values: (IReadOnlyList<string>)[.. query[facet.Name].OfType<string>().Where(value => value.Length > 0).Distinct()]))
                .Where(facet => facet.Values.Count > 0)
                .ToDictionary(facet => facet.Name, facet => facet.Values),
            Sort = Enum.TryParse<SearchSort>(query["sort"], ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : null,
            Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1,
        };
    }

    public IReadOnlyList<string> ChosenIn(Facet facet)
    {
        ArgumentNullException.ThrowIfNull(facet);
        return Chosen.GetValueOrDefault(facet.Name) ?? [];
    }

    /// <summary>The same search with a value chosen, or without it where it was; at its first page.</summary>
    public SearchRequest Toggle(Facet facet, string value)
    {
        ArgumentNullException.ThrowIfNull(facet);
        var chosen = new Dictionary<string, IReadOnlyList<string>>(Chosen);
        IReadOnlyList<string> values = ChosenIn(facet).Contains(value) ? [.. ChosenIn(facet).Where(other => other != value)] : [.. ChosenIn(facet), value];
        if (values.Count == 0)
            chosen.Remove(facet.Name);
        else
            chosen[facet.Name] = values;
        return this with { Chosen = chosen, Page = 1 };
    }

    /// <summary>The same search without anything chosen.</summary>
    public SearchRequest Widened() => this with { Chosen = new Dictionary<string, IReadOnlyList<string>>(), Page = 1 };

    /// <summary>A search for another text, at its first page.</summary>
    public SearchRequest For(string text) => this with { Text = text, Like = null, Page = 1 };

    /// <summary>The address of the search page with this search.</summary>
    public string Address() => "~/search" + QueryString.Create(Parameters());

    private IEnumerable<KeyValuePair<string, string?>> Parameters()
    {
        if (Text.Length > 0)
            yield return new("q", Text);
        if (Like is not null)
            yield return new("like", Like);
        foreach (var facet in Facet.All)
        {
            foreach (var value in ChosenIn(facet))
                yield return new(facet.Name, value);
        }
        if (Sort is { } sort)
            yield return new("sort", sort.ToString().ToLowerInvariant());
        if (Page > 1)
            yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
    }
}
