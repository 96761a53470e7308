using System.Text.RegularExpressions;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Parts;

/// <summary>The address of the item's page within the site, typed or made from the type's pattern.</summary>
public sealed partial class AutoroutePart(ReservedPaths reserved) : ContentPartType
{
    /// <summary>Orchard's limit on a path.</summary>
    public const int LongestPath = 1024;

    /// <inheritdoc/>
    public override string Name => nameof(AutoroutePart);

    /// <inheritdoc/>
    public override string Label => "Address";

    /// <inheritdoc/>
    public override async ValueTask DeriveAsync(ElementContext element, DerivationContext derivation, CancellationToken cancellationToken)
    {
        if (element.Item != derivation.Root || Disabled(element))
            return;
        var path = element.Text("Path")?.Trim().Trim('/').ToLowerInvariant() ?? "";
        if (path.Length == 0)
        {
            var pattern = element.Settings<AutoroutePartSettings>().Pattern;
            if (string.IsNullOrWhiteSpace(pattern))
                pattern = "{{ Model.ContentItem | display_text | slugify }}";
            path = await FreeAsync(ContentTemplates.Render(pattern, element.Item).Trim().Trim('/').ToLowerInvariant(), derivation, cancellationToken);
        }
        if (path.Length > 0)
            element.Data["Path"] = path;
    }

    /// <inheritdoc/>
    public override async ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        if (element.Item != validation.Root || Disabled(element))
            return;
        var path = element.Text("Path") ?? "";
        if (path.Length == 0)
            return;
        if (path.Length > LongestPath)
            validation.Report(element, $"The address has {path.Length} characters. Keep it to {LongestPath}.");
        else if (Unusable().IsMatch(path) || path.Split('/').Any(segment => segment is "" or "." or ".."))
            validation.Report(element, "An address holds letters, digits, hyphens and single slashes, say workshops/health-2008.");
        else if (reserved.Contains(path))
            validation.Report(element, $"“{path}” is an address of the site itself. Choose another one.");
        else if ((await validation.Lookup.TakenPathsAsync([path], validation.Root.ContentItemId, cancellationToken)).Count > 0)
            validation.Report(element, $"“{path}” is the address of other content. Choose another one.");
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        if (!Disabled(element) && element.Path == Name && element.Text("Path") is { Length: > 0 } path)
            entries.Path = path;
    }

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (element.Settings<AutoroutePartSettings>().AllowCustomPath && form.Has(element.Path + ".Path"))
            element.Data["Path"] = form.Value(element.Path + ".Path").Trim('/').ToLowerInvariant();
    }

    private static bool Disabled(ElementContext element) => element.Data["Disabled"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;

    /// <summary>The wanted path, or with -2, -3 … the first that no other item has.</summary>
    private async ValueTask<string> FreeAsync(string wanted, DerivationContext derivation, CancellationToken cancellationToken)
    {
        if (wanted.Length is 0 or > LongestPath - 8)
            return wanted.Length == 0 ? "" : wanted[..(LongestPath - 8)].TrimEnd('-', '/');
        // Asked for in growing groups, so that a title used a thousand times costs ten questions and not a thousand.
        for (int from = 1, count = 1; ; from += count, count *= 4)
        {
            var candidates = Enumerable.Range(from, count).Select(n => n == 1 ? wanted : $"{wanted}-{n}").Where(c => !reserved.Contains(c)).ToList();
            // Everything below that address is the site's own, which validation tells.
            if (from > 1 && candidates.Count == 0)
                return wanted;
            var taken = await derivation.Lookup.TakenPathsAsync(candidates, derivation.Root.ContentItemId, cancellationToken);
            var free = candidates.Find(candidate => !taken.Contains(candidate));
            if (free is not null)
                return free;
        }
    }

    // What would end the path part of an address, or need escaping beyond letters of any script.
    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}/._~-]")]
    private static partial Regex Unusable();
}

/// <summary>How a type's addresses come about.</summary>
public sealed record AutoroutePartSettings
{
    /// <summary>Whether editors may type an address of their own.</summary>
    public bool AllowCustomPath { get; init; }

    /// <summary>A Liquid template for addresses that are made.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether the form offers to make the item the home page.</summary>
    public bool ShowHomepageOption { get; init; }
}

/// <summary>Addresses that belong to the site's own pages: content that had one would never be reached.</summary>
public sealed class ReservedPaths
{
    // Everything below these is the site's, whatever pages it has now.
    private static readonly HashSet<string> First = new(StringComparer.OrdinalIgnoreCase)
    {
        "_content", "_framework", "account", "admin", "api", "content", "desk", "error", "health", "media", "notices", "review", "search", "setup",
        "sign-in", "sign-out",
    };

    private volatile HashSet<string> _pages = [];

    /// <summary>Takes over the addresses of single pages; what lies below them stays free.</summary>
    public void Reserve(IEnumerable<string> paths) => _pages = paths.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether no content may have the path.</summary>
    public bool Contains(string path) => First.Contains(path.Split('/')[0]) || _pages.Contains(path);
}
