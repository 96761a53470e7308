using System.Security.Cryptography;

namespace Mhg.Expressions;

/// <summary>Ids in Orchard Core's form: 26 characters of Crockford's base 32, a-z and 0-9, 128 random bits.</summary>
public static class UniqueId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new id that nobody can guess.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        var bits = new UInt128(BitConverter.ToUInt64(random), BitConverter.ToUInt64(random[8..]));
        return string.Create(26, bits, static (id, rest) =>
        {
            for (var i = id.Length - 1; i >= 0; i--, rest >>= 5)
                id[i] = Alphabet[(int)(rest & 31)];
        });
    }
}
