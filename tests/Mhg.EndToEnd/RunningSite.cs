using Microsoft.Playwright;

namespace Mhg.EndToEnd;

/// <summary>The demonstration site as its own process with new data, and a Chromium to look at it.</summary>
public class RunningSite : IAsyncLifetime
{
    /// <summary>The password of all accounts of the demonstration.</summary>
    private const string Password = "Orchard-2026";

    private readonly string _data = Directory.CreateTempSubdirectory("mhg-site-").FullName;
    private readonly SiteProcess _site;
    private IPlaywright? _playwright;

    public RunningSite() => _site = new SiteProcess(_data);

    /// <summary>The environment in which the program runs.</summary>
    protected virtual string Environment => "Development";

    /// <summary>Further settings, as on the command line.</summary>
    protected virtual string[] Settings => [];

    public string Address => _site.Address;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        await KillAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Starts the site and waits until it answers.</summary>
    public Task StartAsync() => _site.StartAsync(Environment, Settings);

    /// <summary>Ends the site as a crash would.</summary>
    public Task KillAsync() => _site.KillAsync();

    /// <summary>A window of its own, for a person who has signed in or (null) for a visitor.</summary>
    public async Task<IPage> OpenAsync(string? userName, int width = 1280)
    {
        var context = await Browser.NewContextAsync(new() { BaseURL = Address, ViewportSize = new() { Width = width, Height = 900 } });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        if (userName is not null)
        {
            await page.GotoAsync("/sign-in");
            await page.GetByLabel("User name or e-mail address").FillAsync(userName);
            await page.GetByLabel("Password").FillAsync(Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Notices" }).First).ToBeVisibleAsync();
        }
        return page;
    }
}

/// <summary>One site for all tests that only look, and for the story of the three people.</summary>
[CollectionDefinition(nameof(RunningSite))]
public sealed class RunningSiteCollection : ICollectionFixture<RunningSite>;

/// <summary>The same site for people who read from right to left.</summary>
public sealed class RightToLeftSite : RunningSite
{
    protected override string[] Settings => ["--Site:Culture=ar"];
}

/// <summary>One such site for all tests that look at it.</summary>
[CollectionDefinition(nameof(RightToLeftSite))]
public sealed class RightToLeftSiteCollection : ICollectionFixture<RightToLeftSite>;

/// <summary>A site in production, before anybody has set it up.</summary>
public sealed class NewSite : RunningSite
{
    protected override string Environment => "Production";
}
