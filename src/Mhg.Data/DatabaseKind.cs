namespace Mhg.Data;

/// <summary>The databases that the site runs on.</summary>
public enum DatabaseKind
{
    /// <summary>A file, the default.</summary>
    Sqlite,

    /// <summary>A server.</summary>
    PostgreSql,
}
