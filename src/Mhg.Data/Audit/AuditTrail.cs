using System.Text.Json.Nodes;
using Mhg.ContentManagement.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Audit;

/// <summary>Which events of the audit; what is null does not narrow.</summary>
public sealed record AuditFilter
{
    /// <summary>Only what this account did.</summary>
    public string? UserId { get; init; }

    /// <summary>Only what people did whose user name contains this, whatever the case.</summary>
    public string? UserNameContains { get; init; }

    /// <summary>Only events of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only events about one of these items.</summary>
    public IReadOnlyCollection<string>? ContentItemIds { get; init; }
}

/// <summary>Reads the audit of the whole site, newest first.</summary>
public sealed class AuditTrail(MhgDbContext db)
{
    /// <summary>A page of the events.</summary>
    public async Task<IReadOnlyList<AuditEvent>> ListAsync(AuditFilter filter, int skip, int take, CancellationToken cancellationToken = default) =>
        (await Rows(filter).OrderByDescending(e => e.Id).Skip(skip).Take(take).ToListAsync(cancellationToken)).ConvertAll(ToEvent);

    /// <summary>How many events there are.</summary>
    public Task<int> CountAsync(AuditFilter filter, CancellationToken cancellationToken = default) => Rows(filter).CountAsync(cancellationToken);

    /// <summary>All events, one after another: an audit of any length fits.</summary>
    public IAsyncEnumerable<AuditEvent> ReadAsync(AuditFilter filter) => Rows(filter).OrderByDescending(e => e.Id).AsAsyncEnumerable().Select(ToEvent);

    /// <summary>The names of all events that ever happened.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) =>
        await db.Set<AuditEventRow>().Select(e => e.Name).Distinct().OrderBy(name => name).ToListAsync(cancellationToken);

    internal static AuditEvent ToEvent(AuditEventRow row) => new(
        row.Utc, row.UserId, row.UserName, row.Name, row.ContentItemId, row.ContentItemVersionId, row.ContentType, row.Comment,
        row.Data is null ? null : JsonNode.Parse(row.Data) as JsonObject);

    private IQueryable<AuditEventRow> Rows(AuditFilter filter)
    {
        var rows = db.Set<AuditEventRow>().AsNoTracking();
        if (filter.UserId is { } userId)
            rows = rows.Where(e => e.UserId == userId);
        if (filter.UserNameContains?.ToLowerInvariant() is { Length: > 0 } text)
#pragma warning disable CA1304, CA1311, CA1862 // It is the database that folds the letters; it knows no cultures.
            rows = rows.Where(e => e.UserName.ToLower().Contains(text));
#pragma warning restore CA1304, CA1311, CA1862
        if (filter.Name is { Length: > 0 } name)
            rows = rows.Where(e => e.Name == name);
        if (filter.ContentItemIds is { } ids)
            rows = rows.Where(e => e.ContentItemId != null && ids.Contains(e.ContentItemId));
        return rows;
    }
}
