using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Mhg.Benchmarks;

/// <summary>A published build of the site in a folder of its own, with its data beside it. Everything is removed at the end.</summary>
internal sealed class PublishedSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mhg-benchmark-").FullName;
    private Process? _server;

    private PublishedSite() => Address = new Uri($"http://127.0.0.1:{FreePort()}");

    public Uri Address { get; }

    public string Application => Path.Combine(_folder, "site");

    public string Data => Path.Combine(_folder, "data");

    public static async Task<PublishedSite> CreateAsync()
    {
        var site = new PublishedSite();
        await RunAsync("dotnet", ["publish", Path.Combine(RepositoryRoot(), "src", "Mhg.Web"), "-c", "Release", "-o", site.Application, "--nologo", "-v", "quiet"], []);
        return site;
    }

    /// <summary>Starts the server as the demonstration site and waits until it answers.</summary>
    /// <returns>The time from the start of the process to the end of the first page.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        _server = Process.Start(Dotnet(["--urls", Address.ToString()]))!;
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(new Uri("/", UriKind.Relative));
                await response.Content.ReadAsByteArrayAsync();
                response.EnsureSuccessStatusCode();
                return watch.Elapsed;
            }
            catch (HttpRequestException) when (!_server.HasExited && watch.Elapsed < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>Resident memory of the server, in bytes.</summary>
    public long Memory()
    {
        _server!.Refresh();
        return _server.WorkingSet64;
    }

    public async Task StopAsync()
    {
        if (_server is null)
            return;
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Runs a command of the site, say <c>recipe run FILE</c>.</summary>
    public Task<string> CommandAsync(params string[] arguments) => RunAsync(Dotnet(arguments));

    /// <summary>Adds a file to those that the build has published. The site has to be started anew to serve it.</summary>
    /// <returns>Its path on the site.</returns>
    public async Task<string> AddStaticFileAsync(string name, string mediaType, byte[] content)
    {
        var route = $"_content/benchmark/{name}";
        var file = new FileInfo(Path.Combine(Application, "wwwroot", route));
        file.Directory!.Create();
        await File.WriteAllBytesAsync(file.FullName, content);

        var manifest = Path.Combine(Application, "Mhg.Web.staticwebassets.endpoints.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(manifest))!;
        json["Endpoints"]!.AsArray().Add(new JsonObject
        {
            ["Route"] = route,
            ["AssetFile"] = route,
            ["Selectors"] = new JsonArray(),
            ["ResponseHeaders"] = new JsonArray(
                Header("Content-Length", content.Length.ToString(CultureInfo.InvariantCulture)),
                Header("Content-Type", mediaType),
                Header("ETag", $"\"{Convert.ToBase64String(SHA256.HashData(content))}\""),
                Header("Last-Modified", DateTime.UtcNow.ToString("R", CultureInfo.InvariantCulture))),
            ["EndpointProperties"] = new JsonArray(),
        });
        await File.WriteAllTextAsync(manifest, json.ToJsonString());
        return $"/{route}";

        static JsonObject Header(string name, string value) => new() { ["Name"] = name, ["Value"] = value };
    }

    public static Task<string> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return RunAsync(start);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{start.FileName} failed: {await output}{await errors}");
    }

    private ProcessStartInfo Dotnet(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Application, "Mhg.Web.dll"), .. arguments])
        {
            WorkingDirectory = Application,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Site__DataPath"] = Data;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return start;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MhgOrchard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run it from the repository.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
