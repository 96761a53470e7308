using System.Net;
using Mhg.ContentManagement;
using Mhg.Data.Identity;
using Mhg.Recipes;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

/// <summary>A site whose review has stages.</summary>
public sealed class StagePageTests(StagePageTests.StagedSite staged) : IClassFixture<StagePageTests.StagedSite>
{
    private readonly Site _site = staged.Site;

    [Fact]
    public async Task The_page_tells_the_way_through_the_review()
    {
        var item = await _site.WriteAsync("editor", "In stages");
        (await (await _site.SignInAsync("editor")).GetAsync($"/review/{item.ContentItemId}")).Words.ShouldNotContain("The way through the review");
        await TakeAsync("editor", item, "Submit for review");

        var (secretary, first, second) = (await _site.SignInAsync("secretary"), await _site.SignInAsync("reviewer"), await _site.SignInAsync("reviewer2"));
        var words = (await secretary.GetAsync($"/review/{item.ContentItemId}")).Words;
        words.ShouldContain("Secretariat’s check waits now");
        words.ShouldContain("Subject review comes later");
        words.ShouldContain("Director’s approval comes later");
        words.ShouldContain($"Due {Today.AddDays(3):d MMMM yyyy}");
        (await first.GetAsync("/review")).Words.ShouldNotContain("In stages");
        (await secretary.GetAsync("/review")).Words.ShouldContain("In stages New Secretariat’s check By Ana Reyes");

        (await DecideAsync(secretary, item)).ShouldContain("Done: “Approve” for “In stages”. It waits for “Subject review” now.");
        (await DecideAsync(first, item)).ShouldContain("It waits for “Subject review” now.");
        words = (await first.GetAsync($"/review/{item.ContentItemId}")).Words;
        words.ShouldContain("Secretariat’s check has passed Approved by Siti Rahma,");
        words.ShouldContain("Subject review waits now Approved by Somchai Prasert,");
        words.ShouldContain("1 of 2 approvals.");
        words.ShouldContain("You have approved “In stages”. It waits for others.");
        (await first.GetAsync("/review")).Words.ShouldNotContain("In stages");

        (await DecideAsync(second, item)).ShouldContain("“In stages” is published.");
        (await first.GetAsync($"/content/{item.ContentItemId}/history")).Words.ShouldContain("chose “Approve”");
    }

    [Fact]
    public async Task Only_the_people_of_the_present_stage_are_offered_to_be_asked()
    {
        var item = await _site.WriteAsync("editor", "Who can be asked");
        await TakeAsync("editor", item, "Submit for review");
        var editor = await _site.SignInAsync("editor");

        var page = (await editor.GetAsync($"/review/{item.ContentItemId}")).Words;
        page.ShouldContain("Siti Rahma");
        page.ShouldNotContain("Nok Chai");
        await TakeAsync("secretary", item, "Approve");
        (await editor.GetAsync($"/review/{item.ContentItemId}")).Words.ShouldContain("Nok Chai");
    }

    [Fact]
    public async Task A_guest_approves_in_the_place_of_who_asked_and_both_count_as_one()
    {
        var item = await _site.WriteAsync("editor", "Approved by a guest");
        await TakeAsync("editor", item, "Submit for review");
        await TakeAsync("secretary", item, "Approve");
        var (first, second, guest) = (await _site.SignInAsync("reviewer"), await _site.SignInAsync("reviewer2"), _site.Visit());
        var link = await GuestTests.InviteAsync(first, item, []);

        (await guest.PostAsync(link, new() { ["decision"] = "Approve" })).Location.ShouldBe(link);

        var page = await guest.GetAsync(link);
        page.Words.ShouldContain("You chose “Approve”. The draft still waits for others");
        (await guest.SendAsync(page, link, new() { ["decision"] = "Approve" })).Words.ShouldContain("You have answered already: “Approve”.");
        var words = (await first.GetAsync($"/review/{item.ContentItemId}")).Words;
        words.ShouldContain("Subject review waits now Approved by Jane Doe (guest),");
        words.ShouldContain("1 of 2 approvals.");
        (await first.PostAsync($"/review/{item.ContentItemId}", new() { ["decision"] = "Approve" })).Words.ShouldContain("You have approved “Approved by a guest”. It waits for others.");

        (await DecideAsync(second, item)).ShouldContain("“Approved by a guest” is published.");
        (await guest.GetAsync(link)).Words.ShouldContain("It is settled");
    }

