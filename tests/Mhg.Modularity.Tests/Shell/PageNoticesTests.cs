using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Mhg.Modularity.Tests.Shell;

public sealed class PageNoticesTests
{
    private readonly TempDataDictionary _tempData = new(new DefaultHttpContext(), new NoStore());

    [Fact]
    public void Notices_are_shown_once_in_the_order_in_which_they_were_added()
    {
        _tempData.AddNotice(NoticeKind.Success, "Saved.");
        _tempData.AddNotice(NoticeKind.Warning, "Somebody else is editing.");

        _tempData.TakeNotices().ShouldBe([new(NoticeKind.Success, "Saved."), new(NoticeKind.Warning, "Somebody else is editing.")]);
        _tempData.TakeNotices().ShouldBeEmpty();
    }

    [Fact]
    public void A_notice_is_carried_as_text_that_a_cookie_can_hold()
    {
        _tempData.AddNotice(NoticeKind.Information, "ประกาศ");

        _tempData.Values.ShouldAllBe(value => value is string);
    }

    private sealed class NoStore : ITempDataProvider
    {
        public IDictionary<string, object> LoadTempData(HttpContext context) => new Dictionary<string, object>();

        public void SaveTempData(HttpContext context, IDictionary<string, object> values)
        {
        }
    }
}
