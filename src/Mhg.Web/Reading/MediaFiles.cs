using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Storage;
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

    /// <summary>A file is for those who may read a published item that shows it; to others it is not there.</summary>
    private static async Task<Results<PhysicalFileHttpResult, NotFound>> GetAsync(
        string? path, HttpContext context, PublishedContent content, IOptions<SiteOptions> options, IWebHostEnvironment environment, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(path))
            return TypedResults.NotFound();
        var folder = Path.Combine(SiteOptions.Resolve(options.Value.DataPath, environment.ContentRootPath), "media");
        var file = Path.GetFullPath(path, folder);
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file))
            return TypedResults.NotFound();
        var showing = new ContentQuery { Values = [new ValueFilter(MediaField.IndexName) { Texts = [path] }], Take = 1 };
        if (await content.CountAsync(showing, cancellationToken) == 0)
            return TypedResults.NotFound();
        if (!ContentTypes.TryGetContentType(file, out var type))
            type = "application/octet-stream";
        context.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.PhysicalFile(file, type, Shown.Contains(type) ? null : Path.GetFileName(file), enableRangeProcessing: true);
    }
}
