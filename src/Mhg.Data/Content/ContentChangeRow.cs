using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Content;

/// <summary>A row of the change log. Numbers grow in the order of commits (writers come one after another) and never come again.</summary>
internal sealed class ContentChangeRow
{
    public long Number { get; init; }

    public required string ContentItemId { get; init; }

    public required string ContentType { get; init; }

    public DateTime Utc { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ContentChangeRow>
    {
        public void Configure(EntityTypeBuilder<ContentChangeRow> row)
        {
            row.ToTable("ChangeLog");
            row.HasKey(c => c.Number);
            row.Property(c => c.Number).ValueGeneratedOnAdd();
        }
    }
}