    [Fact]
    public async Task Small_changes_that_are_approved_together_wait_for_the_next_stage()
    {
        var published = await _site.WriteAsync("editor", "A small one");
        await _site.AsAsync("", services => services.GetRequiredService<ContentManager>().PublishAsync(published.ContentItemId));
        var item = await _site.ChangeAsync("editor", published.ContentItemId, "Better words.");
        await TakeAsync("editor", item, "Submit for review");
        var secretary = await _site.SignInAsync("secretary");

        var answer = await secretary.PostAsync("/review", new() { ["decision"] = "Approve", ["Input.Chosen[0]"] = $"{item.ContentItemId}/{item.ContentItemVersionId}" });
        answer.Status.ShouldBe(HttpStatusCode.Redirect, answer.Words);
        (await secretary.GetAsync(answer.Location!)).Words.ShouldContain("“A small one”: “Approve” is done. It waits for “Subject review” now.");
        (await (await _site.SignInAsync("admin")).GetAsync("/review/figures")).Words.ShouldContain("Subject review Document");
    }

    [Fact]
    public async Task The_page_says_that_too_few_people_can_approve()
    {
        var item = await _site.WriteAsync("editor", "Too few");
        await TakeAsync("editor", item, "Submit for review");
        await TakeAsync("secretary", item, "Approve");
        var path = $"/review/{item.ContentItemId}";
        var reader = await _site.SignInAsync("secretary");
        (await reader.GetAsync(path)).Words.ShouldNotContain("There are not enough people");

        await SwitchAsync(isOn: false);
        try
        {
            (await reader.GetAsync(path)).Words.ShouldContain("0 of 2 approvals. There are not enough people who can approve it");
        }
        finally
        {
            await SwitchAsync(isOn: true);
        }

        Task<bool> SwitchAsync(bool isOn) => _site.AsAsync("", async services =>
        {
            var users = services.GetRequiredService<UserManager<MhgUser>>();
            foreach (var name in new[] { "reviewer", "reviewer2" })
            {
                var user = (await users.FindByNameAsync(name))!;
                user.IsEnabled = isOn;
                (await users.UpdateAsync(user)).Succeeded.ShouldBeTrue();
            }
            return true;
        });
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_site.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kuala_Lumpur")).DateTime);

    private static async Task<string> DecideAsync(Browser browser, ContentItem item)
    {
        var answer = await browser.PostAsync($"/review/{item.ContentItemId}", new() { ["decision"] = "Approve" });
        answer.Status.ShouldBe(HttpStatusCode.Redirect, answer.Words);
        return (await browser.GetAsync(answer.Location!)).Words;
    }

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action) =>
        _site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId));

    public sealed class StagedSite : IAsyncLifetime
    {
        public Site Site { get; } = new();

        public async Task InitializeAsync()
        {
            await Site.InitializeAsync();
            await Site.AsAsync("", async services =>
            {
                await services.GetRequiredService<RecipeExecutor>().RunAsync(services.GetRequiredService<RecipeSources>().Find("mhg.review-in-stages")!);
                var users = services.GetRequiredService<UserManager<MhgUser>>();
                var user = new MhgUser { UserName = "secretary", Email = "secretary@example.org", DisplayName = "Siti Rahma" };
                (await users.CreateAsync(user, Web.Setup.SiteSetup.DemonstrationPassword)).Succeeded.ShouldBeTrue();
                (await users.AddToRoleAsync(user, "Secretariat")).Succeeded.ShouldBeTrue();
                return true;
            });
        }

        public Task DisposeAsync() => Site.DisposeAsync();
    }
}
