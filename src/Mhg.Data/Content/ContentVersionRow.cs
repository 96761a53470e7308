using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Content;

/// <summary>A version of a content item.</summary>
internal sealed class ContentVersionRow
{
    /// <summary>The row's number, given by the writer (writers come one after another): what the index tables refer to.</summary>
    public long Id { get; init; }

    public required string ContentItemId { get; init; }

    public required string ContentItemVersionId { get; init; }

    public required string ContentType { get; init; }

    public required string DisplayText { get; init; }

    /// <summary>The title as <see cref="SortText"/> has it, for sorting and for finding.</summary>
    public required string SortText { get; init; }

    public bool Latest { get; init; }

    public bool Published { get; init; }

    public DateTime? CreatedUtc { get; init; }

    public DateTime? ModifiedUtc { get; init; }

    public DateTime? PublishedUtc { get; init; }

    public required string Owner { get; init; }

    public required string Author { get; init; }

    /// <summary>Set only while the version is latest or published, as is <see cref="Alias"/>.</summary>
    public string? Path { get; init; }

    public string? Alias { get; init; }

    /// <summary>The parts as JSON. The last column, so that lists which need only the others do not read over it.</summary>
    public required string Content { get; init; }

    public ContentItem ToItem() => new()
    {
        ContentItemId = ContentItemId,
        ContentItemVersionId = ContentItemVersionId,
        ContentType = ContentType,
        DisplayText = DisplayText,
        Latest = Latest,
        Published = Published,
        CreatedUtc = CreatedUtc,
        ModifiedUtc = ModifiedUtc,
        PublishedUtc = PublishedUtc,
        Owner = Owner,
        Author = Author,
        Content = JsonNode.Parse(Content)!.AsObject(),
    };

    internal sealed class Mapping(string? ordinal) : IEntityTypeConfiguration<ContentVersionRow>
    {
        public void Configure(EntityTypeBuilder<ContentVersionRow> row)
        {
            row.ToTable("ContentItems");
            row.Property(v => v.Id).ValueGeneratedNever();
            row.Property(v => v.SortText).UseCollation(ordinal);
            row.HasIndex(v => v.ContentItemVersionId).IsUnique();
            row.HasIndex(v => new { v.ContentItemId, v.Id });
            row.HasIndex(v => v.ContentItemId, "IX_ContentItems_OneLatest").IsUnique().HasFilter("\"Latest\"");
            row.HasIndex(v => v.ContentItemId, "IX_ContentItems_OnePublished").IsUnique().HasFilter("\"Published\"");
            row.HasIndex(v => v.Path, "IX_ContentItems_OnePublishedPath").IsUnique().HasFilter("\"Published\"");
            row.HasIndex(v => v.Path).HasFilter("\"Path\" IS NOT NULL");
            row.HasIndex(v => v.Alias).HasFilter("\"Alias\" IS NOT NULL");
            row.HasIndex(v => new { v.PublishedUtc, v.ContentItemId }, "IX_ContentItems_Newest").IsDescending(true, false).HasFilter("\"Published\"");
            row.HasIndex(v => new { v.ContentType, v.PublishedUtc, v.ContentItemId }, "IX_ContentItems_TypeNewest").IsDescending(false, true, false).HasFilter("\"Published\"");
            row.HasIndex(v => new { v.ContentType, v.SortText, v.ContentItemId }, "IX_ContentItems_TypeTitle").HasFilter("\"Published\"");
            row.HasIndex(v => new { v.ContentType, v.ModifiedUtc }, "IX_ContentItems_TypeChanged").HasFilter("\"Latest\"");
            row.HasIndex(v => new { v.Owner, v.ModifiedUtc }, "IX_ContentItems_OwnerChanged").HasFilter("\"Latest\"");
            row.HasIndex(v => new { v.Author, v.ModifiedUtc }, "IX_ContentItems_AuthorDrafts").HasFilter("\"Latest\" AND NOT \"Published\"");
        }
    }
}
