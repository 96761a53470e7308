namespace Mhg.Workflows.UserTasks.Assigning;

/// <summary>When a person is away, and who reviews in their place.</summary>
/// <param name="UserId">The person's account.</param>
/// <param name="First">The first day, as the site counts days.</param>
/// <param name="Last">The last day.</param>
/// <param name="StandInId">The account of the one who stands in; null for nobody.</param>
public sealed record Absence(string UserId, DateOnly First, DateOnly Last, string? StandInId);
