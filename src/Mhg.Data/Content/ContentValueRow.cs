using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Content;

/// <summary>A value of a version that is latest or published, to filter and sort by.</summary>
internal sealed class ContentValueRow
{
    public long VersionId { get; init; }

    public required string Name { get; init; }

    /// <summary>Its place among the values of that name, from 0. Lists are sorted by the first.</summary>
    public int Ordinal { get; init; }

    public string? Text { get; init; }

    public double? Number { get; init; }

    public DateTime? Utc { get; init; }

    internal sealed class Mapping(string? ordinal) : IEntityTypeConfiguration<ContentValueRow>
    {
        public void Configure(EntityTypeBuilder<ContentValueRow> row)
        {
            row.ToTable("ContentValues");
            row.HasKey(v => new { v.VersionId, v.Name, v.Ordinal });
            row.Property(v => v.Text).UseCollation(ordinal);
            row.HasOne<ContentVersionRow>().WithMany().HasForeignKey(v => v.VersionId).OnDelete(DeleteBehavior.Cascade);
            row.HasIndex(v => new { v.Name, v.Text, v.VersionId }).HasFilter("\"Text\" IS NOT NULL");
            row.HasIndex(v => new { v.Name, v.Utc, v.VersionId }).HasFilter("\"Utc\" IS NOT NULL");
        }
    }
}
