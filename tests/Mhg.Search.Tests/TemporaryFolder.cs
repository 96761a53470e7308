namespace Mhg.Search.Tests;

/// <summary>Folders for indexes, gone with the test run.</summary>
internal static class TemporaryFolder
{
    private static readonly string Root = Create();

    private static int Count;

    /// <summary>The path of a folder that is not there yet.</summary>
    public static string New() => Path.Combine(Root, $"{Interlocked.Increment(ref Count)}");

    private static string Create()
    {
        var root = Directory.CreateTempSubdirectory("mhg-search-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }
}
