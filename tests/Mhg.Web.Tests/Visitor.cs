using System.Net;
using System.Text.RegularExpressions;

namespace Mhg.Web.Tests;

/// <summary>Somebody with a browser that keeps cookies, runs no scripts and follows no redirects by itself.</summary>
public sealed partial class Visitor(Uri address) : IDisposable
{
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path);

    /// <summary>The text of a page that is there.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Opens the page of a form and posts it, with the token of that page.</summary>
    /// <param name="path">Where the form is posted.</param>
    /// <param name="fields">What is filled in; a field may have several values, and one that is left out keeps what stands in hidden fields.</param>
    /// <param name="page">The page with the form, where it is another one.</param>
    public async Task<HttpResponseMessage> PostAsync(string path, IReadOnlyList<(string Name, string Value)> fields, string? page = null)
    {
        var html = await ReadAsync(page ?? path.Split('?')[0]);
        var hidden = HiddenField().Matches(html).Select(match => (Name: match.Groups[1].Value, Value: match.Groups[2].Value)).DistinctBy(field => field.Name);
        var kept = hidden.Where(field => fields.All(given => given.Name != field.Name));
        return await Http.PostAsync(path, new FormUrlEncodedContent(fields.Concat(kept).Select(field => KeyValuePair.Create(field.Name, field.Value))));
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("""<input (?=[^>]*type="hidden")(?=[^>]*name="([^"]+)")(?=[^>]*value="([^"]*)")[^>]*>""")]
    private static partial Regex HiddenField();
}
