using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mhg.Data.Identity;

/// <summary>A role's permissions as a JSON list.</summary>
internal sealed class PermissionListConverter() : ValueConverter<IReadOnlyList<string>, string>(
    list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
    json => JsonSerializer.Deserialize<string[]>(json, JsonSerializerOptions.Default)!);

/// <summary>Compares lists of permissions by what is in them.</summary>
internal sealed class PermissionListComparer() : ValueComparer<IReadOnlyList<string>>(
    (left, right) => left == right || (left != null && right != null && left.SequenceEqual(right)),
    list => list.Aggregate(0, (hash, name) => HashCode.Combine(hash, name.GetHashCode(StringComparison.Ordinal))),
    list => list.ToArray());
