using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Content;

/// <summary>Who may read a version: a token of its audience. In lower case, since the names of roles are compared without it.</summary>
internal sealed class ContentAudienceRow
{
    public long VersionId { get; init; }

    public required string Token { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ContentAudienceRow>
    {
        public void Configure(EntityTypeBuilder<ContentAudienceRow> row)
        {
            row.ToTable("ContentAudiences");
            row.HasKey(a => new { a.VersionId, a.Token });
            row.HasOne<ContentVersionRow>().WithMany().HasForeignKey(a => a.VersionId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
