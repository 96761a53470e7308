using Mhg.Workflows.Notices;

namespace Mhg.Workflows.Tests;

public sealed class NoticeTests : IAsyncLifetime
{
    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_notice_goes_to_everybody_named_and_its_HTML_is_safe()
    {
        await _site.DefineAsync(new WorkflowBuilder("tell").Add("start", "ContentCreatedEvent", "{}", "Done: tell").Add("tell", "NotifyUserTask", """
            {"UserNames": {"Expression": "ROSA, edith\n rick;nobody,rosa"}, "Subject": {"Expression": "New:\n{{ Workflow.Input.ContentItem.DisplayText }}"},
             "HtmlBody": {"Expression": "<p onclick=\"x()\">{{ Workflow.Input.ContentItem.DisplayText }}</p><script>x()</script>"}, "IsHtmlPreferred": true}
            """).Json());
        await _site.WriteAsync("edith", "<b>Bold</b>");

        foreach (var name in (string[])["rosa", "rick", "edith"])
        {
            var notice = (await _site.NoticesAsync(name)).ShouldHaveSingleItem();
            notice.Subject.ShouldBe("New: <b>Bold</b>");
            notice.HtmlBody.ShouldBe("<p>&lt;b&gt;Bold&lt;/b&gt;</p>");
            notice.IsHtmlPreferred.ShouldBeTrue();
        }
        (await _site.NoticesAsync("erik")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Unpublishing_is_a_task_as_well()
    {
        await _site.DefineAsync(new WorkflowBuilder("back")
            .Add("start", "ContentCreatedEvent", "{}", "Done: ask")
            .Add("ask", "UserTaskEvent", """{"Actions": ["Take back"], "Roles": ["Reviewer"]}""", "Take back: take")
            .Add("take", "UnpublishContentTask", "{}", "Unpublished: log, Noop: ask")
            .Add("log", "LogTask", """{"LogLevel": "Warning", "Text": {"Expression": "{{ Workflow.CorrelationId }} was taken back."}}""").Json());
        var id = (await _site.WriteAsync("edith", "News")).ContentItemId;
        await _site.TakeAsync("rosa", id, "Take back");
        await _site.AsSite(scope => scope.Content.PublishAsync(id));
        await _site.TakeAsync("rosa", id, "Take back");
        (await _site.PublishedAsync(id)).ShouldBeNull();
        (await _site.WorkflowsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task The_person_at_work_is_told_at_once()
    {
        await _site.DefineAsync(new WorkflowBuilder("say")
            .Add("start", "ContentUnpublishedEvent", "{}", "Done: say")
            .Add("say", "NotifyTask", """{"NotificationType": 2, "Message": {"Expression": "{{ Workflow.Input.ContentItem.DisplayText }} is gone."}}""").Json());
        var id = (await _site.WriteAsync("edith", "News")).ContentItemId;
        await _site.AsSite(scope => scope.Content.PublishAsync(id));
        await _site.AsSite(async scope =>
        {
            await scope.Content.UnpublishAsync(id);
            scope.Get<WorkflowMessages>().All.ShouldBe([new WorkflowMessage(MessageKind.Warning, "News is gone.")]);
        });
    }
}
