using Mhg.Fixtures;

namespace Mhg.FocusAreas.Tests;

/// <summary>The network's content with this module.</summary>
public sealed class Site() : NetworkSite(typeof(Startup).Assembly);
