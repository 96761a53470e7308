namespace Mhg.Web.Tests;

/// <summary>The demonstration site, made once for all tests that only add to it.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    public RunningSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await RunningSite.StartAsync();

    public async Task DisposeAsync() => await Site.DisposeAsync();
}

/// <summary>Tests that share the demonstration site.</summary>
[CollectionDefinition(nameof(DemonstrationSite))]
public sealed class DemonstrationSite : ICollectionFixture<SiteFixture>;
