using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Workflows.Notices;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Workflows.Tests;

/// <summary>Notices reach people by e-mail as each has chosen.</summary>
public sealed class NoticeMailTests : IAsyncLifetime
{
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync();
        await _site.StartDeliveryAsync();
        await _site.RunRecipeAsync("mhg.review");
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Who_wants_notices_at_once_gets_each_with_the_address_of_what_it_is_about()
    {
        await ChooseAsync("rick", NoticeMail.Never);
        var id = await SubmitAsync("Clinics");
        _site.Post.Arrived.ShouldBeEmpty();
        await _site.DeliverAsync();
        await _site.DeliverAsync();

        var (_, email) = _site.Post.Arrived.ShouldHaveSingleItem();
        email.To.ShouldBe(["rosa@example.org"]);
        email.Subject.ShouldBe("For review: Clinics");
        var notice = (await _site.NoticesAsync("rosa")).ShouldHaveSingleItem();
        email.Body.ShouldContain($"https://network.example/notices/{notice.NoticeId}/{id}\n");
        email.Body.ShouldContain("https://network.example/account");
        (await _site.NoticesAsync("rick")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_read_meanwhile_or_undone_is_not_sent()
    {
        await ChooseAsync("rick", NoticeMail.Never);
        await SubmitAsync("Read at once");
        await ReadAllAsync("rosa");
        await Should.ThrowAsync<TimeoutException>(_site.AsSite(scope => scope.Get<IUnitOfWork>().RunAsync(async token =>
        {
            await scope.Get<Notifier>().TellAsync([new Notice("4notice0000000000000000001", "rosa-id", _site.Time.GetUtcNow().UtcDateTime, "Undone", "", "", "", false, null)], token);
            throw new TimeoutException();
        }, default)));
        await _site.DeliverAsync();
        _site.Post.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_wants_them_once_a_day_gets_what_is_unread_in_the_morning_and_each_but_once()
    {
        await ChooseAsync("rosa", NoticeMail.Daily);
        await ChooseAsync("rick", NoticeMail.Daily);
        await SubmitAsync("First");
        await SubmitAsync("Second");
        await ReadAllAsync("rick");
        await SubmitAsync("Third");
        await _site.DeliverAsync();
        _site.Post.Arrived.ShouldBeEmpty();

        // It is nine in Berlin; at seven the day after they come.
        _site.Time.Advance(TimeSpan.FromHours(21.5));
        await _site.DeliverAsync();
        _site.Post.Arrived.ShouldBeEmpty();
        _site.Time.Advance(TimeSpan.FromHours(1));
        await _site.DeliverAsync();
        var letters = _site.Post.Arrived.ToDictionary(arrived => arrived.Email.To[0], arrived => arrived.Email);
        letters.Keys.ShouldBe(["rosa@example.org", "rick@example.org"], ignoreOrder: true);
        letters["rosa@example.org"].Subject.ShouldBe("3 notices");
        letters["rosa@example.org"].Body.IndexOf("Third", StringComparison.Ordinal).ShouldBeGreaterThan(letters["rosa@example.org"].Body.IndexOf("First", StringComparison.Ordinal));
        letters["rick@example.org"].Subject.ShouldBe("For review: Third");

        _site.Time.Advance(TimeSpan.FromDays(1));
        await _site.DeliverAsync();
        _site.Post.Arrived.Count.ShouldBe(2);
    }

    private async Task<string> SubmitAsync(string title)
    {
        var id = (await _site.WriteAsync("edith", title)).ContentItemId;
        await _site.TakeAsync("edith", id, "Submit for review");
        return id;
    }

    private Task ReadAllAsync(string userName) =>
        _site.AsSite(scope => scope.Get<INoticeStore>().MarkReadAsync(userName + "-id", null, _site.Time.GetUtcNow().UtcDateTime, default));

    private Task ChooseAsync(string userName, NoticeMail choice) => _site.AsSite(async scope =>
    {
        var users = scope.Get<UserManager<MhgUser>>();
        var user = (await users.FindByNameAsync(userName))!;
        user.NoticeMail = choice;
        (await users.UpdateAsync(user)).Succeeded.ShouldBeTrue();
    });
}
