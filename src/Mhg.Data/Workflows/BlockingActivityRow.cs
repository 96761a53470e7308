using Mhg.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mhg.Data.Workflows;

/// <summary>An event that an instance waits for, or a task that it is to try again.</summary>
internal sealed class BlockingActivityRow
{
    public required string WorkflowId { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>The instance's type, so that one index answers who waits where.</summary>
    public required string WorkflowTypeId { get; init; }

    public required string Name { get; init; }

    public bool IsStart { get; init; }

    public DateTime SinceUtc { get; init; }

    public DateTime? DueUtc { get; init; }

    public int Attempts { get; init; }

    public string? FaultMessage { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<BlockingActivityRow>
    {
        public void Configure(EntityTypeBuilder<BlockingActivityRow> row)
        {
            row.ToTable("BlockingActivities");
            row.HasKey(b => new { b.WorkflowId, b.ActivityId });
            row.HasOne<WorkflowRow>().WithMany().HasForeignKey(b => b.WorkflowId).OnDelete(DeleteBehavior.Cascade);
            row.HasIndex(b => new { b.WorkflowTypeId, b.ActivityId, b.SinceUtc });
        }
    }
}

/// <summary>Questions that several stores ask about what instances wait for.</summary>
internal static class BlockingActivityQueries
{
    /// <summary>Those at one of these places.</summary>
    public static IQueryable<BlockingActivityRow> At(this IQueryable<BlockingActivityRow> rows, IReadOnlyCollection<WaitingPlace> places)
    {
        // Pairs can't be a parameter, and joined with a character that ids do not hold they are one text each.
        var wanted = places.Select(place => place.WorkflowTypeId + "/" + place.ActivityId).ToList();
        var types = places.Select(place => place.WorkflowTypeId).Distinct().ToList();
        return rows.Where(blocking => types.Contains(blocking.WorkflowTypeId) && wanted.Contains(blocking.WorkflowTypeId + "/" + blocking.ActivityId));
    }
}
