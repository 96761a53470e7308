namespace Mhg.Workflows.Outbox;

/// <summary>How long to wait before something that failed is tried again.</summary>
internal static class Pauses
{
    // A server that restarts is back after the first ones; the last ones are for a night without anybody to mend it.
    private static readonly TimeSpan[] All =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>The pause after so many attempts in vain, at least one; it grows with their number.</summary>
    public static TimeSpan After(int attempts) => All[Math.Min(attempts, All.Length) - 1];
}
