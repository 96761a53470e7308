using System.Globalization;
using Mhg.Data.Transactions;

namespace Mhg.Web.Hosting;

/// <summary>
/// Keeps the pages that visitors read. A visitor is a request without any cookie: all of them see the same. After whatever this process
/// stores no page is given out that was begun before; what other processes store shows after <see cref="Lifetime"/> at the latest.
/// </summary>
internal static class VisitorCache
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    // Search follows its index, which comes after the commit; the others are never the same twice, or are files.
    private static readonly PathString[] NeverKept = ["/search", "/api", "/error", "/health", "/setup", "/sign-in", "/media", "/workflows", "/review", "/_content"];

    public static IServiceCollection AddVisitorCache(this IServiceCollection services) => services.AddSingleton<Edition>().AddOutputCache(cache => cache.AddBasePolicy(
        policy => policy.With(context => IsVisitor(context.HttpContext)).Expire(Lifetime)
            .VaryByValue(context => KeyValuePair.Create(nameof(Edition), context.RequestServices.GetRequiredService<Edition>().Number))));

    public static IApplicationBuilder UseVisitorCache(this IApplicationBuilder site)
    {
        site.ApplicationServices.GetRequiredService<ChangeSignal>().Changed += site.ApplicationServices.GetRequiredService<Edition>().Next;
        return site.UseOutputCache();
    }

    private static bool IsVisitor(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Cookie.Count == 0
        && !Array.Exists(NeverKept, path => context.Request.Path.StartsWithSegments(path));

    /// <summary>Counts what was stored. A page is kept under the number with which it was begun, and only those of the present one are given out.</summary>
    private sealed class Edition
    {
        private long _number;

        public string Number => Interlocked.Read(ref _number).ToString(CultureInfo.InvariantCulture);

        public void Next() => Interlocked.Increment(ref _number);
    }
}
