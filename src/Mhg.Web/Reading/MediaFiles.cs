using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Options;

namespace Mhg.Web.Reading;

/// <summary>Files of the media folder, which lies with the site's data.</summary>
public static class MediaFiles
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    // What a browser may show in place. Everything else is downloaded: an HTML or SVG file would run as a page of this site.
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase) { "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf" };

    /// <summary>Serves <c>/media/…</c>.</summary>
    public static void MapMedia(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/media/{**path}", [HttpMethods.Get, HttpMethods.Head], GetAsync);

    /// <summary>A file is for those who may read a published item that shows it, or see such a draft of others; to everybody else it is not there.</summary>
    private static async Task<Results<PhysicalFileHttpResult, NotFound>> GetAsync(
        string? path, HttpContext context, PublishedContent content, IContentStore contents, ContentAccess access, CurrentActor current, IEnumerable<IDraftPass> passes,
        IOptions<SiteOptions> options, IWebHostEnvironment environment, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(path))
            return TypedResults.NotFound();
        var folder = Path.Combine(SiteOptions.Resolve(options.Value.DataPath, environment.ContentRootPath), "media");
        var file = Path.GetFullPath(path, folder);
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file))
            return TypedResults.NotFound();
        var showing = new ContentQuery { Values = [new ValueFilter(MediaField.IndexName) { Texts = [path] }], Take = 1 };
        var isPublished = await content.CountAsync(showing, cancellationToken) > 0;
        if (!isPublished && !await IsInDraftAsync())
            return TypedResults.NotFound();
        if (!ContentTypes.TryGetContentType(file, out var type))
            type = "application/octet-stream";
        context.Response.Headers.CacheControl = isPublished ? "private, max-age=300" : "no-store";
        return TypedResults.PhysicalFile(file, type, Shown.Contains(type) ? null : Path.GetFileName(file), enableRangeProcessing: true);

        // A draft of one's own says nothing: whoever writes could name any file in it.
        async Task<bool> IsInDraftAsync()
        {
            var drafts = showing with { Version = VersionOptions.Latest, IsDraft = true };
            if (await access.DraftTypesAsync(current.Actor, cancellationToken) is { Count: > 0 } types && await contents.CountAsync(drafts with { ContentTypes = types }, cancellationToken) > 0)
                return true;
            foreach (var pass in passes)
            {
                if (await pass.FindItemAsync(context, cancellationToken) is { } id && await contents.CountAsync(drafts with { ContentItemIds = [id] }, cancellationToken) > 0)
                    return true;
            }
            return false;
        }
    }
}
