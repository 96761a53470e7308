using Mhg.Data.Tests.Databases;
using Mhg.Workflows.UserTasks.Outsiders;

namespace Mhg.Data.Tests.Workflows;

public sealed class GuestLinkStoreTests(TestDatabases databases) : DatabaseTests(databases)
{
    private static readonly DateTime Morning = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task A_link_is_found_by_what_its_token_hashes_to_with_what_the_guest_has_done(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var link = Link("first", Morning);
        await site.In(scope => Store(scope).AddAsync(link, "hash", default));
        await site.In(scope => Store(scope).AddAsync(Link("second", Morning.AddMinutes(1)), "another", default));
        (await site.In(scope => Store(scope).FindAsync("hash", default))).ShouldBe(link);
        (await site.In(scope => Store(scope).FindAsync("none", default))).ShouldBeNull();

        var answered = link with
        {
            OpenedUtc = Morning.AddHours(1), OpenedVersionId = "v1", CommentedUtc = Morning.AddHours(2), Decision = "Approve", DecidedUtc = Morning.AddHours(3), DecidedVersionId = "v2",
        };
        await site.In(scope => Store(scope).KeepAnswerAsync(answered, default));

        (await site.In(scope => Store(scope).ListAsync("item", default))).ShouldBe([Link("second", Morning.AddMinutes(1)), answered]);
        (await site.In(scope => Store(scope).ListAsync("nothing", default))).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task A_link_is_withdrawn_once_and_only_for_its_item_and_stays_so_whatever_the_guest_does(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var link = Link("first", Morning);
        await site.In(scope => Store(scope).AddAsync(link, "hash", default));

        (await site.In(scope => Store(scope).WithdrawAsync("another item", "first", Morning, default))).ShouldBeFalse();
        (await site.In(scope => Store(scope).WithdrawAsync("item", "first", Morning, default))).ShouldBeTrue();
        (await site.In(scope => Store(scope).WithdrawAsync("item", "first", Morning.AddHours(1), default))).ShouldBeFalse();
        await site.In(scope => Store(scope).SettleAsync(["item"], Morning.AddHours(2), default));
        await site.In(scope => Store(scope).KeepAnswerAsync(link, default));

        (await site.In(scope => Store(scope).FindAsync("hash", default))).ShouldBe(link with { WithdrawnUtc = Morning, SettledUtc = Morning.AddHours(2) });
    }

    [Theory, EachDatabase]
    public async Task Links_that_are_over_for_long_are_removed_the_oldest_first(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        foreach (var day in Enumerable.Range(0, 4))
            await site.In(scope => Store(scope).AddAsync(Link($"of day {day}", Morning.AddDays(day)), $"hash {day}", default));

        (await site.In(scope => Store(scope).DeleteEndedAsync(Morning.AddDays(10), 2, default))).ShouldBe(2);
        (await site.In(scope => Store(scope).DeleteEndedAsync(Morning.AddDays(10), 2, default))).ShouldBe(1);
        (await site.In(scope => Store(scope).DeleteEndedAsync(Morning.AddDays(10), 2, default))).ShouldBe(0);

        (await site.In(scope => Store(scope).ListAsync("item", default))).ShouldHaveSingleItem().LinkId.ShouldBe("of day 3");
    }

    private static IGuestLinkStore Store(Scope scope) => scope.Get<IGuestLinkStore>();

    private static GuestLink Link(string id, DateTime created) => new(id, "item", "Jane Doe", "jane@example.org", "Is it right?", true, "ana", created, created.AddDays(7));
}
