using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Mhg.Review.Outsiders;

/// <summary>Counts wrong tokens by the address that they come from. Who tries many has to wait, as at the sign-in; a guest with a right link never notices.</summary>
public sealed class WrongTokens : IDisposable
{
    /// <summary>How many wrong tokens a minute are looked up for one address.</summary>
    public const int Most = 30;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether a token may be looked up for where a request comes from.</summary>
    public bool MayTry(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(AddressOf(context), permitCount: 0);
        return lease.IsAcquired;
    }

    /// <summary>The token of a request was wrong.</summary>
    public void Count(HttpContext context) => _limiter.AttemptAcquire(AddressOf(context)).Dispose();

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
