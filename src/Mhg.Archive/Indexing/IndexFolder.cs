using Mhg.Modularity.Modules;
using Mhg.Search.Indexing;
using Mhg.Search.Store;
using Microsoft.Extensions.Logging;

namespace Mhg.Archive.Indexing;

/// <summary>
/// The folder of the site's indexes, each in a folder of its own. A process has one of them for itself by the library's lock, so
/// that several processes on one data folder do not get in each other's way.
/// </summary>
public sealed class IndexFolder(SiteFolder site, ILogger<IndexFolder> logger)
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(site.Path, "index");

    /// <summary>The folders of the indexes, the newest first.</summary>
    public IReadOnlyList<string> Indexes =>
        Directory.Exists(Path) ? [.. Directory.EnumerateDirectories(Path).OrderDescending(StringComparer.Ordinal)] : [];

    /// <summary>Asks for all indexes to be built anew: what nobody has open is deleted, and who has one open finds a request beside it.</summary>
    /// <returns>How many are open, in this process or another.</returns>
    public int RequestRebuild()
    {
        var open = 0;
        foreach (var path in Indexes)
        {
            if (!SearchIndex.IsLocked(path))
            {
                Delete(path);
                continue;
            }
            File.WriteAllBytes(BuiltIndex.RequestIn(path), []);
            open++;
        }
        return open;
    }

    /// <summary>Begins an empty index.</summary>
    internal BuiltIndex Create(ContentDocuments documents) => new(System.IO.Path.Combine(Path, Guid.CreateVersion7().ToString("N")), documents);

    /// <summary>Opens an index that an earlier process left, unless somebody else has it. One that can't be used is deleted.</summary>
    internal BuiltIndex? Open(string path, ContentDocuments documents)
    {
        try
        {
            var found = new BuiltIndex(path, documents);
            if (found.IsSound && !found.IsOutdated)
                return found;
            found.Dispose();
        }
        catch (IndexLockedException)
        {
            return null;
        }
        catch (CorruptIndexException fault)
        {
            logger.LogWarning("The search index is damaged and is built anew from the database. {Problem}", fault.Message);
        }
        catch (ArgumentException)
        {
            // The content definitions have changed what kind a field is.
        }
        Delete(path);
        return null;
    }

    /// <summary>Deletes an index that is not open here any more.</summary>
    internal void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was quicker.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Some systems keep files that are being read. It is tried again at the next start.
            logger.LogWarning("A search index that is not used any more could not be deleted. {Problem}", fault.Message);
        }
    }
}
