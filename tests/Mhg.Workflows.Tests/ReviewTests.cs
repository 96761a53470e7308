using Mhg.ContentManagement;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Assigning;

namespace Mhg.Workflows.Tests;

/// <summary>The network's own review, as its recipe has it.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private Site _site = null!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync();
        await _site.RunRecipeAsync("mhg.review");
        _id = (await _site.WriteAsync("edith", "Care at the border")).ContentItemId;
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_document_is_written_submitted_approved_and_seen()
    {
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Submit for review"]);
        await _site.TakeAsync("edith", _id, "Submit for review");
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Withdraw"]);
        (await _site.PublishedAsync(_id)).ShouldBeNull();

        foreach (var reviewer in (string[])["rosa", "rick"])
            (await _site.NoticesAsync(reviewer)).ShouldHaveSingleItem().Subject.ShouldBe("For review: Care at the border");
        (await _site.NoticesAsync("erik")).ShouldBeEmpty();

        await _site.TakeAsync("rosa", _id, "Approve", "Good.");
        (await _site.PublishedAsync(_id)).ShouldNotBeNull();
        var history = await _site.HistoryAsync(_id);
        history.Select(entry => (entry.Name, entry.UserName)).ShouldBe(
            [("Published", "rosa"), ("Approve", "rosa"), ("Submit for review", "edith"), ("Created", "edith")]);
        history.Single(entry => entry.Name == "Approve").Comment.ShouldBe("Good.");

        var notice = (await _site.NoticesAsync("edith")).ShouldHaveSingleItem();
        notice.Subject.ShouldBe("Published: Care at the border");
        notice.TextBody.ShouldBe("Care at the border was approved and is published. Good.");
    }

    [Fact]
    public async Task Who_wrote_it_and_who_was_to_review_it_are_told_that_it_was_published_past_the_review()
    {
        await _site.AsSite(scope => scope.Get<IAssignmentStore>().AskAsync(_id, "rick-id", null, ReviewPriority.Normal, default));
        await _site.TakeAsync("edith", _id, "Submit for review");
        await _site.AsSite(scope => scope.Get<IAssignmentStore>().ClaimAsync(_id, null, "rosa-id", DateTime.MaxValue, default));
        await _site.As("admin", async scope => await scope.Get<Publishing>().PublishAsync((await scope.Content.GetAsync(_id))!, "The minister asked."));

        foreach (var name in (string[])["edith", "rick", "rosa"])
            (await _site.NoticesAsync(name))[0].TextBody.ShouldBe("admin published Care at the border without its review. The minister asked.", name);
        (await _site.NoticesAsync("erik")).ShouldBeEmpty();
        (await _site.NoticesAsync("admin")).ShouldBeEmpty();
    }

    [Fact]
    public async Task There_is_one_instance_however_often_it_is_saved()
    {
        for (var i = 0; i < 5; i++)
            await _site.ChangeAsync("edith", _id, $"Attempt {i}");
        (await _site.WorkflowsAsync(_id)).ShouldHaveSingleItem().BlockingActivities.ShouldHaveSingleItem().ActivityId.ShouldBe("submit");
    }

    [Fact]
    public async Task A_change_after_approval_was_asked_withdraws_the_request()
    {
        await _site.TakeAsync("edith", _id, "Submit for review");
        await _site.ChangeAsync("erik", _id, "Care at the border, again");

        (await _site.ButtonsAsync("rosa", _id)).ShouldBeEmpty();
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Submit for review"]);
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", _id, "Approve"));
        (await _site.WorkflowsAsync(_id)).ShouldHaveSingleItem().BlockingActivities.ShouldHaveSingleItem();

        await _site.TakeAsync("erik", _id, "Submit for review");
        await _site.TakeAsync("rosa", _id, "Approve");
        (await _site.PublishedAsync(_id))!.DisplayText.ShouldBe("Care at the border, again");
    }

    [Fact]
    public async Task An_editor_withdraws_the_request_and_submits_it_again_as_it_is()
    {
        await _site.TakeAsync("edith", _id, "Submit for review");
        await _site.TakeAsync("edith", _id, "Withdraw");

        (await _site.ButtonsAsync("rosa", _id)).ShouldBeEmpty();
        (await _site.WorkflowsAsync(_id)).ShouldHaveSingleItem().BlockingActivities.ShouldHaveSingleItem().ActivityId.ShouldBe("submit");
        await _site.TakeAsync("edith", _id, "Submit for review");
        await _site.TakeAsync("rosa", _id, "Approve");
        (await _site.PublishedAsync(_id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Changes_are_requested_with_a_comment_and_the_editor_is_told()
    {
        await _site.TakeAsync("edith", _id, "Submit for review");
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", _id, "Request changes", "  "))).Message.ShouldContain("needs a comment");
        await _site.TakeAsync("rosa", _id, "Request changes", "Name the sources.");

        var notice = (await _site.NoticesAsync("edith")).ShouldHaveSingleItem();
        notice.Subject.ShouldBe("Changes requested: Care at the border");
        notice.TextBody.ShouldEndWith("Name the sources.");
        notice.ContentItemId.ShouldBe(_id);
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Submit for review"]);
        (await _site.PublishedAsync(_id)).ShouldBeNull();
    }

    [Theory]
    [InlineData("Approve", "Published: Changed by Erik")]
    [InlineData("Request changes", "Changes requested: Changed by Erik")]
    [InlineData("Reject", "Rejected: Changed by Erik")]
    public async Task Whoever_changed_or_submitted_what_is_somebody_else_s_is_told_as_well(string action, string subject)
    {
        await _site.AddAccountAsync("ella", "Editor");
        await _site.AddAccountAsync("emil", "Editor");
        await _site.ChangeAsync("emil", _id, "Changed by Emil");
        await _site.ChangeAsync("erik", _id, "Changed by Erik");
        await _site.TakeAsync("ella", _id, "Submit for review");
        await _site.TakeAsync("rosa", _id, action, "Because.");

        foreach (var name in (string[])["edith", "erik", "ella"])
            (await _site.NoticesAsync(name)).ShouldHaveSingleItem(name).Subject.ShouldBe(subject);
        (await _site.NoticesAsync("emil")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_rejected_waits_for_the_next_change()
    {
        await _site.TakeAsync("edith", _id, "Submit for review");
        await _site.TakeAsync("rosa", _id, "Reject", "Not for this site.");
        (await _site.ButtonsAsync("edith", _id)).ShouldBeEmpty();
        await _site.ChangeAsync("edith", _id, "Something else");
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Submit for review"]);
    }

    [Fact]
    public async Task A_restart_in_the_middle_changes_nothing()
    {
        await _site.TakeAsync("edith", _id, "Submit for review");
        await _site.RestartAsync();
        (await _site.ButtonsAsync("rosa", _id)).ShouldBe(["Approve", "Request changes", "Reject"]);
        await _site.TakeAsync("rosa", _id, "Approve");
        await _site.RestartAsync();
        await _site.ChangeAsync("edith", _id, "After two restarts");
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Submit for review"]);
        (await _site.WorkflowsAsync(_id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_decision_taken_twice_at_the_same_moment_counts_once_and_the_others_are_told()
    {
        await _site.TakeAsync("edith", _id, "Submit for review");
        var version = (await _site.LatestAsync(_id))!.ContentItemVersionId;
        await using var other = _site.Another();
        string[] people = ["rosa", "rick", "rosa", "rick", "admin", "rosa"];
        var results = await Task.WhenAll(people.Select((who, i) => Task.Run(async () =>
        {
            try
            {
                await (i % 3 == 0 ? other : _site).As(who, scope => scope.Tasks.TakeAsync(_id, i % 2 == 0 ? "Approve" : "Reject", version, $"{who} {i}"));
                return null;
            }
            catch (DecisionConflictException conflict)
            {
                return conflict;
            }
        })));

        results.Count(result => result is null).ShouldBe(1);
        var decision = (await _site.HistoryAsync(_id)).Where(entry => entry.Name is "Approve" or "Reject").ShouldHaveSingleItem();
        foreach (var conflict in results.OfType<DecisionConflictException>())
        {
            conflict.Decision.ShouldNotBeNull().Comment.ShouldBe(decision.Comment);
            conflict.Message.ShouldContain($"“{decision.Name}”");
        }
        ((await _site.PublishedAsync(_id)) is not null).ShouldBe(decision.Name == "Approve");
    }

    [Fact]
    public async Task Nobody_decides_without_the_role()
    {
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", _id, "Submit for review"));
        await _site.TakeAsync("edith", _id, "Submit for review");
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("erik", _id, "Approve"))).Message.ShouldContain("Reviewer");
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("nobody", _id, "Approve"));
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", _id, "Publish at once"));
        (await _site.PublishedAsync(_id)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_can_be_submitted_when_there_is_no_draft()
    {
        await _site.AsSite(scope => scope.Content.PublishAsync(_id));
        (await _site.ButtonsAsync("edith", _id)).ShouldBeEmpty();
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("edith", _id, "Submit for review"))).Message.ShouldContain("has no draft");
        await _site.ChangeAsync("edith", _id, "A new draft");
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Submit for review"]);
    }

    [Fact]
    public async Task The_queue_holds_what_waits_for_reviewers_the_oldest_first()
    {
        var second = (await _site.WriteAsync("erik", "Second")).ContentItemId;
        (await _site.WriteAsync("erik", "Not submitted")).ShouldNotBeNull();
        await _site.TakeAsync("erik", second, "Submit for review");
        await _site.TakeAsync("edith", _id, "Submit for review");

        var queue = await _site.As("rosa", scope => scope.Tasks.QueueAsync());
        queue.Select(task => task.ContentItemId).ShouldBe([second, _id]);
        queue[0].Title.ShouldBe("Decide");
        queue[0].IsReview.ShouldBeTrue();
        (await _site.As("rosa", scope => scope.Tasks.CountQueueAsync())).ShouldBe(2);
        (await _site.As("edith", scope => scope.Tasks.QueueAsync())).ShouldBeEmpty();
        (await _site.As("edith", scope => scope.Tasks.ListWaitingAsync([_id, second]))).Count.ShouldBe(2);

        // Past the review: it waits for nobody until it is changed.
        await _site.AsSite(scope => scope.Content.PublishAsync(second));
        (await _site.As("rosa", scope => scope.Tasks.QueueAsync())).ShouldHaveSingleItem().ContentItemId.ShouldBe(_id);
        (await _site.As("rosa", scope => scope.Tasks.CountQueueAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_deleted_waits_for_nobody_and_begins_anew_when_it_is_restored()
    {
        await _site.TakeAsync("edith", _id, "Submit for review");
        var version = (await _site.LatestAsync(_id))!.ContentItemVersionId;
        await _site.AsSite(scope => scope.Content.DeleteAsync(_id));
        (await _site.As("rosa", scope => scope.Tasks.QueueAsync())).ShouldBeEmpty();
        (await _site.WorkflowsAsync(_id)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Aborted);

        await _site.As("edith", scope => scope.Content.RestoreAsync(version));
        (await _site.WorkflowsAsync(_id)).Where(workflow => workflow.Status == WorkflowStatus.Halted).ShouldHaveSingleItem();
        (await _site.ButtonsAsync("edith", _id)).ShouldBe(["Submit for review"]);
    }
}
