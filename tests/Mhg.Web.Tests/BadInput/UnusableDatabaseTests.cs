using System.Diagnostics;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Mhg.Web.Tests.BadInput;

/// <summary>The program itself, started on a database that it can't use.</summary>
public sealed class UnusableDatabaseTests : IDisposable
{
    private static readonly string Program =
        typeof(UnusableDatabaseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Program").Value!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mhg-start-");

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone_and_named()
    {
        var file = Path.Combine(_folder.FullName, "mhg.db");
        var text = string.Concat(Enumerable.Repeat("This is a letter and no database.\n", 100));
        await File.WriteAllTextAsync(file, text);
        var (code, output) = await RunAsync(file);
        code.ShouldBe(1);
        output.ShouldContain($"The database {file} is not a database");
        output.ShouldNotContain("   at ");
        (await File.ReadAllTextAsync(file)).ShouldBe(text);
    }

    [Fact]
    public async Task A_database_that_can_not_be_written_is_named()
    {
        var file = Path.Combine(_folder.FullName, "mhg.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            await connection.OpenAsync();
        // Whoever runs the tests as root may write everything; so the database is opened for reading only.
        var (code, output) = await RunAsync($"Data Source={file};Mode=ReadOnly");
        code.ShouldBe(1);
        output.ShouldContain("can't be written");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_database_that_another_program_has_locked_is_named()
    {
        var file = Path.Combine(_folder.FullName, "mhg.db");
        await using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        var (code, output) = await RunAsync(file);
        code.ShouldBe(1);
        output.ShouldContain("is locked by another program");
        output.ShouldNotContain("   at ");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> RunAsync(string database)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])
        [
            Program, "--urls", "http://127.0.0.1:0", "--contentRoot", Path.GetDirectoryName(Program)!,
            "--environment", "Production", $"--Site:DataPath={_folder.FullName}", $"--ConnectionStrings:Mhg={database}",
        ])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var (error, output) = (process.StandardError.ReadToEndAsync(patience.Token), process.StandardOutput.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await error + await output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
