using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Workflows;

/// <summary>A message that is to be done.</summary>
internal sealed class OutboxMessageRow
{
    public required string MessageId { get; init; }

    public required string Kind { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Payload { get; init; }

    /// <summary>When it may be taken: due, tried again, or the end of the lease of whoever has taken it. Null where it was given up.</summary>
    public DateTime? DueUtc { get; init; }

    public int Attempts { get; init; }

    public string? LeasedBy { get; init; }

    public string? FaultMessage { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxMessageRow>
    {
        public void Configure(EntityTypeBuilder<OutboxMessageRow> row)
        {
            row.ToTable("Outbox");
            row.HasKey(m => m.MessageId);
            row.HasIndex(m => new { m.Kind, m.DueUtc }).HasFilter("\"DueUtc\" IS NOT NULL");
            row.HasIndex(m => m.DueUtc, "IX_Outbox_Failed").HasFilter("\"FaultMessage\" IS NOT NULL");
        }
    }
}
