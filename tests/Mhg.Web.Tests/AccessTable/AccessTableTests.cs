using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.AccessTable;

/// <summary>Walks every page and endpoint of the running site as each kind of person and compares what they get with <c>access.txt</c>.</summary>
[Collection(nameof(DemonstrationSite))]
public sealed class AccessTableTests(SiteFixture fixture)
{
    private static readonly IReadOnlyList<AccessRow> Table = AccessRow.ReadAll();

    [Fact]
    public async Task Every_page_and_endpoint_is_in_the_table()
    {
        var known = Table.Select(row => row.Endpoint).ToHashSet();
        var present = await EndpointsAsync();
        present.Except(known).ShouldBeEmpty("add a line to AccessTable/access.txt that says who may use each of these");
        known.Except(present).ShouldBeEmpty("these are not there any more: take their lines out of AccessTable/access.txt");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "member")]
    [InlineData(2, "editor")]
    [InlineData(3, "reviewer")]
    [InlineData(4, "admin")]
    public async Task Everybody_gets_what_the_table_says(int column, string? userName)
    {
        var wrong = new List<string>();
        using var person = userName is null ? fixture.Site.Visit() : await fixture.Site.SignInAsync(userName);
        var token = Regex.Match(await person.ReadAsync("/sign-in"), "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        foreach (var row in Table)
        {
            // Whoever may post sends no token and gets 400, so that the walk changes nothing; whoever may not sends a right one, so that
            // it is their rights that stop them.
            using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.Address);
            if (row.Method == "POST")
                request.Content = new FormUrlEncodedContent(row.Expected[column] == "400" ? [] : [new("__RequestVerificationToken", token)]);
            using var answer = await person.Http.SendAsync(request);
            if (Outcome(answer) is var got && got != row.Expected[column])
                wrong.Add($"{row.Method} {row.Address} as {userName ?? "anonymous"}: {got} instead of {row.Expected[column]}");
            if (answer.Content.Headers.ContentType?.MediaType == "text/html" && (await answer.Content.ReadAsStringAsync()).Contains("=\"~/", StringComparison.Ordinal))
                wrong.Add($"{row.Method} {row.Address} as {userName ?? "anonymous"}: an address on the page begins with ~/, which no browser knows");
        }
        wrong.ShouldBeEmpty();
    }

    private static string Outcome(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in?", StringComparison.Ordinal)
            ? "sign-in"
            : ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Everything that the site answers to but the theme's files: <c>POST /admin/users/{id}?handler=Unlock</c>.</summary>
    private async Task<IReadOnlySet<string>> EndpointsAsync()
    {
        var loader = fixture.Site.App.Services.GetRequiredService<PageLoader>();
        var found = new HashSet<string>();
        foreach (var endpoint in fixture.Site.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                continue;
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            {
                foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                    found.Add($"{method} {route}");
                continue;
            }
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            // A page always answers to GET, with or without a method of its own for it.
            found.Add($"GET {route}");
            foreach (var handler in compiled.HandlerMethods)
                found.Add($"{handler.HttpMethod.ToUpperInvariant()} {route}{(handler.Name is { } name ? $"?handler={name}" : "")}");
        }
        return found;
    }
}
