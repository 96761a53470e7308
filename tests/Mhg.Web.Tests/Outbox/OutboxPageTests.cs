using System.Net;
using Mhg.Data.Audit;
using Mhg.Workflows.Mail;
using Mhg.Workflows.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Outbox;

public sealed class OutboxPageTests
{
    private const string Kind = "NobodyDoesThis";

    [Fact]
    public async Task What_failed_is_told_in_words_and_tried_again()
    {
        // Nothing listens at this port.
        await using var site = await RunningSite.StartAsync(settings: ["--Site:Smtp:Host=127.0.0.1", "--Site:Smtp:Port=1"]);
        using var admin = await site.SignInAsync("admin");
        (await admin.ReadAsync("/admin/outbox")).ShouldContain("Nothing has failed");
        await site.InAsync(async services =>
        {
            await services.GetRequiredService<EmailOutbox>().AddAsync([new Email(["ana@example.org"], "A subject", "A secret text")], default);
            return true;
        });

        var page = await UntilAsync(admin, page => page.Contains("refused", StringComparison.Ordinal));
        page.ShouldContain("Send “A subject” to ana@example.org");
        page.ShouldNotContain("A secret text");
        page.ShouldContain("1 message, none of them given up");
        var message = (await site.InAsync(services => services.GetRequiredService<IOutboxStore>().ListFailedAsync(0, 1, default))).ShouldHaveSingleItem();
        using (var answer = await admin.PostAsync("/admin/outbox", [("id", message.MessageId)]))
            answer.Headers.Location!.ToString().ShouldBe("/admin/outbox");
        (await admin.ReadAsync("/admin/outbox")).ShouldContain("It is tried again now.");
        var noted = (await EventsAsync(site, OutboxOperations.Retried)).ShouldHaveSingleItem();
        ((string?)noted.Data!["For"], noted.UserName).ShouldBe(("Send “A subject” to ana@example.org", "admin"));
    }

    [Fact]
    public async Task What_was_given_up_is_counted_in_the_menu_tried_again_and_discarded_after_a_question()
    {
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        await GiveUpAsync(site, "a/first one");
        await GiveUpAsync(site, "a/second one");

        var page = await admin.ReadAsync("/admin/outbox");
        page.ShouldContain($"{Kind}: the module that does this is not there");
        page.ShouldContain("2 messages, 2 of them given up");
        System.Text.RegularExpressions.Regex.IsMatch(page, """Outbox\s*<span class="menu-count">2</span>""").ShouldBeTrue();
        const string Question = "/admin/outbox/discard?id=a%2Ffirst%20one";
        (await admin.ReadAsync(Question)).ShouldContain("This is not done then");
        using (var answer = await admin.PostAsync(Question, [], Question))
            answer.Headers.Location!.ToString().ShouldBe("/admin/outbox");
        (await admin.ReadAsync("/admin/outbox")).ShouldContain("It was discarded.");
        ((string?)(await EventsAsync(site, OutboxOperations.Discarded)).ShouldHaveSingleItem().Data!["FaultMessage"]).ShouldBe("Nobody was there.");
        using (var late = await admin.PostAsync(Question, [], "/admin/outbox"))
            late.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.ReadAsync("/admin/outbox")).ShouldContain("It is done by now, or is being tried at this moment.");
        (await EventsAsync(site, OutboxOperations.Discarded)).Count.ShouldBe(1);

        using (await admin.PostAsync("/admin/outbox", [])) { }
        page = await admin.ReadAsync("/admin/outbox");
        page.ShouldContain("One message is tried again now.");
        page.ShouldContain("1 message, none of them given up");
    }

    [Fact]
    public async Task What_the_site_needs_is_not_discarded()
    {
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        await GiveUpAsync(site, "Trim/failed", "Trim");
        (await admin.ReadAsync("/admin/outbox")).ShouldNotContain("/admin/outbox/discard");
        using (var question = await admin.GetAsync("/admin/outbox/discard?id=Trim%2Ffailed"))
            question.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (await admin.PostAsync("/admin/outbox/discard?id=Trim%2Ffailed", [], "/admin/outbox")) { }
        (await admin.ReadAsync("/admin/outbox")).ShouldContain("The site needs this message");
        (await site.InAsync(services => services.GetRequiredService<IOutboxStore>().FindAsync(["Trim/failed"], default))).Count.ShouldBe(1);
    }

    private static Task<bool> GiveUpAsync(RunningSite site, string id, string kind = Kind) => site.InAsync(async services =>
    {
        // Due long before everything else of its kind, and later than the site's delivery looks for it.
        var outbox = services.GetRequiredService<IOutboxStore>();
        await outbox.AddAsync([new OutboxMessage(id, kind, [], DateTime.UtcNow.AddDays(1))], default);
        OutboxMessage? taken;
        do
            taken = await outbox.TakeAsync(kind, "test", DateTime.UtcNow.AddDays(2), DateTime.UtcNow.AddDays(3), default);
        while (taken is not null && taken.MessageId != id);
        await outbox.PutBackAsync(taken!, null, "Nobody was there.", default);
        return true;
    });

    private static Task<IReadOnlyList<ContentManagement.Storage.AuditEvent>> EventsAsync(RunningSite site, string name) =>
        site.InAsync(services => services.GetRequiredService<AuditTrail>().ListAsync(new AuditFilter { Name = name }, 0, 10));

    /// <summary>The page, as soon as it says something; a busy machine is given time.</summary>
    private static async Task<string> UntilAsync(Visitor admin, Func<string, bool> says)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await admin.ReadAsync("/admin/outbox") is var page && says(page))
                return page;
            await Task.Delay(200);
        }
        throw new TimeoutException("The message does not stand in the outbox.");
    }
}
