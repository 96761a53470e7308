using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Tests.Databases;
using Mhg.Workflows.Outbox;

namespace Mhg.Data.Tests.Workflows;

public sealed class OutboxStoreTests(TestDatabases databases) : DatabaseTests(databases)
{
    private static readonly DateTime Morning = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task A_message_is_there_only_with_the_transaction_that_wrote_it(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await Should.ThrowAsync<InvalidDataException>(site.In(scope => scope.Unit.RunAsync(async token =>
        {
            await Outbox(scope).AddAsync([Message("lost", 0)], token);
            throw new InvalidDataException();
        }, default)));
        await site.In(scope => Outbox(scope).AddAsync([Message("kept", 5), Message("first", 0), Message("never", null)], default));

        (await site.In(scope => Outbox(scope).FindAsync(["lost", "kept", "first", "never"], default))).Select(m => (m.MessageId, m.DueUtc, (string?)m.Payload["For"])).ShouldBe(
            [("kept", Morning.AddMinutes(5), "kept"), ("first", Morning, "first"), ("never", null, "never")], ignoreOrder: true);
        (await site.In(scope => Outbox(scope).NextDueAsync("Test", default))).ShouldBe(Morning);
    }

    [Theory, EachDatabase]
    public async Task What_several_nodes_take_at_once_each_is_taken_once(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await using var otherNode = site.Another();
        await site.In(scope => Outbox(scope).AddAsync([.. Enumerable.Range(0, 30).Select(i => Message($"m{i:00}", i))], default));
        var taken = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            for (var turn = 0; await (worker % 2 == 0 ? site : otherNode).In(scope => TakeAsync(scope, $"{worker}/{turn}", 20)) is { } message; turn++)
                taken.Enqueue(message.MessageId);
        })));
        // Those due at minute 20 and before, not the later ones.
        taken.Order().ShouldBe(Enumerable.Range(0, 21).Select(i => $"m{i:00}"));
    }

    [Theory, EachDatabase]
    public async Task The_lease_of_a_node_that_was_killed_ends_and_what_it_says_later_counts_no_more(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => Outbox(scope).AddAsync([Message("m", 0)], default));
        var first = (await site.In(scope => TakeAsync(scope, "one", 0))).ShouldNotBeNull();
        (first.Attempts, first.LeasedBy, first.DueUtc).ShouldBe((1, "one", Morning.AddMinutes(2)));
        (await site.In(scope => TakeAsync(scope, "two", 1))).ShouldBeNull();
        var second = (await site.In(scope => TakeAsync(scope, "two", 2))).ShouldNotBeNull();
        second.Attempts.ShouldBe(2);

        (await site.In(scope => Outbox(scope).RemoveAsync(first, default))).ShouldBeFalse();
        await site.In(scope => Outbox(scope).PutBackAsync(first, Morning, "Too late.", default));
        (await site.In(scope => TakeAsync(scope, "three", 3))).ShouldBeNull();
        await site.In(scope => Outbox(scope).PutBackAsync(second, Morning.AddMinutes(10), "It failed.", default));
        var third = (await site.In(scope => TakeAsync(scope, "three", 10))).ShouldNotBeNull();
        (third.Attempts, third.FaultMessage).ShouldBe((3, "It failed."));
        (await site.In(scope => Outbox(scope).RemoveAsync(third, default))).ShouldBeTrue();
        (await site.In(scope => Outbox(scope).RemoveAsync(third, default))).ShouldBeFalse();
        (await site.In(scope => Outbox(scope).NextDueAsync("Test", default))).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_new_message_takes_the_place_of_the_one_before_and_of_its_lease(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => Outbox(scope).AddAsync([Message("m", 0)], default));
        var taken = (await site.In(scope => TakeAsync(scope, "one", 0)))!;
        await site.In(scope => Outbox(scope).AddAsync([Message("m", 7)], default));
        (await site.In(scope => Outbox(scope).RemoveAsync(taken, default))).ShouldBeFalse();
        (await site.In(scope => TakeAsync(scope, "two", 7))).ShouldNotBeNull().Attempts.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task What_was_given_up_is_kept_and_not_taken(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => Outbox(scope).AddAsync([Message("m", 0)], default));
        await site.In(async scope => await Outbox(scope).PutBackAsync((await TakeAsync(scope, "one", 0))!, null, "Nobody lives there.", default));
        (await site.In(scope => TakeAsync(scope, "two", 1000))).ShouldBeNull();
        (await site.In(scope => Outbox(scope).FindAsync(["m"], default))).ShouldHaveSingleItem().FaultMessage.ShouldBe("Nobody lives there.");
    }

    private static OutboxMessage Message(string id, int? minute) => new(id, "Test", new JsonObject { ["For"] = id }, minute is { } at ? Morning.AddMinutes(at) : null);

    private static Task<OutboxMessage?> TakeAsync(Scope scope, string owner, int minute) =>
        Outbox(scope).TakeAsync("Test", owner, Morning.AddMinutes(minute), Morning.AddMinutes(minute + 2), default);

    private static IOutboxStore Outbox(Scope scope) => scope.Get<IOutboxStore>();
}
