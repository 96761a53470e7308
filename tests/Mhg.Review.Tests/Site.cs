using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Web.Setup;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mhg.Review.Tests;

/// <summary>The whole site over a SQLite file of its own, with the demonstration's people, a second editor and a second reviewer.</summary>
public sealed class Site : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;

    public Site() : this(Directory.CreateTempSubdirectory("mhg-review-"), ownsFolder: true) { }

    private Site(DirectoryInfo folder, bool ownsFolder) => (_folder, _ownsFolder) = (folder, ownsFolder);

    public Clock Clock { get; } = new();

    /// <summary>Where the site's data lies.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The same site in a new process, as far as a test can be one: same database, nothing in memory.</summary>
    public Site Restarted() => new(_folder, ownsFolder: false);

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("Site:DataPath", _folder.FullName)
        .UseSetting("Logging:LogLevel:Default", "Error")
        .ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));

    public async Task InitializeAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MhgUser>>();
        foreach (var (name, displayName, role) in (ReadOnlySpan<(string, string, string)>)[("editor2", "Budi Santoso", "Editor"), ("reviewer2", "Nok Chai", "Reviewer")])
            Add(users, name, displayName, role).GetAwaiter().GetResult();

        static async Task Add(UserManager<MhgUser> users, string name, string displayName, string role)
        {
            if (await users.FindByNameAsync(name) is not null)
                return;
            var user = new MhgUser { UserName = name, Email = $"{name}@example.org", DisplayName = displayName };
            (await users.CreateAsync(user, SiteSetup.DemonstrationPassword)).Succeeded.ShouldBeTrue();
            (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
        }
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder)
            _folder.Delete(recursive: true);
    }

    /// <summary>A browser with nobody signed in.</summary>
    public Browser Visit() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

    /// <summary>A browser with a person signed in.</summary>
    public async Task<Browser> SignInAsync(string userName)
    {
        var browser = Visit();
        var page = await browser.PostAsync("/sign-in", new() { ["Input.UserName"] = userName, ["Input.Password"] = SiteSetup.DemonstrationPassword });
        page.Status.ShouldBe(HttpStatusCode.Redirect, page.Text);
        return browser;
    }

    /// <summary>Does something as a person, below the pages.</summary>
    public async Task<T> AsAsync<T>(string userName, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var user = userName == "" ? null : await services.GetRequiredService<UserManager<MhgUser>>().FindByNameAsync(userName);
        services.GetRequiredService<CurrentActor>().Actor = userName == "" ? Actor.Site : await services.GetRequiredService<Actors>().FromUserIdAsync(user!.Id);
        return await work(services);
    }

    /// <summary>Saves a new document as a person.</summary>
    public Task<ContentItem> WriteAsync(string userName, string title, string body = "Words of a document.") => AsAsync(userName, async services =>
    {
        var manager = services.GetRequiredService<ContentManager>();
        var item = await manager.NewAsync("Document");
        item.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        item.Content["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>{body}</p>" };
        await manager.SaveDraftAsync(item);
        return item;
    });

    /// <summary>Saves a change of an item's words as a person.</summary>
    public Task<ContentItem> ChangeAsync(string userName, string contentItemId, string body) => AsAsync(userName, async services =>
    {
        var manager = services.GetRequiredService<ContentManager>();
        var item = (await manager.GetAsync(contentItemId))!;
        item.Content["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>{body}</p>" };
        await manager.SaveDraftAsync(item, item.ContentItemVersionId);
        return item;
    });

    /// <summary>Says what a change of a document during its review does.</summary>
    public Task<bool> SetRuleAsync(ReviewOfChange rule) => AsAsync("", async services =>
    {
        var definitions = services.GetRequiredService<ContentDefinitions>();
        var type = (await definitions.ExportAsync(default)).Types.Single(type => (string?)type["Name"] == "Document");
        type["Settings"]!["ReviewSettings"] = new JsonObject { ["WhenChanged"] = rule.ToString() };
        await definitions.SaveTypeAsync(type, default);
        return true;
    });

    public Task<ContentItem?> FindAsync(string contentItemId, VersionOptions version = VersionOptions.Latest) =>
        AsAsync("", services => services.GetRequiredService<ContentManager>().GetAsync(contentItemId, version));

    public Task<IReadOnlyList<AuditEvent>> HistoryAsync(string contentItemId) =>
        AsAsync("", services => services.GetRequiredService<IAuditLog>().ListAsync(contentItemId, default));
}

/// <summary>A clock that runs, and can be put forward.</summary>
public sealed class Clock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan time) => _ahead += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
}

/// <summary>What a page answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The page.</param>
/// <param name="Location">Where it leads on; null for nowhere.</param>
public sealed record Answer(HttpStatusCode Status, string Text, string? Location)
{
    /// <summary>The words of the page without its tags.</summary>
    public string Words => WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(Text, "<[^>]*>", " "), @"\s+", " "));
}

/// <summary>A browser without scripts: keeps cookies, and sends forms as they stand on their page.</summary>
public sealed partial class Browser(HttpClient client)
{
    public async Task<Answer> GetAsync(string address)
    {
        using var response = await client.GetAsync(address);
        return await ReadAsync(response);
    }

    /// <summary>Asks for a page as a browser does that fetches it in advance.</summary>
    public async Task PrefetchAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Sec-Purpose", "prefetch;prerender" } } };
        using var response = await client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Opens a page and sends its form with the given values over those that stand in it.</summary>
    public async Task<Answer> PostAsync(string address, Dictionary<string, string> values, string? to = null)
    {
        var page = await GetAsync(address);
        return await SendAsync(page, to ?? address, values);
    }

    /// <summary>Sends the form of a page that was opened before.</summary>
    public async Task<Answer> SendAsync(Answer page, string to, Dictionary<string, string> values)
    {
        var form = Hidden().Matches(page.Text).Select(match => match.Value)
            .Select(tag => (Name: Attribute(tag, "name"), Value: Attribute(tag, "value"))).Where(input => input.Name.Length > 0)
            .DistinctBy(input => input.Name).ToDictionary(input => input.Name, input => input.Value);
        foreach (var (name, value) in values)
            form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync(to, content);
        return await ReadAsync(response);
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
