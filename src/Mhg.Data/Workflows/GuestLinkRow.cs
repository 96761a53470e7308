using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Workflows;

/// <summary>A link for a guest.</summary>
internal sealed class GuestLinkRow
{
    public required string LinkId { get; init; }

    public required string TokenHash { get; init; }

    public required string ContentItemId { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string Message { get; init; }

    public bool MayDecide { get; init; }

    public required string InvitedById { get; init; }

    public DateTime CreatedUtc { get; init; }

    public DateTime EndsUtc { get; init; }

    public DateTime? OpenedUtc { get; init; }

    public string? OpenedVersionId { get; init; }

    public DateTime? CommentedUtc { get; init; }

    public string? Decision { get; init; }

    public DateTime? DecidedUtc { get; init; }

    public string? DecidedVersionId { get; init; }

    public DateTime? WithdrawnUtc { get; init; }

    public DateTime? SettledUtc { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<GuestLinkRow>
    {
        public void Configure(EntityTypeBuilder<GuestLinkRow> row)
        {
            row.ToTable("GuestLinks");
            row.HasKey(l => l.LinkId);
            row.HasIndex(l => l.TokenHash).IsUnique();
            row.HasIndex(l => new { l.ContentItemId, l.CreatedUtc });
            row.HasIndex(l => l.EndsUtc);
        }
    }
}
