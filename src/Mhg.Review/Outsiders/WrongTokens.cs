using System.Threading.RateLimiting;

namespace Mhg.Review.Outsiders;

/// <summary>Counts wrong tokens by the address that they come from. Who tries many has to wait, as at the sign-in; a guest with a right link never notices.</summary>
public sealed class WrongTokens : IDisposable
{
    /// <summary>How many wrong tokens a minute are looked up for one address.</summary>
    public const int Most = 30;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether an address may try a token.</summary>
    public bool MayTry(string address)
    {
        using var lease = _limiter.AttemptAcquire(address, permitCount: 0);
        return lease.IsAcquired;
    }

    /// <summary>A token from an address was wrong.</summary>
    public void Count(string address) => _limiter.AttemptAcquire(address).Dispose();

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
