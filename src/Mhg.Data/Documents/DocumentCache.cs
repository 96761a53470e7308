using System.Collections.Concurrent;

namespace Mhg.Data.Documents;

/// <summary>
/// What was built from documents, a process wide. A reader takes the kind's generation before it reads the database and puts
/// what it built there; a change throws the generation away, so that something built from what was read before is never found.
/// A generation also ends after <see cref="Longest"/>, since another process (the command line, another node) may have changed
/// the documents.
/// </summary>
public sealed class DocumentCache(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Documents> _generations = new();

    internal ConcurrentDictionary<Type, object> Generation(string kind)
    {
        if (_generations.TryGetValue(kind, out var present) && time.GetElapsedTime(present.Began) < Longest)
            return present.Built;
        return (_generations[kind] = new Documents(time.GetTimestamp(), new())).Built;
    }

    internal void Clear(string kind) => _generations.TryRemove(kind, out _);

    private sealed record Documents(long Began, ConcurrentDictionary<Type, object> Built);
}
