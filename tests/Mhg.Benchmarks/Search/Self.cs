using System.Diagnostics;

namespace Mhg.Benchmarks.Search;

/// <summary>This program in a process of its own, so that what one measurement leaves behind does not touch the next.</summary>
internal static class Self
{
    /// <summary>Runs it with other arguments and returns the lines that it prints.</summary>
    public static IReadOnlyList<string> Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], .. arguments]) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? lines : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
