using System.Security.Cryptography;

namespace Mhg.ContentManagement;

/// <summary>Ids in Orchard Core's form: 26 characters of a-z and 0-9.</summary>
public static class ContentId
{
    /// <summary>How many characters an id has.</summary>
    public const int Length = 26;

    // Crockford's 32 characters in lower case, as Orchard uses them: 130 random bits.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new id.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[Length];
        RandomNumberGenerator.Fill(random);
        return string.Create(Length, random, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++)
                id[i] = Alphabet[bytes[i] & 31];
        });
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: Length } && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9');
}
