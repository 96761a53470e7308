using System.Text.Json.Nodes;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Opening;
using Mhg.Data.Tests.Databases;
using Mhg.Data.Transactions;
using Mhg.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Data.Tests.Transactions;

public sealed class UnitOfWorkTests(TestDatabases databases) : DatabaseTests(databases)
{
    [Theory, EachDatabase]
    public async Task What_follows_a_commit_waits_for_the_outermost_one(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var log = new List<string>();

        await site.In(scope => scope.Unit.RunAsync(async token =>
        {
            await scope.Unit.RunAsync(_ =>
            {
                scope.Unit.AfterCommit(() => log.Add("after"));
                return Task.CompletedTask;
            }, token);
            log.Add("inner done");
        }, default));

        log.ShouldBe(["inner done", "after"]);
    }

    [Theory, EachDatabase]
    public async Task A_failed_unit_stores_nothing_and_is_followed_by_nothing(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var followed = false;

        await site.In(async scope =>
        {
            await Should.ThrowAsync<InvalidDataException>(scope.Unit.RunAsync(async token =>
            {
                await Documents(scope).SaveAsync("Kind", "lost", [], token);
                scope.Unit.AfterCommit(() => followed = true);
                throw new InvalidDataException();
            }, default));
            (await NamesAsync(scope)).ShouldBeEmpty();
            // The same scope goes on as if nothing had happened.
            await Documents(scope).SaveAsync("Kind", "kept", [], default);
        });

        followed.ShouldBeFalse();
        (await site.In(NamesAsync)).ShouldBe(["kept"]);
    }

    [Theory, EachDatabase]
    public async Task What_a_failed_inner_unit_wrote_is_gone_when_the_outer_one_goes_on(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var log = new List<string>();

        await site.In(scope => scope.Unit.RunAsync(async token =>
        {
            await Documents(scope).SaveAsync("Kind", "outer", [], token);
            await Should.ThrowAsync<InvalidDataException>(scope.Unit.RunAsync(async inner =>
            {
                await Documents(scope).SaveAsync("Kind", "inner", [], inner);
                scope.Unit.AfterCommit(() => log.Add("inner"));
                (await NamesAsync(scope)).ShouldBe(["inner", "outer"]);
                throw new InvalidDataException();
            }, token));
            (await NamesAsync(scope)).ShouldBe(["outer"]);
            scope.Unit.AfterCommit(() => throw new InvalidOperationException("This is logged and hurts nobody."));
            scope.Unit.AfterCommit(() => log.Add("outer"));
        }, default));

        log.ShouldBe(["outer"]);
        (await site.In(NamesAsync)).ShouldBe(["outer"]);
    }

    [Theory, EachDatabase]
    public async Task Writers_come_one_after_another(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await using var otherProcess = site.Another();
        await site.In(scope => Documents(scope).SaveAsync("Kind", "counter", new JsonObject { ["Value"] = 0 }, default));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? site : otherProcess).In(scope => scope.Unit.RunAsync(async token =>
        {
            var value = await scope.Get<MhgDbContext>().CounterAsync(token);
            await Task.Yield();
            await Documents(scope).SaveAsync("Kind", "counter", new JsonObject { ["Value"] = value + 1 }, token);
        }, default))));

        (await otherProcess.In(scope => scope.Db.CounterAsync(default))).ShouldBe(20);
    }

    [Fact]
    public async Task A_change_waits_for_another_one_only_so_long()
    {
        await using var site = await Site.StartAsync(configure: services =>
            services.AddSingleton(provider => new WriterGate(new DataOptions { WriteTimeout = TimeSpan.FromMilliseconds(50) })));

        await site.In(scope => scope.Unit.RunAsync(async _ =>
        {
            var fault = await Should.ThrowAsync<DatabaseUnavailableException>(site.In(other => Documents(other).SaveAsync("Kind", "x", [], default)));
            fault.Message.ShouldContain("Another change");
        }, default));
    }

    [Theory, EachDatabase]
    public async Task A_recipe_is_one_transaction(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);

        await Should.ThrowAsync<InvalidDataException>(site.In(scope => scope.Get<IRecipeTransaction>().RunAsync(async token =>
        {
            await scope.DefineAsync("""{"ContentTypes":[{"Name":"Extra","Settings":{},"ContentTypePartDefinitionRecords":[]}]}""");
            (await scope.Definitions.ModelAsync(token)).Types.Keys.ShouldContain("Extra");
            (await site.In(other => other.Definitions.ModelAsync(token).AsTask())).Types.Keys.ShouldNotContain("Extra");
            throw new InvalidDataException();
        }, default)));

        (await site.In(scope => scope.Definitions.ModelAsync(default).AsTask())).Types.Keys.ShouldNotContain("Extra");
    }

    [Theory, EachDatabase]
    public async Task Documents_are_built_once_and_anew_after_a_change(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var built = 0;

        (await ReadAsync()).ShouldBe("");
        (await ReadAsync()).ShouldBe("");
        built.ShouldBe(1);
        await site.In(scope => Documents(scope).SaveAsync("Kind", "a", [], default));
        (await ReadAsync()).ShouldBe("a");
        built.ShouldBe(2);
        await site.In(scope => Documents(scope).SaveAsync("Another kind", "b", [], default));
        (await ReadAsync()).ShouldBe("a");
        await site.In(scope => Documents(scope).DeleteAsync("Kind", "a", default));
        (await ReadAsync()).ShouldBe("");
        built.ShouldBe(3);

        Task<string> ReadAsync() => site.In(scope => Documents(scope).SnapshotAsync("Kind", all =>
        {
            built++;
            return string.Join(',', all.Keys);
        }, default).AsTask());
    }

    private static IDocumentStore Documents(Scope scope) => scope.Get<IDocumentStore>();

    private static async Task<List<string>> NamesAsync(Scope scope) =>
        await Documents(scope).SnapshotAsync("Kind", all => all.Keys.Order(StringComparer.Ordinal).ToList(), default);
}

internal static class Counter
{
    /// <summary>Reads past the cache, which another process would not share.</summary>
    public static async Task<int> CounterAsync(this MhgDbContext db, CancellationToken cancellationToken)
    {
        var row = await db.FindAsync<Documents.DocumentRow>(["Kind", "counter"], cancellationToken);
        db.ChangeTracker.Clear();
        return JsonNode.Parse(row!.Json)!["Value"]!.GetValue<int>();
    }
}
