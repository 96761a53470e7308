using System.Text.Json.Nodes;
using Mhg.Data;
using Mhg.Workflows.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Tests;

public sealed class EmailTests : IAsyncLifetime
{
    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync(services => services.AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<BrokenTask>());

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task An_email_goes_out_with_what_was_stored_and_everything_in_it_is_filled_in()
    {
        await DefineAsync("""
            {"Recipients": {"Expression": "{{ Workflow.Input.ContentItem.Author }}@example.org, Rosa <rosa@example.org>"}, "Cc": {"Expression": "rick@example.org"},
             "Bcc": {"Expression": "admin@example.org"}, "Author": {"Expression": "desk@example.org"}, "Sender": {"Expression": "site@example.org"}, "ReplyTo": {"Expression": "answers@example.org"},
             "Subject": {"Expression": "New:\n{{ Workflow.Input.ContentItem.DisplayText }}"}, "Body": {"Expression": "<p>{{ Workflow.Input.ContentItem.DisplayText }}</p>"}, "IsHtmlBody": true}
            """);
        var id = (await _site.WriteAsync("edith", "<b>Bold</b>")).ContentItemId;
        _site.Post.Arrived.ShouldBeEmpty();
        await _site.DeliverAsync();
        await _site.DeliverAsync();

        var (_, email) = _site.Post.Arrived.ShouldHaveSingleItem();
        (email.From, email.Sender, email.Subject, email.Body, email.IsHtml).ShouldBe(
            ("desk@example.org", "site@example.org", "New: <b>Bold</b>", "<p>&lt;b&gt;Bold&lt;/b&gt;</p>", true));
        email.To.ShouldBe(["edith@example.org", "Rosa <rosa@example.org>"]);
        (email.Cc[0], email.Bcc[0], email.ReplyTo[0]).ShouldBe(("rick@example.org", "admin@example.org", "answers@example.org"));
        (await OutcomeAsync(id)).ShouldBe("Done;");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    public async Task An_email_for_nobody_fails(string recipients)
    {
        await DefineAsync($$$"""{"Recipients": {"Expression": "{{ Workflow.Input.None }}{{{recipients}}}"}, "Subject": {"Expression": "x"}}""");
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        (await OutcomeAsync(id)).ShouldBe("Failed;");
        await _site.DeliverAsync();
        _site.Post.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_email_of_what_was_undone()
    {
        await _site.DefineAsync(new WorkflowBuilder("approve")
            .Add("start", "ContentCreatedEvent", "{}", "Done: ask")
            .Add("ask", "UserTaskEvent", """{"Actions": ["Go"], "Roles": ["Reviewer"]}""", "Go: mail")
            .Add("mail", "EmailTask", """{"Recipients": {"Expression": "edith@example.org"}}""", "Done: broken")
            .Add("broken", "BrokenTask").Json());
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        await Should.ThrowAsync<WorkflowFaultException>(_site.TakeAsync("rosa", id, "Go"));
        await _site.DeliverAsync();
        _site.Post.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_server_that_is_away_gets_each_email_once_when_it_is_back()
    {
        await DefineAsync("""{"Recipients": {"Expression": "rosa@example.org"}, "Subject": {"Expression": "{{ Workflow.Input.ContentItem.DisplayText }}"}}""");
        _site.Post.Fault = new IOException("Closed.");
        for (var i = 0; i < 3; i++)
            await _site.WriteAsync("edith", $"Draft {i}");
        var before = (await _site.DeliverAsync())!.Value;
        for (var attempt = 1; attempt < 4; attempt++)
        {
            _site.Time.Advance(TimeSpan.FromHours(3));
            await _site.RestartAsync();
            (await _site.DeliverAsync()).ShouldNotBeNull().ShouldBeGreaterThan(before);
        }
        _site.Post.Fault = null;
        _site.Time.Advance(TimeSpan.FromDays(1));
        (await _site.DeliverAsync()).ShouldBeNull();
        _site.Post.Arrived.Select(arrived => arrived.Email.Subject).ShouldBe(["Draft 0", "Draft 1", "Draft 2"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_can_never_be_sent_is_given_up_and_kept_with_the_reason()
    {
        await DefineAsync("""{"Recipients": {"Expression": "rosa@example.org"}}""");
        _site.Post.Fault = new InvalidOperationException("No such mailbox.");
        await _site.WriteAsync("edith", "Draft");
        for (var day = 0; day < 30; day++)
        {
            await _site.DeliverAsync();
            _site.Time.Advance(TimeSpan.FromDays(1));
        }
        (await _site.DeliverAsync()).ShouldBeNull();
        (await _site.AsSite(scope => scope.Get<MhgDbContext>().Database.SqlQueryRaw<string>("""SELECT "FaultMessage" AS "Value" FROM "Outbox" """).ToListAsync()))
            .ShouldBe(["No such mailbox."]);
    }

    [Fact]
    public async Task A_message_that_nobody_receives_waits_for_somebody_who_does()
    {
        await _site.AsSite(scope => scope.Get<IOutboxStore>().AddAsync([new OutboxMessage("m", "Pigeon", new JsonObject(), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc))], default));
        await _site.DeliverAsync();
        (await _site.AsSite(scope => scope.Get<IOutboxStore>().FindAsync(["m"], default))).ShouldHaveSingleItem().Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Two_nodes_send_each_email_once()
    {
        await DefineAsync("""{"Recipients": {"Expression": "rosa@example.org"}, "Subject": {"Expression": "{{ Workflow.Input.ContentItem.DisplayText }}"}}""");
        for (var i = 0; i < 20; i++)
            await _site.WriteAsync("edith", $"Draft {i:00}");
        await using var other = _site.Another();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(node => Task.Run(() => (node % 2 == 0 ? _site : other).DeliverAsync())));
        _site.Post.Arrived.Concat(other.Post.Arrived).Select(arrived => arrived.Email.Subject).Order().ShouldBe(Enumerable.Range(0, 20).Select(i => $"Draft {i:00}"));
    }

    private Task DefineAsync(string email) => _site.DefineAsync(new WorkflowBuilder("mail")
        .Add("start", "ContentCreatedEvent", "{}", "Done: mail").Add("mail", "EmailTask", email, "Done: done, Failed: failed")
        .Add("done", "NoteTask", """{"Note": "Done"}""").Add("failed", "NoteTask", """{"Note": "Failed"}""").Json());

    private async Task<string?> OutcomeAsync(string about) => (string?)(await _site.WorkflowsAsync(about)).ShouldHaveSingleItem().State.Properties["Notes"];
}
