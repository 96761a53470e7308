using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mhg.EndToEnd;

/// <summary>The demonstration site as its own process.</summary>
/// <param name="data">The folder of its data.</param>
internal sealed class SiteProcess(string data)
{
    private Process? _server;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>Starts the site and waits until it answers.</summary>
    /// <param name="environment">The environment in which the program runs.</param>
    /// <param name="settings">Further settings, as on the command line.</param>
    public async Task StartAsync(string environment = "Development", params string[] settings)
    {
        var start = Host.Start(data, ["--urls", Address, .. settings]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        var said = new List<string>();
        _server = Process.Start(start)!;
        _server.OutputDataReceived += (_, line) => said.Add(line.Data ?? "");
        _server.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();

        using var client = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                (await client.GetAsync(new Uri(Address + "/health"))).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (!_server.HasExited && watch.Elapsed < TimeSpan.FromMinutes(3))
            {
                await Task.Delay(100);
            }
            catch (HttpRequestException fault)
            {
                throw new InvalidOperationException($"The site did not start: {string.Join('\n', said)}", fault);
            }
        }
    }

    /// <summary>Ends the site as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_server is null)
            return;
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
