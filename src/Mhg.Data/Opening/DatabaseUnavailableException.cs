namespace Mhg.Data.Opening;

/// <summary>
/// The database can't be read or written at all. The message is for the person who runs the site: what is wrong, with which
/// file or server, and what to do. Nothing was stored.
/// </summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
