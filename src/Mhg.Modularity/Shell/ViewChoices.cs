using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Mhg.Modularity.Shell;

/// <summary>Choices of how a page shows something. They are kept in its address, so that they can be linked to and need no scripts.</summary>
public static class ViewChoices
{
    /// <summary>The address of the present page with one choice made and all others kept.</summary>
    /// <param name="request">The request for the page, or for a handler of it.</param>
    /// <param name="name">The choice, say <c>view</c>.</param>
    /// <param name="value">What is chosen.</param>
    public static string With(this HttpRequest request, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(request);
        var kept = request.Query.Where(entry => entry.Key != name && entry.Key != "handler")
            .SelectMany(entry => entry.Value.Select(each => KeyValuePair.Create(entry.Key, each ?? ""))).Append(new(name, value));
        return request.PathBase + request.Path + new QueryBuilder(kept).ToQueryString();
    }
}
