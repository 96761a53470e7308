using Microsoft.AspNetCore.Http;

namespace Mhg.Review.Notices;

/// <summary>Tells pages that a person opens from those that a browser fetches in advance.</summary>
internal static class Prefetches
{
    /// <summary>Whether a person has asked for the page, and sees it.</summary>
    public static bool IsOpening(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !((string[])["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"]).Any(header => request.Headers[header].Any(purpose =>
            purpose is not null && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("preview", StringComparison.OrdinalIgnoreCase))));
}
