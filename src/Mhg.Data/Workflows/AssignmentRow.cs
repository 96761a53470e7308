using Mhg.Workflows.UserTasks.Assigning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Workflows;

/// <summary>Who is to review an item.</summary>
internal sealed class AssignmentRow
{
    public required string ContentItemId { get; init; }

    public string? AskedId { get; set; }

    public DateOnly? Due { get; set; }

    public ReviewPriority Priority { get; set; }

    public string? ClaimedById { get; set; }

    public DateTime? ClaimedUtc { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<AssignmentRow>
    {
        public void Configure(EntityTypeBuilder<AssignmentRow> row)
        {
            row.ToTable("Assignments");
            row.HasKey(a => a.ContentItemId);
        }
    }
}
