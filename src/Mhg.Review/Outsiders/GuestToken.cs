using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mhg.Review.Outsiders;

/// <summary>
/// What opens a guest's link: 256 random bits, which nobody guesses. With the link only their hash is stored, so that who reads the
/// table, or a copy of it, can't open one.
/// </summary>
internal static class GuestToken
{
    private const int Bytes = 32;

    /// <summary>A new one, as it stands in an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of it.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
