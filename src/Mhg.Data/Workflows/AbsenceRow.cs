using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Workflows;

/// <summary>When a person is away.</summary>
internal sealed class AbsenceRow
{
    public required string UserId { get; init; }

    public DateOnly First { get; init; }

    public DateOnly Last { get; init; }

    public string? StandInId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AbsenceRow>
    {
        public void Configure(EntityTypeBuilder<AbsenceRow> row)
        {
            row.ToTable("Absences");
            row.HasKey(a => a.UserId);
        }
    }
}
