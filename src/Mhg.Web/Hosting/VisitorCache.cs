using Mhg.Data.Transactions;
using Microsoft.AspNetCore.OutputCaching;

namespace Mhg.Web.Hosting;

/// <summary>
/// Keeps the pages that visitors read. A visitor is a request without any cookie: all of them see the same. Whatever this process
/// stores empties the cache; what other processes store shows after <see cref="Lifetime"/> at the latest.
/// </summary>
internal static class VisitorCache
{
    private const string Tag = "visitors";

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    // Search follows its index, which comes after the commit; the others are never the same twice, or are files.
    private static readonly PathString[] NeverKept = ["/search", "/api", "/error", "/health", "/setup", "/sign-in", "/media", "/workflows", "/_content"];

    public static IServiceCollection AddVisitorCache(this IServiceCollection services) => services.AddOutputCache(cache => cache.AddBasePolicy(
        policy => policy.With(context => IsVisitor(context.HttpContext)).Expire(Lifetime).Tag(Tag)));

    public static IApplicationBuilder UseVisitorCache(this IApplicationBuilder site)
    {
        var store = site.ApplicationServices.GetRequiredService<IOutputCacheStore>();
        site.ApplicationServices.GetRequiredService<ChangeSignal>().Changed += () => _ = store.EvictByTagAsync(Tag, CancellationToken.None).AsTask();
        return site.UseOutputCache();
    }

    private static bool IsVisitor(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Cookie.Count == 0
        && !Array.Exists(NeverKept, path => context.Request.Path.StartsWithSegments(path));
}
