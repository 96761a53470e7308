using System.Diagnostics;

namespace Mhg.EndToEnd;

/// <summary>The site's program as the build left it, in the configuration in which the tests run.</summary>
internal static class Host
{
    /// <summary>How to start it.</summary>
    /// <param name="data">The folder of its data.</param>
    /// <param name="arguments">A command, or settings of the server.</param>
    public static ProcessStartInfo Start(string data, params string[] arguments)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var project = Path.Combine(RepositoryRoot(), "src", "Mhg.Web");
        var program = Path.Combine(project, "bin", output.Parent!.Name, output.Name, "Mhg.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = project,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Site__DataPath"] = data;
        return start;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string data, params string[] arguments)
    {
        using var process = Process.Start(Start(data, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MhgOrchard.sln")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
