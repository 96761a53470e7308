namespace Mhg.Data;

/// <summary>Where the site's data lies.</summary>
public sealed record DataOptions
{
    /// <summary>The SQLite file, or an SQLite or PostgreSQL connection string (told apart by its keywords: <c>Host</c> names a server).</summary>
    public string Database { get; init; } = Path.Combine("App_Data", "mhg.db");

    /// <summary>How long a change waits for another one that is being written, before it ends in a clear error.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
