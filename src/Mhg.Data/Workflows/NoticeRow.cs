using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Workflows;

/// <summary>A notice to a person.</summary>
internal sealed class NoticeRow
{
    public required string NoticeId { get; init; }

    public required string UserId { get; init; }

    public DateTime CreatedUtc { get; init; }

    public required string Subject { get; init; }

    public required string Summary { get; init; }

    public required string TextBody { get; init; }

    public required string HtmlBody { get; init; }

    public bool IsHtmlPreferred { get; init; }

    public string? ContentItemId { get; init; }

    public DateTime? ReadUtc { get; init; }

    public string? Anchor { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<NoticeRow>
    {
        public void Configure(EntityTypeBuilder<NoticeRow> row)
        {
            row.ToTable("Notices");
            row.HasKey(n => n.NoticeId);
            row.HasIndex(n => new { n.UserId, n.CreatedUtc });
            row.HasIndex(n => new { n.UserId, n.ContentItemId }, "IX_Notices_Unread").HasFilter("\"ReadUtc\" IS NULL");
        }
    }
}
