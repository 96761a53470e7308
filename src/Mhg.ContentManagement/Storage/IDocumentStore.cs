using System.Text.Json.Nodes;

namespace Mhg.ContentManagement.Storage;

/// <summary>
/// Named JSON documents by kind: definitions, workflow types, settings, index definitions, stored queries. Few, small, read at
/// every request and seldom written, so reads come from memory.
/// </summary>
public interface IDocumentStore
{
    /// <summary>
    /// Something built from all documents of a kind. It is built once and kept until a document of the kind changes; inside a
    /// transaction that has changed one, it is built anew from what the transaction sees.
    /// </summary>
    /// <param name="kind">The kind, say <c>ContentDefinition</c>.</param>
    /// <param name="build">Makes it from the documents by name. It must not keep or change the JSON objects that it is given, and must always be the same function for the same <typeparamref name="T"/> and kind.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<T> SnapshotAsync<T>(string kind, Func<IReadOnlyDictionary<string, JsonObject>, T> build, CancellationToken cancellationToken) where T : class;

    /// <summary>Adds or replaces a document.</summary>
    Task SaveAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken);

    /// <summary>Removes a document; nothing happens where there is none.</summary>
    Task DeleteAsync(string kind, string name, CancellationToken cancellationToken);
}
