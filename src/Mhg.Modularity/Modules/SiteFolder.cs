namespace Mhg.Modularity.Modules;

/// <summary>The folder of the site's data. A module keeps files of its own in a folder in it.</summary>
/// <param name="Path">Where it is, absolute.</param>
public sealed record SiteFolder(string Path);
