using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Audit;

public sealed class AuditDownloadTests
{
    private const int Events = 1500;
    private const string Large = "LargeEvent";

    [Fact]
    public async Task The_events_that_are_read_from_the_download_are_those_of_the_audit()
    {
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        await AppendAsync(site, Enumerable.Range(0, 3).Select(i => new AuditEvent(
            new DateTime(2026, 11, 22, 8, 0, i, 250, DateTimeKind.Utc), i == 0 ? null : "u1", "Ana “A” Réyes", "Special", "item", "version", "Document", "=1+1, \"quoted\"\nสวัสดี",
            i == 1 ? null : new JsonObject { ["Number"] = i, ["Inner"] = new JsonObject { ["List"] = new JsonArray(1, "two", null) } })));

        foreach (var query in (string[])["", "?what=Special", "?person=admin", "?item=item", "?what=NeverHappened"])
        {
            using var answer = await admin.GetAsync($"/admin/audit.json{query}");
            answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
            answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("audit.json");
            var read = JsonSerializer.Deserialize<AuditEvent[]>(await answer.Content.ReadAsStringAsync(), ContentJson.Options)!;

            var filter = new AuditFilter { Name = query.Contains("what=", StringComparison.Ordinal) ? query[6..] : null, UserNameContains = query == "?person=admin" ? "admin" : null, ContentItemIds = query == "?item=item" ? ["item"] : null };
            var kept = await site.InAsync(services => services.GetRequiredService<AuditTrail>().ListAsync(filter, 0, int.MaxValue));
            Said(read).ShouldBe(Said(kept), query);
            read.Length.ShouldBe(query switch { "?what=NeverHappened" => 0, "?what=Special" or "?item=item" => 3, _ => kept.Count });
        }

        static IEnumerable<string> Said(IEnumerable<AuditEvent> events) =>
            events.Select(e => $"{e.Utc:O} {e.UserId} {e.UserName} {e.Name} {e.ContentItemId} {e.ContentItemVersionId} {e.ContentType} {e.Comment} {e.Data?.ToJsonString()}");
    }

    [Theory]
    [InlineData("audit.csv")]
    [InlineData("audit.json")]
    public async Task A_download_of_any_length_is_not_held_in_memory(string file)
    {
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        var words = new string('x', 64 * 1024);
        foreach (var chunk in Enumerable.Range(0, Events).Chunk(100))
            await AppendAsync(site, chunk.Select(i => new AuditEvent(DateTime.UtcNow, null, "ana", Large, Data: new JsonObject { ["Words"] = words })));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // All of it is a hundred million characters. The site can't go on as long as nobody reads.
        using var answer = await admin.Http.GetAsync($"/admin/{file}?what={Large}", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1_000_000]);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(60_000_000);

        var (length, buffer) = (1_000_000L, new byte[64 * 1024]);
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
            length += read;
        length.ShouldBeGreaterThan((long)Events * words.Length);
    }

    private static Task<bool> AppendAsync(RunningSite site, IEnumerable<AuditEvent> events) => site.InAsync(async services =>
    {
        await services.GetRequiredService<IAuditLog>().AppendAsync([.. events], default);
        return true;
    });
}
