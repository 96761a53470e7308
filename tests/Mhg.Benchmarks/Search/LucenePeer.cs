using System.Diagnostics;

namespace Mhg.Benchmarks.Search;

/// <summary>The measuring partner: Apache Lucene 8 by a script beside the repository.</summary>
internal static class LucenePeer
{
    /// <summary>Runs the script and returns the lines that it prints.</summary>
    /// <exception cref="InvalidOperationException">It is not there or fails.</exception>
    public static IReadOnlyList<string> Run(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Script(), arguments) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? lines : throw new InvalidOperationException($"peer.sh {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static string Script()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var script = Path.Combine(at.FullName, "shared", "lucene-peer", "peer.sh");
            if (File.Exists(script)) return script;
        }
        throw new InvalidOperationException("The measuring partner, shared/lucene-peer/peer.sh, is not beside the repository.");
    }
}
