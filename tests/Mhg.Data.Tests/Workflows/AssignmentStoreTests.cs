using Mhg.Data.Tests.Databases;
using Mhg.Workflows.UserTasks.Assigning;

namespace Mhg.Data.Tests.Workflows;

public sealed class AssignmentStoreTests(TestDatabases databases) : DatabaseTests(databases)
{
    private static readonly DateTime Morning = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task Who_is_asked_and_who_looks_at_it_are_kept_apart(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        (await site.In(scope => Store(scope).ClaimAsync("item", null, "nok", Morning, default))).ShouldBeTrue();
        await site.In(scope => Store(scope).AskAsync("item", "ana", new DateOnly(2026, 12, 1), ReviewPriority.High, default));
        await site.In(scope => Store(scope).AskAsync("another", null, null, ReviewPriority.Low, default));

        var stored = await site.In(scope => Store(scope).ListAsync(["item", "another", "nothing"], default));

        stored["item"].ShouldBe(new Assignment("item") { AskedId = "ana", Due = new DateOnly(2026, 12, 1), Priority = ReviewPriority.High, ClaimedById = "nok", ClaimedUtc = Morning });
        stored["another"].ShouldBe(new Assignment("another") { Priority = ReviewPriority.Low });
        stored.Count.ShouldBe(2);
        stored["item"].ClaimedSince(Morning.AddSeconds(-1)).ShouldBe("nok");
        stored["item"].ClaimedSince(Morning.AddSeconds(1)).ShouldBeNull("it was claimed for an earlier request");
        await site.In(scope => Store(scope).ForgetAsync(["item"], default));
        (await site.In(scope => Store(scope).ListAsync(["item"], default))).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_claim_at_once_one_has_it(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await using var otherProcess = site.Another();
        var claimed = await Task.WhenAll(new[] { (site, "ana"), (otherProcess, "nok") }.Select(one => one.Item1.In(scope => Store(scope).ClaimAsync("item", null, one.Item2, Morning, default))));
        claimed.Count(first => first).ShouldBe(1);
        (await site.In(scope => Store(scope).ListAsync(["item"], default)))["item"].ClaimedById.ShouldBe(claimed[0] ? "ana" : "nok");
    }

    [Theory, EachDatabase]
    public async Task Who_is_away_is_so_from_the_first_day_to_the_last(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var absence = new Absence("ana", new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 3), "nok");
        await site.In(scope => Store(scope).SetAbsenceAsync("ana", absence with { StandInId = null }, default));
        await site.In(scope => Store(scope).SetAbsenceAsync("ana", absence, default));

        foreach (var (day, isAway) in new[] { (30, false), (1, true), (3, true), (4, false) })
            (await site.In(scope => Store(scope).ListAwayAsync(new DateOnly(2026, day == 30 ? 11 : 12, day), default))).ShouldBe(isAway ? [absence] : []);
        (await site.In(scope => Store(scope).FindAbsenceAsync("ana", default))).ShouldBe(absence);
        await site.In(scope => Store(scope).SetAbsenceAsync("ana", null, default));
        (await site.In(scope => Store(scope).FindAbsenceAsync("ana", default))).ShouldBeNull();
    }

    private static IAssignmentStore Store(Scope scope) => scope.Get<IAssignmentStore>();
}
