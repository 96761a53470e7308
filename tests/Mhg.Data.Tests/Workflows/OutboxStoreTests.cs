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

    [Theory, EachDatabase]
    public async Task What_failed_is_listed_those_given_up_first_and_counted(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => Outbox(scope).AddAsync([Message("fine", 9), Message("b", 0), Message("a", 1), Message("soon", 2), Message("later", 3), Message("never tried", null)], default));
        foreach (var (minute, due) in new (int, int?)[] { (0, null), (1, null), (2, 20), (3, 30) })
            await site.In(async scope => await Outbox(scope).PutBackAsync((await TakeAsync(scope, "one", minute))!, due is { } at ? Morning.AddMinutes(at) : null, "It failed.", default));

        (await site.In(scope => Outbox(scope).ListFailedAsync(0, 9, default))).Select(m => m.MessageId).ShouldBe(["a", "b", "soon", "later"]);
        (await site.In(scope => Outbox(scope).ListFailedAsync(1, 2, default))).Select(m => m.MessageId).ShouldBe(["b", "soon"]);
        (await site.In(scope => Outbox(scope).CountFailedAsync(default))).ShouldBe((4, 2));
    }

    [Theory, EachDatabase]
    public async Task What_failed_is_tried_again_from_the_beginning_or_discarded_but_not_while_somebody_tries_it(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => Outbox(scope).AddAsync([Message("given up", 0), Message("tried", 1), Message("third", 2), Message("fine", 50)], default));
        foreach (var minute in (int[])[0, 1, 2])
            await site.In(async scope => await Outbox(scope).PutBackAsync((await TakeAsync(scope, "one", minute))!, minute == 0 ? null : Morning.AddMinutes(minute + 2), "It failed.", default));
        (await site.In(scope => TakeAsync(scope, "two", 3))).ShouldNotBeNull().MessageId.ShouldBe("tried");

        (await site.In(scope => Outbox(scope).RetryAsync("tried", Morning, default))).ShouldBe(0, "it is being tried");
        (await site.In(scope => Outbox(scope).DiscardAsync("tried", default))).ShouldBeFalse();
        (await site.In(scope => Outbox(scope).RetryAsync("fine", Morning, default))).ShouldBe(0, "it has not failed");
        (await site.In(scope => Outbox(scope).DiscardAsync("fine", default))).ShouldBeFalse();
        (await site.In(scope => Outbox(scope).DiscardAsync("third", default))).ShouldBeTrue();
        (await site.In(scope => Outbox(scope).RetryAsync(null, Morning, default))).ShouldBe(1);
        var again = (await site.In(scope => TakeAsync(scope, "three", 3))).ShouldNotBeNull();
        (again.MessageId, again.Attempts, again.FaultMessage).ShouldBe(("given up", 1, "It failed."));
        (await site.In(scope => Outbox(scope).FindAsync(["given up", "tried", "third", "fine"], default))).Select(m => m.MessageId).ShouldBe(["given up", "tried", "fine"], ignoreOrder: true);
    }

    [Theory, EachDatabase]
    public async Task A_discarded_message_is_there_again_where_the_transaction_is_undone(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await site.In(scope => Outbox(scope).AddAsync([Message("m", 0)], default));
        await site.In(async scope => await Outbox(scope).PutBackAsync((await TakeAsync(scope, "one", 0))!, null, "It failed.", default));
        await Should.ThrowAsync<InvalidDataException>(site.In(scope => scope.Unit.RunAsync(async token =>
        {
            (await Outbox(scope).DiscardAsync("m", token)).ShouldBeTrue();
            throw new InvalidDataException();
        }, default)));
        (await site.In(scope => Outbox(scope).CountFailedAsync(default))).ShouldBe((1, 1));
    }

    private static OutboxMessage Message(string id, int? minute) => new(id, "Test", new JsonObject { ["For"] = id }, minute is { } at ? Morning.AddMinutes(at) : null);

    private static Task<OutboxMessage?> TakeAsync(Scope scope, string owner, int minute) =>
        Outbox(scope).TakeAsync("Test", owner, Morning.AddMinutes(minute), Morning.AddMinutes(minute + 2), default);

    private static IOutboxStore Outbox(Scope scope) => scope.Get<IOutboxStore>();
}
