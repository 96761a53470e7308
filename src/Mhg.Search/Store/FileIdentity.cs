namespace Mhg.Search.Store;

/// <summary>What tells a file of an index from any other, also from a sound one that has got into its place.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Length">The length of its content.</param>
/// <param name="Checksum">The checksum in its trailer, which stands for all of the content.</param>
internal readonly record struct FileIdentity(string Name, long Length, uint Checksum);
