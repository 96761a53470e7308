using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.Data.Tests.Databases;

namespace Mhg.Data.Tests.Comments;

public sealed class CommentStoreTests(TestDatabases databases) : DatabaseTests(databases)
{
    private static readonly DateTime Morning = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task Threads_are_read_as_they_were_stored_in_order(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        var later = Thread("item", Morning.AddHours(1), "Later", null);
        var thread = Thread("item", Morning, "First", new Passage("words", "before ", " after", 7));
        var reply = Comment(Morning.AddHours(2), "Reply") with { Replacement = "other words" };
        await site.In(scope => Store(scope).AddAsync(later, default));
        await site.In(scope => Store(scope).AddAsync(thread, default));
        await site.In(scope => Store(scope).AddAsync(Thread("another", Morning, "Elsewhere", null), default));
        await site.In(scope => Store(scope).AddAsync(thread.ThreadId, reply, default));
        await site.In(scope => Store(scope).MoveAsync(thread.ThreadId, new Passage("changed words", "then ", " next", 9), default));

        var stored = await site.In(scope => Store(scope).ListAsync("item", default));

        thread = thread with { Passage = new Passage("words", "then ", " next", 9), Comments = [.. thread.Comments, reply] };
        JsonSerializer.Serialize(stored).ShouldBe(JsonSerializer.Serialize((CommentThread[])[thread, later]), "the words that were meant stay as they were");
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_settle_or_answer_one_is_first(DatabaseKind kind)
    {
        await using var site = await StartAsync(kind);
        await using var otherProcess = site.Another();
        var thread = Thread("item", Morning, "First", null);
        await site.In(scope => Store(scope).AddAsync(thread, default));
        (await site.In(scope => Store(scope).CountOpenAsync(["item", "another"], default))).ShouldBe(new Dictionary<string, int> { ["item"] = 1 });

        var settled = await Task.WhenAll(new[] { site, otherProcess }.Select(one => one.In(scope => Store(scope).SetResolvedAsync(thread.ThreadId, Morning, "ana", default))));
        var answered = await Task.WhenAll(new[] { site, otherProcess }.Select(one => one.In(scope => Store(scope).AnswerAsync(thread.Comments[0].CommentId, SuggestionAnswer.Declined, default))));

        settled.Count(first => first).ShouldBe(1);
        answered.Count(first => first).ShouldBe(1);
        var stored = (await site.In(scope => Store(scope).ListAsync("item", default)))[0];
        (stored.ResolvedUtc, stored.ResolvedById, stored.Comments[0].Answer).ShouldBe((Morning, "ana", SuggestionAnswer.Declined));
        (await site.In(scope => Store(scope).CountOpenAsync(["item"], default))).ShouldBeEmpty();
        (await site.In(scope => Store(scope).SetResolvedAsync(thread.ThreadId, null, null, default))).ShouldBeTrue();
        (await site.In(scope => Store(scope).SetResolvedAsync(thread.ThreadId, null, null, default))).ShouldBeFalse("it is open");
    }

    private static CommentThread Thread(string itemId, DateTime utc, string text, Passage? passage) =>
        new(ContentId.New(), itemId, passage is null ? "" : "HtmlBodyPart", passage, [Comment(utc, text)]);

    private static Comment Comment(DateTime utc, string text) => new(ContentId.New(), "version", "ana", "ana.reyes", utc, text);

    private static ICommentStore Store(Scope scope) => scope.Get<ICommentStore>();
}
