using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Content;

/// <summary>
/// The reads behind every page, translated once. Compiled queries belong to one model, and a model to one host, so there is
/// an object of these a host.
/// </summary>
public sealed class ContentReads
{
    internal Func<MhgDbContext, string, CancellationToken, Task<ContentVersionRow?>> Published { get; } =
        EF.CompileAsyncQuery((MhgDbContext db, string id, CancellationToken _) => db.ContentItems.FirstOrDefault(v => v.Published && v.ContentItemId == id));

    internal Func<MhgDbContext, string, CancellationToken, Task<ContentVersionRow?>> Latest { get; } =
        EF.CompileAsyncQuery((MhgDbContext db, string id, CancellationToken _) => db.ContentItems.FirstOrDefault(v => v.Latest && v.ContentItemId == id));

    internal Func<MhgDbContext, string, CancellationToken, Task<ContentVersionRow?>> AtPath { get; } =
        EF.CompileAsyncQuery((MhgDbContext db, string path, CancellationToken _) => db.ContentItems.FirstOrDefault(v => v.Published && v.Path == path));

    internal Func<MhgDbContext, string, string[], CancellationToken, Task<ContentVersionRow?>> AtPathFor { get; } =
        EF.CompileAsyncQuery((MhgDbContext db, string path, string[] tokens, CancellationToken _) => db.ContentItems.FirstOrDefault(
            v => v.Published && v.Path == path && db.Set<ContentAudienceRow>().Any(a => a.VersionId == v.Id && tokens.Contains(a.Token))));

    internal Func<MhgDbContext, string, CancellationToken, Task<string?>> OwnerOfPath { get; } =
        EF.CompileAsyncQuery((MhgDbContext db, string path, CancellationToken _) =>
            db.ContentItems.Where(v => v.Path == path).OrderByDescending(v => v.Published).Select(v => v.ContentItemId).FirstOrDefault());
}
