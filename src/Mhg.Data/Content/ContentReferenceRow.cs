using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Content;

/// <summary>What a version that is latest or published points at.</summary>
internal sealed class ContentReferenceRow
{
    public long VersionId { get; init; }

    public required string Name { get; init; }

    public required string TargetId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ContentReferenceRow>
    {
        public void Configure(EntityTypeBuilder<ContentReferenceRow> row)
        {
            row.ToTable("ContentReferences");
            row.HasKey(r => new { r.VersionId, r.Name, r.TargetId });
            row.HasOne<ContentVersionRow>().WithMany().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Cascade);
            row.HasIndex(r => new { r.TargetId, r.Name, r.VersionId });
        }
    }
}
