using Mhg.Expressions;

namespace Mhg.ContentManagement;

/// <summary>Ids in Orchard Core's form: 26 characters of a-z and 0-9.</summary>
public static class ContentId
{
    /// <summary>How many characters an id has.</summary>
    public const int Length = 26;

    /// <summary>A new id.</summary>
    public static string New() => UniqueId.New();

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: Length } && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9');
}
