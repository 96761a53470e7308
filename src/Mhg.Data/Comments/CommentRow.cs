using Mhg.ContentManagement.Comments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Comments;

/// <summary>A comment in a thread.</summary>
internal sealed class CommentRow
{
    public required string CommentId { get; init; }

    public required string ThreadId { get; init; }

    public required string ContentItemVersionId { get; init; }

    public string? UserId { get; init; }

    public required string UserName { get; init; }

    public DateTime Utc { get; init; }

    public required string Text { get; init; }

    public string? Replacement { get; init; }

    public SuggestionAnswer? Answer { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CommentRow>
    {
        public void Configure(EntityTypeBuilder<CommentRow> row)
        {
            row.ToTable("Comments");
            row.HasKey(c => c.CommentId);
            row.Property(c => c.Answer).HasConversion<string>();
            row.HasOne<CommentThreadRow>().WithMany().HasForeignKey(c => c.ThreadId).OnDelete(DeleteBehavior.Cascade);
            row.HasIndex(c => new { c.ThreadId, c.Utc });
        }
    }
}
