namespace Mhg.Modularity.Modules;

/// <summary>Makes an assembly a module: who it is and what it brings. It stands in the module's <c>Manifest.cs</c>.</summary>
/// <param name="id">The feature's id, say <c>Mhg.Workshops</c>. One module is one feature.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ModuleAttribute(string id) : Attribute
{
    /// <summary>The feature's id.</summary>
    public string Id => id;

    /// <summary>The name that administrators see.</summary>
    public string Name { get => field ?? Id; set; }

    /// <summary>What it brings, in a sentence.</summary>
    public string Description { get; set; } = "";

    /// <summary>The group under which it is listed.</summary>
    public string Category { get; set; } = "Content";

    /// <summary>Who made it.</summary>
    public string Author { get; set; } = "";

    /// <summary>Its version.</summary>
    public string Version { get; set; } = "1.0";

    /// <summary>The content types that belong to it: while the feature is off, they are neither offered nor shown.</summary>
    public string[] ContentTypes { get; set; } = [];

    /// <summary>Whether the site can't do without it, so that it can't be switched off.</summary>
    public bool IsAlwaysOn { get; set; }
}
