using Mhg.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Workflows;

/// <summary>An instance of a workflow type.</summary>
internal sealed class WorkflowRow
{
    public required string WorkflowId { get; init; }

    public required string WorkflowTypeId { get; init; }

    public WorkflowStatus Status { get; init; }

    public string? CorrelationId { get; init; }

    public DateTime CreatedUtc { get; init; }

    public DateTime ChangedUtc { get; init; }

    public string? FaultMessage { get; init; }

    public long Revision { get; init; }

    /// <summary>A <see cref="WorkflowState"/> as JSON.</summary>
    public required string State { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<WorkflowRow>
    {
        public void Configure(EntityTypeBuilder<WorkflowRow> row)
        {
            row.ToTable("Workflows");
            row.HasKey(w => w.WorkflowId);
            row.Property(w => w.Status).HasConversion<string>();
            row.HasIndex(w => new { w.CorrelationId, w.CreatedUtc }).HasFilter("\"CorrelationId\" IS NOT NULL");
            row.HasIndex(w => new { w.WorkflowTypeId, w.Status, w.CreatedUtc });
            row.HasIndex(w => w.ChangedUtc, "IX_Workflows_Ended").HasFilter("\"Status\" IN ('Finished', 'Aborted')");
        }
    }
}
