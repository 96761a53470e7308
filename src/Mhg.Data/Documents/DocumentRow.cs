using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Documents;

/// <summary>A named JSON document.</summary>
internal sealed class DocumentRow
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Json { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DocumentRow>
    {
        public void Configure(EntityTypeBuilder<DocumentRow> row)
        {
            row.ToTable("Documents");
            row.HasKey(d => new { d.Kind, d.Name });
        }
    }
}
