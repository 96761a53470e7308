namespace Mhg.Search.Store;

/// <summary>A file of an index is damaged, cut off, missing or of another format. The index has to be built anew.</summary>
/// <param name="file">The path of the file.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="cause">What the system said.</param>
public sealed class CorruptIndexException(string file, string problem, Exception? cause = null) : Exception($"{file}: {problem}", cause)
{
    /// <summary>The path of the file.</summary>
    public string File { get; } = file;
}
