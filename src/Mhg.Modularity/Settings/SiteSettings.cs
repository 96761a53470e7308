using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;

namespace Mhg.Modularity.Settings;

/// <summary>The site's settings: named values and named sections, as recipes' <c>settings</c> steps hold them.</summary>
public sealed class SiteSettings(IDocumentStore documents)
{
    private const string Kind = "SiteSettings";

    /// <summary>A setting as text; null where it is not set.</summary>
    public async ValueTask<string?> TextAsync(string name, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    /// <summary>A section, typed, by the type's name; one with its defaults where it is not set.</summary>
    public async ValueTask<T> SectionAsync<T>(CancellationToken cancellationToken) where T : class, new() =>
        await FindSectionAsync<T>(cancellationToken) ?? new T();

    /// <summary>The same; null where it is not set.</summary>
    public async ValueTask<T?> FindSectionAsync<T>(CancellationToken cancellationToken) where T : class =>
        (await AllAsync(cancellationToken)).TryGetValue(typeof(T).Name, out var section) && section.ValueKind == JsonValueKind.Object
            ? section.Deserialize<T>(ContentJson.Options)
            : null;

    /// <summary>Sets a value or a section.</summary>
    public Task SaveAsync(string name, JsonNode? value, CancellationToken cancellationToken) =>
        documents.SaveAsync(Kind, name, new JsonObject { ["Value"] = value?.DeepClone() }, cancellationToken);

    private ValueTask<Dictionary<string, JsonElement>> AllAsync(CancellationToken cancellationToken) =>
        documents.SnapshotAsync(Kind, stored => stored.ToDictionary(
            entry => entry.Key, entry => JsonSerializer.SerializeToElement(entry.Value["Value"]), StringComparer.Ordinal), cancellationToken);
}
