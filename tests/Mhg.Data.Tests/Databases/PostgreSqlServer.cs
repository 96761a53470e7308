using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Mhg.Data.Tests.Databases;

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder and on a free loopback port; started when it is first needed.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mhg-postgres-");
    private readonly int _port = FreePort();
    private int _databases;

    private PostgreSqlServer()
    {
    }

    /// <summary>Why there can be no server on this machine; null where there can.</summary>
    public static string? Missing { get; } =
        !File.Exists(Path.Combine(Binaries, "initdb")) ? "Left out: PostgreSQL 15 is not installed (Debian: postgresql)."
        : Environment.UserName != "root" ? "Left out: only root can start PostgreSQL as its own user."
        : null;

    private string Data => Path.Combine(_folder.FullName, "db");

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var server = new PostgreSqlServer();
        await RunAsync("chown", "postgres", server._folder.FullName);
        await AsPostgresAsync("initdb", "-D", server.Data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await AsPostgresAsync("pg_ctl", "-D", server.Data, "-l", Path.Combine(server._folder.FullName, "log"),
            "-o", $"-p {server._port} -k {server._folder.FullName} -c listen_addresses=127.0.0.1 -c fsync=off", "-w", "start");
        return server;
    }

    /// <summary>A connection string to a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"mhg{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return Address(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AsPostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        _folder.Delete(recursive: true);
    }

    private string Address(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=20";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task AsPostgresAsync(string program, params string[] arguments) =>
        RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(Binaries, program), .. arguments]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
