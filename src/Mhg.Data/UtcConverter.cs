using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mhg.Data;

/// <summary>Every moment is UTC: stored as such, and marked so when it is read (SQLite keeps no kind).</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    moment => moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : DateTime.SpecifyKind(moment, DateTimeKind.Utc),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
