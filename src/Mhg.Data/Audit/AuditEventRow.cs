using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Audit;

/// <summary>An event of the audit.</summary>
internal sealed class AuditEventRow
{
    public long Id { get; init; }

    public DateTime Utc { get; init; }

    public string? UserId { get; init; }

    public required string UserName { get; init; }

    public required string Name { get; init; }

    public string? ContentItemId { get; init; }

    public string? ContentItemVersionId { get; init; }

    public string? ContentType { get; init; }

    public string? Comment { get; init; }

    /// <summary>A JSON object.</summary>
    public string? Data { get; init; }

    /// <summary>Whether a reviewer decided something: figures read no other events.</summary>
    public bool IsDecision { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEventRow>
    {
        public void Configure(EntityTypeBuilder<AuditEventRow> row)
        {
            row.ToTable("AuditEvents");
            row.Property(e => e.Id).ValueGeneratedOnAdd();
            row.HasIndex(e => new { e.ContentItemId, e.Id }).HasFilter("\"ContentItemId\" IS NOT NULL");
            row.HasIndex(e => e.Utc, "IX_AuditEvents_Decisions").HasFilter("\"IsDecision\"");
        }
    }
}
