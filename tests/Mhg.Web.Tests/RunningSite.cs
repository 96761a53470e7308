using System.Collections.Concurrent;
using Mhg.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mhg.Web.Tests;

/// <summary>The real site on a free port, with data of its own that is thrown away at the end.</summary>
public sealed class RunningSite : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Log _log = new();

    private RunningSite(WebApplication app, DirectoryInfo folder) => (App, _folder) = (app, folder);

    /// <summary>The site itself, for what a test does beside its pages.</summary>
    public WebApplication App { get; }

    /// <summary>Where the site's data lies.</summary>
    public string Folder => _folder.FullName;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the site has logged since it was built, a line each.</summary>
    public IReadOnlyCollection<string> Logged => _log.Lines;

    /// <summary>Starts a site.</summary>
    /// <param name="demonstration">With the demonstration's content and accounts; otherwise the site waits for its setup.</param>
    /// <param name="prepare">What to lay into the site's folder before it starts.</param>
    /// <param name="settings">Further settings, as on the command line.</param>
    public static async Task<RunningSite> StartAsync(bool demonstration = true, Action<DirectoryInfo>? prepare = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("mhg-web-");
        prepare?.Invoke(folder);
        var app = Site.Build(
        [
            "--applicationName", "Mhg.Web", "--contentRoot", AppContext.BaseDirectory, "--environment", demonstration ? "Development" : "Production",
            "--urls", "http://127.0.0.1:0", $"--Site:DataPath={folder.FullName}", $"--Site:ModulesPath={Path.Combine(folder.FullName, "modules")}",
            "--Logging:Console:LogLevel:Default=None", .. settings,
        ]);
        var site = new RunningSite(app, folder);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(site._log);
        await app.StartUpAsync();
        await app.StartAsync();
        site.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return site;
    }

    /// <summary>A browser as far as a test without one needs it: it keeps cookies and does not follow redirects by itself.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>Somebody who has signed in through the form. The demonstration's accounts have its password.</summary>
    public async Task<Visitor> SignInAsync(string userName, string password = Setup.SiteSetup.DemonstrationPassword)
    {
        var visitor = Visit();
        using var answer = await visitor.PostAsync("/sign-in", [("Input.UserName", userName), ("Input.Password", password)]);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, $"{userName} could not sign in");
        return visitor;
    }

    /// <summary>Does something with the site's services, in a scope of its own.</summary>
    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private sealed class Log : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(Lines);

        public void Dispose() { }

        private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}".TrimEnd());
        }
    }
}
