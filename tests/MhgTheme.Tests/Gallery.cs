using System.Globalization;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace MhgTheme.Tests;

/// <summary>
/// A site with sample pages of every kind in the theme, under the strict Content-Security-Policy, and a browser to look at it.
/// </summary>
public sealed class Gallery : IAsyncLifetime
{
    private WebApplication _app = null!;
    private IPlaywright _playwright = null!;

    public string Address { get; private set; } = "";

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _app = Build();
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        await _app.DisposeAsync();
    }

    public async Task<IPage> OpenAsync(string path, ColorScheme scheme = ColorScheme.Light, int width = 1280, bool scripts = true)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address,
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 800 },
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Gallery).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
            Args = ["--urls", "http://127.0.0.1:0"],
        });
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<PageShellSource, SampleShell>();

        var _app = builder.Build();
        _app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            return next(context);
        });
        _app.UseRouting();
        _app.MapStaticAssets();
        _app.MapRazorPages().WithStaticAssets();
        return _app;
    }

    private sealed class SampleShell(IHttpContextAccessor http) : PageShellSource
    {
        protected override Task<PageShell> LoadAsync()
        {
            var request = http.HttpContext!.Request;

            NavigationItem Item(string text, string url, string? icon = null, int? count = null, string? group = null) =>
                new(text, url) { Icon = icon, Count = count, Group = group, IsActive = request.Path.StartsWithSegments(url) };

            return Task.FromResult(new PageShell
            {
                SiteName = "Migration, Health & Globalisation",
                Tagline = "A working archive of the organisations across Asia that defend the health and rights of migrant workers.",
                Culture = CultureInfo.GetCultureInfo(request.Query["lang"] == "ar" ? "ar" : "en-GB"),
                TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Bangkok"),
                UserName = request.Query["as"] == "visitor" ? null : "Nurul Aisyah",
                UnreadNotices = 3,
                MainMenu =
                [
                    Item("Focus areas", "/Item"), Item("Workshops", "/workshops"), Item("Campaigns", "/campaigns"),
                    Item("People", "/people"), Item("Organisations", "/organisations"), Item("Documents", "/Search"),
                ],
                WorkMenu =
                [
                    Item("My desk", "/Desk", "inbox"), Item("Review queue", "/Review", "clipboard-check", 4),
                    Item("All content", "/content", "collection", group: "Content"), Item("Write", "/Edit", "pencil-square", group: "Content"),
                    Item("Features", "/features", "puzzle", group: "Administration"),
                ],
                AccountMenu = [Item("My account", "/account", "person-circle")],
                FooterMenu = [Item("About the network", "/about"), Item("Search help", "/help")],
                Notices = request.Path == "/Desk"
                    ? [new(NoticeKind.Success, "The draft was sent for review."), new(NoticeKind.Error, "One reviewer could not be notified.")]
                    : [],
            });
        }
    }
}

[CollectionDefinition(nameof(Gallery))]
public sealed class GalleryCollection : ICollectionFixture<Gallery>;
