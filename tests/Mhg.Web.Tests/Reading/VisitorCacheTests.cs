using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Reading;

public sealed class VisitorCacheTests
{
    private const string Area = "/focus-areas/the-role-of-donors";

    [Fact]
    public async Task A_page_is_kept_for_visitors_until_something_is_stored()
    {
        await using var site = await RunningSite.StartAsync();
        using var visitor = site.Visit();
        // What a site does after its start is stored, too.
        for (var attempt = 0; attempt < 100 && !await IsKeptAsync(); attempt++)
            await Task.Delay(50);
        (await IsKeptAsync()).ShouldBeTrue();

        var id = await site.InAsync(async services =>
        {
            services.GetRequiredService<CurrentActor>().Actor = Actor.Site;
            var content = services.GetRequiredService<ContentManager>();
            var item = await services.GetRequiredService<PublishedContent>().FindByPathAsync(Area[1..]);
            await content.UnpublishAsync(item!.ContentItemId);
            return item.ContentItemId;
        });
        using (var gone = await visitor.GetAsync(Area))
            gone.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await visitor.ReadAsync("/focus-areas")).ShouldNotContain(Area);

        await site.InAsync(async services =>
        {
            services.GetRequiredService<CurrentActor>().Actor = Actor.Site;
            await services.GetRequiredService<ContentManager>().PublishAsync(id);
            return true;
        });
        (await IsKeptAsync()).ShouldBeFalse();

        async Task<bool> IsKeptAsync()
        {
            using var answer = await visitor.GetAsync(Area);
            answer.EnsureSuccessStatusCode();
            return answer.Headers.Age is not null;
        }
    }
}
