using System.Collections.Concurrent;

namespace Mhg.Data.Documents;

/// <summary>
/// What was built from documents, a process wide. A reader takes the kind's generation before it reads the database and puts
/// what it built there; a change throws the generation away, so that something built from what was read before is never found.
/// </summary>
/// <remarks>With several nodes on one PostgreSQL, this is where a node would compare a stamp of the kind.</remarks>
public sealed class DocumentCache
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Type, object>> _generations = new();

    internal ConcurrentDictionary<Type, object> Generation(string kind) => _generations.GetOrAdd(kind, _ => new());

    internal void Clear(string kind) => _generations.TryRemove(kind, out _);
}
