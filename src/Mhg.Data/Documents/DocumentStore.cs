using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Transactions;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Documents;

/// <summary>Documents in the database, with what was built from them in memory.</summary>
public sealed class DocumentStore(MhgDbContext db, UnitOfWork unitOfWork, DocumentCache cache) : IDocumentStore
{
    // What this transaction has changed is built for itself alone until it is committed.
    private readonly Dictionary<string, ConcurrentDictionary<Type, object>> _changed = [];
    private Unit? _changedIn;
    private int _changedBeforeRestart;

    /// <inheritdoc/>
    public ValueTask<T> SnapshotAsync<T>(string kind, Func<IReadOnlyDictionary<string, JsonObject>, T> build, CancellationToken cancellationToken) where T : class
    {
        var generation = IsChanged(kind) ? _changed[kind] : cache.Generation(kind);
        return generation.TryGetValue(typeof(T), out var built) ? ValueTask.FromResult((T)built) : new(BuildAsync(kind, generation, build, cancellationToken));
    }

    /// <inheritdoc/>
    public Task SaveAsync(string kind, string name, JsonObject document, CancellationToken cancellationToken)
    {
        var json = document.ToJsonString(ContentJson.Options);
        return ChangeAsync(kind, async token =>
        {
            var changed = await db.Set<DocumentRow>().Where(d => d.Kind == kind && d.Name == name)
                .ExecuteUpdateAsync(row => row.SetProperty(d => d.Json, json), token);
            if (changed > 0)
                return;
            var added = db.Add(new DocumentRow { Kind = kind, Name = name, Json = json });
            await db.SaveChangesAsync(token);
            added.State = EntityState.Detached;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string kind, string name, CancellationToken cancellationToken) => ChangeAsync(
        kind, token => db.Set<DocumentRow>().Where(d => d.Kind == kind && d.Name == name).ExecuteDeleteAsync(token), cancellationToken);

    private Task ChangeAsync(string kind, Func<CancellationToken, Task> change, CancellationToken cancellationToken) => unitOfWork.JoinAsync(async token =>
    {
        await change(token);
        _ = IsChanged(kind);
        _changed[kind] = new();
        unitOfWork.AfterCommit(() => cache.Clear(kind));
    }, cancellationToken);

    private bool IsChanged(string kind)
    {
        if (_changedIn != db.Unit)
        {
            _changedIn = db.Unit;
            _changedBeforeRestart = db.Unit?.Restarts ?? 0;
            _changed.Clear();
        }
        else if (db.Unit is { } unit && unit.Restarts != _changedBeforeRestart)
        {
            // What was taken back may have been a change of these: they are built anew.
            _changedBeforeRestart = unit.Restarts;
            foreach (var built in _changed.Values)
                built.Clear();
        }
        return _changed.ContainsKey(kind);
    }

    private async Task<T> BuildAsync<T>(
        string kind, ConcurrentDictionary<Type, object> generation, Func<IReadOnlyDictionary<string, JsonObject>, T> build, CancellationToken cancellationToken) where T : class
    {
        var rows = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.Kind == kind).ToListAsync(cancellationToken);
        var built = build(rows.ToDictionary(row => row.Name, row => JsonNode.Parse(row.Json)!.AsObject()));
        generation[typeof(T)] = built;
        return built;
    }
}
