using System.Collections.Concurrent;

namespace Mhg.Data.Identity;

/// <summary>
/// What is remembered of accounts and roles, a process wide: all of it is thrown away when one of them changes here, and after
/// <see cref="Longest"/> in any case, since another process (the command line, another node) may have changed them.
/// </summary>
public sealed class AccountCache(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private volatile Generation? _current;

    /// <summary>The present generation. Take it before reading the database and put there what was read: then nothing old is ever found in a newer one.</summary>
    internal Generation Current
    {
        get
        {
            var current = _current;
            if (current is null || time.GetElapsedTime(current.Began) > Longest)
                _current = current = new Generation(time.GetTimestamp());
            return current;
        }
    }

    internal void Clear() => _current = null;

    /// <param name="began">When it began, as a timestamp of the time provider.</param>
    internal sealed class Generation(long began)
    {
        public long Began => began;

        /// <summary>The permissions of every role, by the role's name; null until they were read.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<string>>? Permissions { get; set; }

        /// <summary>Accounts by id; null for one that is not there.</summary>
        public ConcurrentDictionary<string, Account?> Accounts { get; } = new();
    }

    internal sealed record Account(string UserName, bool IsEnabled, IReadOnlyList<string> Roles);
}
