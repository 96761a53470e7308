using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Web.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

public sealed class ScheduleTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_draft_is_published_when_its_moment_has_come_once_and_by_the_site()
    {
        var document = await ScheduledAsync("admin", "Published later", "PublishLaterPart", "ScheduledPublishUtc", TimeSpan.FromHours(1));
        await RunAsync();
        (await PublishedAsync(document)).ShouldBeNull();

        site.Clock.Advance(TimeSpan.FromHours(2));
        var other = site.Restarted();
        try
        {
            await Task.WhenAll(RunAsync(), RunAsync(other), RunAsync(), RunAsync(other));
        }
        finally
        {
            await other.DisposeAsync();
        }

        (await PublishedAsync(document)).ShouldNotBeNull();
        (await site.HistoryAsync(document.ContentItemId)).Where(happened => happened.Name == "Published").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            published => published.UserName.ShouldBe("site"), published => published.Comment.ShouldBe("As scheduled."));
    }

    [Fact]
    public async Task What_was_taken_back_by_hand_is_not_published_again()
    {
        var document = await ScheduledAsync("admin", "Taken back by hand", "PublishLaterPart", "ScheduledPublishUtc", TimeSpan.FromHours(1));
        site.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        await site.AsAsync("admin", services => services.GetRequiredService<ContentManager>().UnpublishAsync(document.ContentItemId));

        await RunAsync();
        (await PublishedAsync(document)).ShouldBeNull();
    }

    [Fact]
    public async Task A_published_item_is_taken_back_when_its_moment_has_come()
    {
        var document = await ScheduledAsync("admin", "Taken back later", "ArchiveLaterPart", "ScheduledArchiveUtc", TimeSpan.FromHours(1));
        await site.AsAsync("admin", services => services.GetRequiredService<ContentManager>().PublishAsync(document.ContentItemId));
        await RunAsync();
        (await PublishedAsync(document)).ShouldNotBeNull();

        site.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        (await PublishedAsync(document)).ShouldBeNull();
        (await site.FindAsync(document.ContentItemId))!.IsDraft.ShouldBeTrue();

        await site.AsAsync("admin", services => services.GetRequiredService<ContentManager>().PublishAsync(document.ContentItemId));
        await RunAsync();
        (await PublishedAsync(document)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_editor_can_not_publish_by_a_schedule()
    {
        var document = await ScheduledAsync("editor", "Not by schedule", "PublishLaterPart", "ScheduledPublishUtc", TimeSpan.FromHours(1));
        site.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        (await PublishedAsync(document)).ShouldBeNull();
    }

    private Task RunAsync(Site? on = null) => (on ?? site).Services.GetRequiredService<ScheduleService>().RunDueAsync(default);

    private Task<ContentItem?> PublishedAsync(ContentItem item) => site.FindAsync(item.ContentItemId, VersionOptions.Published);

    private Task<ContentItem> ScheduledAsync(string userName, string title, string part, string member, TimeSpan later) => site.AsAsync(userName, async services =>
    {
        var manager = services.GetRequiredService<ContentManager>();
        var item = await manager.NewAsync("Document");
        item.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        item.Content[part] = new JsonObject { [member] = site.Clock.GetUtcNow().Add(later).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", null) };
        await manager.SaveDraftAsync(item);
        return item;
    });
}
