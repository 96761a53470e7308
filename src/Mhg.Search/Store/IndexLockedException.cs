namespace Mhg.Search.Store;

/// <summary>Another writer, of this or another process, has the index open.</summary>
/// <param name="directory">The directory of the index.</param>
/// <param name="cause">What the system said.</param>
public sealed class IndexLockedException(string directory, Exception cause)
    : IOException($"The index in {directory} is held by another writer.", cause);
