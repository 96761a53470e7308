using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Comments;

/// <summary>A thread of comments on a draft.</summary>
internal sealed class CommentThreadRow
{
    public required string ThreadId { get; init; }

    public required string ContentItemId { get; init; }

    public DateTime CreatedUtc { get; init; }

    public required string Path { get; init; }

    /// <summary>The passage's words; null where the thread is about all of the field, and then the next three mean nothing.</summary>
    public string? Quote { get; init; }

    public required string Before { get; init; }

    public required string After { get; init; }

    public int Position { get; init; }

    public DateTime? ResolvedUtc { get; init; }

    public string? ResolvedById { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CommentThreadRow>
    {
        public void Configure(EntityTypeBuilder<CommentThreadRow> row)
        {
            row.ToTable("CommentThreads");
            row.HasKey(t => t.ThreadId);
            row.HasIndex(t => new { t.ContentItemId, t.CreatedUtc });
        }
    }
}
