using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Assigning;
using Mhg.Workflows.UserTasks.Stages;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Workflows.Tests;

/// <summary>A review in stages, as the recipe has it: the secretariat's check, two reviewers of the subject, all directors.</summary>
public sealed class StageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync();
        await _site.RunRecipeAsync("mhg.review-in-stages");
        foreach (var (name, role) in new[] { ("sara", "Secretariat"), ("ruth", "Reviewer"), ("dina", "Director"), ("dora", "Director") })
            await _site.AddAccountAsync(name, role);
        await _site.AsSite(async scope =>
        {
            await scope.DefineTypeAsync("Campaign");
            await scope.DefineTypeAsync("Discussion");
        });
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_campaign_passes_three_stages_in_a_row()
    {
        var id = await SubmittedAsync("Campaign");
        (await WaitsAtAsync(id)).ShouldBe("Secretariat’s check");
        (await _site.ButtonsAsync("sara", id)).ShouldBe(["Approve", "Request changes", "Reject"]);
        (await _site.ButtonsAsync("rosa", id)).ShouldBeEmpty();
        (await _site.NoticesAsync("sara")).ShouldHaveSingleItem().Subject.ShouldBe("Secretariat’s check: Care at the border");

        await _site.TakeAsync("sara", id, "Approve");
        (await WaitsAtAsync(id)).ShouldBe("Subject review");
        (await _site.PublishedAsync(id)).ShouldBeNull();
        (await _site.ButtonsAsync("sara", id)).ShouldBeEmpty();

        await _site.TakeAsync("rosa", id, "Approve");
        (await WaitsAtAsync(id)).ShouldBe("Subject review");
        (await TaskAsync(id)).Approvals!.By.ShouldBe(["rosa-id"]);
        await _site.TakeAsync("rick", id, "Approve");
        (await WaitsAtAsync(id)).ShouldBe("Director’s approval");

        await _site.TakeAsync("dina", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldBeNull();
        (await OutstandingAsync(id)).ShouldBe(["dora"]);
        await _site.TakeAsync("dora", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
        (await _site.NoticesAsync("edith")).ShouldHaveSingleItem().Subject.ShouldBe("Published: Care at the border");
        var decisions = (await _site.HistoryAsync(id)).Where(happened => happened.Name == "Approve").Reverse().ToList();
        decisions.Select(happened => (happened.UserName, Decision.Of(happened)!.Title)).ShouldBe(
            [("sara", "Secretariat’s check"), ("rosa", "Subject review"), ("rick", "Subject review"), ("dina", "Director’s approval"), ("dora", "Director’s approval")]);
        decisions.ShouldAllBe(happened => Decision.Of(happened)!.Approves && Decision.Of(happened)!.IsReview && !Decision.Of(happened)!.HandsBack);
    }

    [Fact]
    public async Task Stages_are_skipped_by_type_language_and_focus_area()
    {
        var discussion = await SubmittedAsync("Discussion");
        await _site.TakeAsync("sara", discussion, "Approve");
        (await _site.PublishedAsync(discussion)).ShouldNotBeNull();

        var arabic = await SubmittedAsync("Document", item => item.Content["LocalizationPart"] = new JsonObject { ["Culture"] = "ar" });
        await _site.TakeAsync("sara", arabic, "Approve");
        (await _site.PublishedAsync(arabic)).ShouldNotBeNull();

        var broad = await SubmittedAsync("Document", item =>
        {
            item.Content["LocalizationPart"] = new JsonObject { ["Culture"] = "ar" };
            item.Content["Document"] = new JsonObject { ["FocusAreas"] = new JsonObject { ["ContentItemIds"] = new JsonArray("a", "b") } };
        });
        await _site.TakeAsync("sara", broad, "Approve");
        (await WaitsAtAsync(broad)).ShouldBe("Director’s approval");
    }

    [Fact]
    public async Task A_person_approves_once_and_who_wrote_it_not_at_all()
    {
        var id = await AtReviewersAsync();
        await _site.TakeAsync("rosa", id, "Approve");
        (await _site.ButtonsAsync("rosa", id)).ShouldBe(["Request changes", "Reject"]);
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", id, "Approve"))).Message.ShouldBe("You have approved “Care at the border”. It waits for others.");
        (await _site.As("rosa", scope => scope.Tasks.QueueAsync())).ShouldBeEmpty();
        (await _site.As("rosa", scope => scope.Tasks.CountQueueAsync())).ShouldBe(0);
        (await _site.As("rick", scope => scope.Tasks.CountQueueAsync())).ShouldBe(1);

        await _site.ChangeAsync("rick", id, "Care at the border, shorter");
        await _site.TakeAsync("edith", id, "Submit for review");
        await _site.TakeAsync("sara", id, "Approve");
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rick", id, "Approve"))).Message.ShouldContain("You were the last to change");
        (await TaskAsync(id)).Approvals!.By.ShouldBeEmpty();
        await _site.TakeAsync("rosa", id, "Approve");
        await _site.TakeAsync("ruth", id, "Approve");
        (await _site.PublishedAsync(id))!.DisplayText.ShouldBe("Care at the border, shorter");
    }

    [Fact]
    public async Task Who_asks_for_changes_ends_the_stage_however_many_have_approved()
    {
        var id = await AtReviewersAsync();
        await _site.TakeAsync("rosa", id, "Approve");
        await _site.TakeAsync("rick", id, "Request changes", "Shorter, please.");
        (await _site.ButtonsAsync("edith", id)).ShouldBe(["Submit for review"]);
        await _site.TakeAsync("edith", id, "Submit for review");
        await _site.TakeAsync("sara", id, "Approve");
        (await TaskAsync(id)).Approvals!.By.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_who_approve_at_the_same_moment_both_count()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await AtReviewersAsync();
            await using var another = _site.Another();
            await Task.WhenAll(_site.TakeAsync("rosa", id, "Approve"), another.TakeAsync("rick", id, "Approve"));
            (await _site.PublishedAsync(id)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task All_are_those_who_can_a_stand_in_counts_for_who_is_away_and_the_writer_is_not_asked()
    {
        var id = await AtDirectorsAsync();
        await _site.AsSite(scope => scope.Get<IAssignmentStore>().SetAbsenceAsync("dora-id", new Absence("dora-id", Today, Today, "rick-id"), default));
        (await _site.ButtonsAsync("rick", id)).ShouldContain("Approve");
        await _site.TakeAsync("rick", id, "Approve");
        (await OutstandingAsync(id)).ShouldBe(["dina"]);
        await _site.TakeAsync("dina", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();

        var written = await AtDirectorsAsync("dina");
        (await OutstandingAsync(written)).ShouldBe(["dora"]);
    }

    [Fact]
    public async Task A_stand_in_is_told_when_a_stage_begins()
    {
        await AwayAsync("sara-id", "rick-id");
        await SubmittedAsync("Campaign");
        (await _site.NoticesAsync("sara")).ShouldHaveSingleItem().Subject.ShouldBe("Secretariat’s check: Care at the border");
        (await _site.NoticesAsync("rick")).ShouldHaveSingleItem().Subject.ShouldBe("Secretariat’s check: Care at the border");
    }

    [Fact]
    public async Task Nobody_lends_a_right_to_decide_about_their_own_words()
    {
        await _site.AsSite(scope => scope.Get<IAssignmentStore>().SetAbsenceAsync("dina-id", new Absence("dina-id", Today, Today, "rick-id"), default));
        var id = await AtDirectorsAsync("dina");
        (await _site.ButtonsAsync("rick", id)).ShouldBeEmpty();
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rick", id, "Approve"));
    }

    [Fact]
    public async Task A_right_that_is_lent_counts_once()
    {
        var id = await AtReviewersAsync();
        await AwayAsync("rosa-id", "dina-id");
        await _site.TakeAsync("dina", id, "Approve");
        (await TaskAsync(id)).Approvals!.By.ShouldBe(["dina-id"]);

        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", id, "Approve"))).Message.ShouldBe("“Care at the border” is approved already in your place. It waits for others.");
        (await _site.As("rosa", scope => scope.Tasks.QueueAsync())).ShouldBeEmpty();
        await AwayAsync("rosa-id", "dora-id");
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("dora", id, "Approve"));
        await _site.TakeAsync("rick", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();

        var other = await AtReviewersAsync();
        await _site.TakeAsync("rosa", other, "Approve");
        await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("dora", other, "Approve"));
    }

    [Fact]
    public async Task Who_comes_back_is_not_asked_again_for_what_was_approved_in_their_place()
    {
        var id = await AtDirectorsAsync();
        await AwayAsync("dora-id", "rick-id");
        await _site.TakeAsync("rick", id, "Approve");
        await _site.AsSite(scope => scope.Get<IAssignmentStore>().SetAbsenceAsync("dora-id", null, default));
        (await OutstandingAsync(id)).ShouldBe(["dina"]);
        await _site.TakeAsync("dina", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_draft_does_not_wait_for_who_does_not_decide_there_any_more()
    {
        var id = await AtDirectorsAsync();
        await _site.TakeAsync("dina", id, "Approve");
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("dina", id, "Approve"))).Message.ShouldContain("It waits for others.");
        await _site.AsSite(async scope =>
        {
            var users = scope.Get<UserManager<MhgUser>>();
            (await users.RemoveFromRoleAsync((await users.FindByIdAsync("dora-id"))!, "Director")).Succeeded.ShouldBeTrue();
        });
        (await OutstandingAsync(id)).ShouldBeEmpty();
        await _site.StartDeliveryAsync();
        await MorningsAsync(7);
        (await RemindersAsync("dina")).ShouldContain("Overdue: Care at the border");

        (await _site.ButtonsAsync("dina", id)).ShouldContain("Approve");
        await _site.TakeAsync("dina", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stage_is_for_the_people_whom_it_names()
    {
        await _site.DefineAsync(new WorkflowBuilder("named")
            .Add("written", "ContentCreatedEvent", """{"ContentTypeFilter": ["Note"]}""", "Done: decide")
            .Add("decide", "UserTaskEvent", """{"Actions": ["Approve"], "Users": ["Erik", "nobody"]}""", "Approve: publish")
            .Add("publish", "PublishContentTask").Json());
        await _site.AsSite(scope => scope.DefineTypeAsync("Note"));
        var id = (await _site.WriteAsync("edith", "A note", "Note")).ContentItemId;

        (await _site.ButtonsAsync("rosa", id)).ShouldBeEmpty();
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", id, "Approve"))).Message.ShouldBe("“UserTaskEvent” is for Erik, nobody.");
        (await _site.As("erik", scope => scope.Tasks.CountQueueAsync())).ShouldBe(1);
        (await _site.AsSite(scope => scope.Tasks.ReviewersAsync(id))).ShouldHaveSingleItem().UserName.ShouldBe("erik");
        await _site.TakeAsync("erik", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_was_asked_was_asked_for_one_stage()
    {
        var id = await SubmittedAsync("Document");
        await _site.AsSite(scope => scope.Get<IAssignmentStore>().AskAsync(id, "sara-id", Today.AddDays(4), ReviewPriority.High, default));
        await _site.TakeAsync("sara", id, "Approve");
        var assignment = (await _site.AsSite(scope => scope.Get<IAssignmentStore>().ListAsync([id], default)))[id];
        (assignment.AskedId, assignment.Due, assignment.Priority).ShouldBe((null, Today.AddDays(4), ReviewPriority.High));
    }

    [Theory]
    [InlineData("""{"Actions": ["Approve"], "ApprovalsNeeded": 2}""", "Say which actions approve: more than one approval is needed.")]
    [InlineData("""{"Actions": ["Approve"], "ApprovingActions": ["Agree"], "Roles": ["Reviewer"]}""", "There is no action “Agree”.")]
    [InlineData("""{"Actions": ["Approve"], "ApprovingActions": ["Approve"], "ApprovalsNeeded": "All"}""", "All of whom? Name roles or people.")]
    [InlineData("""{"Actions": ["Approve"], "ApprovingActions": ["Approve"], "ApprovalsNeeded": "some"}""", "Write a number from 1 on, or All.")]
    [InlineData("""{"Actions": ["Approve"], "DueAfterDays": -1}""", "Days are not counted below 0.")]
    [InlineData("""{"Actions": ["Approve"], "DueAfterDays": 10000000}""", "Keep it to 3650 days.")]
    [InlineData("""{"Actions": ["Approve"], "RemindBeforeDays": "10000000"}""", "Keep it to 3650 days.")]
    public async Task A_stage_that_makes_no_sense_is_refused_when_it_is_saved(string properties, string reason) =>
        (await Should.ThrowAsync<WorkflowInvalidException>(_site.DefineAsync(
            new WorkflowBuilder("wrong").Add("written", "ContentCreatedEvent", "{}", "Done: decide").Add("decide", "UserTaskEvent", properties).Json())))
        .Message.ShouldContain(reason);

    [Fact]
    public async Task People_are_reminded_before_and_after_the_day_and_then_it_goes_to_the_next_in_line()
    {
        var id = await AtReviewersAsync();
        (await TaskAsync(id)).Due.ShouldBe(Today.AddDays(7));
        await _site.TakeAsync("rosa", id, "Approve");
        await _site.AsSite(scope => scope.Get<IAssignmentStore>().SetAbsenceAsync("ruth-id", new Absence("ruth-id", Today, Today.AddDays(30), "sara-id"), default));
        await _site.StartDeliveryAsync();

        await MorningsAsync(6);
        (await RemindersAsync("rick")).ShouldBe(["Due soon: Care at the border"]);
        (await RemindersAsync("sara")).ShouldBe(["Due soon: Care at the border"], "sara stands in for ruth");
        (await RemindersAsync("rosa")).ShouldBeEmpty();
        await MorningsAsync(1);
        (await RemindersAsync("rick")).ShouldHaveSingleItem();
        await MorningsAsync(1);
        (await RemindersAsync("rick")).ShouldBe(["Overdue: Care at the border", "Due soon: Care at the border"]);
        (await _site.ButtonsAsync("dina", id)).ShouldBeEmpty();
        (await _site.As("dina", scope => scope.Tasks.CountQueueAsync())).ShouldBe(0);

        await MorningsAsync(2);
        (await RemindersAsync("dina")).ShouldBe(["Not decided in time: Care at the border"]);
        (await TaskAsync(id)).IsEscalated.ShouldBeTrue();
        (await _site.As("dina", scope => scope.Tasks.CountQueueAsync())).ShouldBe(1);
        (await _site.HistoryAsync(id)).Count(happened => happened.Name == ReminderReceiver.Escalated).ShouldBe(1);
        await MorningsAsync(3);
        (await RemindersAsync("rick")).Count.ShouldBe(2);
        (await RemindersAsync("dina")).Count.ShouldBe(1);

        await _site.TakeAsync("dina", id, "Approve");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_may_be_escalated_later_does_not_crowd_out_what_waits_now()
    {
        await AtReviewersAsync();
        var id = await AtDirectorsAsync();
        (await _site.As("dina", scope => scope.Tasks.QueueAsync(0, 1))).ShouldHaveSingleItem().ContentItemId.ShouldBe(id);
    }

    [Fact]
    public async Task A_day_that_somebody_asked_for_goes_before_the_stages_own_and_another_day_is_reminded_of_anew()
    {
        var id = await SubmittedAsync("Document");
        await AskAsync(Today.AddDays(1));
        await _site.StartDeliveryAsync();
        await MorningsAsync(1);
        (await RemindersAsync("sara")).ShouldBe(["Due soon: Care at the border"]);
        await AskAsync(Today.AddDays(5));
        await MorningsAsync(3);
        (await RemindersAsync("sara")).Count.ShouldBe(1);
        await MorningsAsync(1);
        (await RemindersAsync("sara")).ShouldBe(["Due soon: Care at the border", "Due soon: Care at the border"]);

        Task AskAsync(DateOnly day) => _site.AsSite(scope => scope.Get<IAssignmentStore>().AskAsync(id, "sara-id", day, ReviewPriority.Normal, default));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_was_published_past_the_review()
    {
        var id = await SubmittedAsync("Document");
        await _site.AsSite(scope => scope.Content.PublishAsync(id));
        await _site.StartDeliveryAsync();
        await MorningsAsync(9);
        (await RemindersAsync("sara")).ShouldBeEmpty();
        (await _site.HistoryAsync(id)).ShouldNotContain(happened => happened.Name == ReminderReceiver.Escalated);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_a_feature_that_is_off_keeps_closed()
    {
        var id = await SubmittedAsync("Document");
        await _site.StartDeliveryAsync();
        _site.Off.Add("Document");
        await MorningsAsync(9);
        (await RemindersAsync("sara")).ShouldBeEmpty();
        _site.Off.Clear();
        await MorningsAsync(1);
        (await RemindersAsync("sara")).ShouldNotBeEmpty();
        (await _site.HistoryAsync(id)).ShouldContain(happened => happened.Name == ReminderReceiver.Escalated);
    }

    [Fact]
    public void Days_that_no_calendar_has_do_not_stop_what_counts_them()
    {
        var stage = new ReviewStage(new ActivityRecord { Properties = new JsonObject { ["DueAfterDays"] = 10000000, ["RemindBeforeDays"] = 10000000, ["EscalateAfterDays"] = int.MaxValue } });
        (stage.DueAfterDays, stage.RemindBeforeDays, stage.EscalateAfterDays).ShouldBe((3650, 3650, 3650));
    }

    private Task AwayAsync(string userId, string standInId) =>
        _site.AsSite(scope => scope.Get<IAssignmentStore>().SetAbsenceAsync(userId, new Absence(userId, Today, Today, standInId), default));

    private DateOnly Today => DateOnly.FromDateTime(_site.Time.GetUtcNow().UtcDateTime);

    /// <summary>Lets days pass, with what is to be done on each.</summary>
    private async Task MorningsAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            _site.Time.Advance(TimeSpan.FromDays(1));
            await _site.DeliverAsync();
        }
    }

    private async Task<List<string>> RemindersAsync(string userName) =>
        [.. (await _site.NoticesAsync(userName)).Select(notice => notice.Subject).Where(subject => subject.StartsWith("Due", StringComparison.Ordinal) || subject.StartsWith("Overdue", StringComparison.Ordinal) || subject.StartsWith("Not decided", StringComparison.Ordinal))];

    /// <summary>A draft that waits for two reviewers of its subject.</summary>
    private async Task<string> AtReviewersAsync(string contentType = "Document", string writer = "edith")
    {
        var id = await SubmittedAsync(contentType, writer: writer);
        await _site.TakeAsync("sara", id, "Approve");
        return id;
    }

    /// <summary>A draft that waits for the directors.</summary>
    private async Task<string> AtDirectorsAsync(string writer = "edith")
    {
        var id = await AtReviewersAsync("Campaign", writer);
        await _site.TakeAsync("rosa", id, "Approve");
        await _site.TakeAsync("ruth", id, "Approve");
        return id;
    }

    private async Task<string> SubmittedAsync(string contentType, Action<ContentItem>? fill = null, string writer = "edith")
    {
        var id = await _site.As(writer, async scope =>
        {
            var item = await scope.Content.NewAsync(contentType);
            item.Content["TitlePart"] = new JsonObject { ["Title"] = "Care at the border" };
            fill?.Invoke(item);
            await scope.Content.SaveDraftAsync(item);
            return item.ContentItemId;
        });
        await _site.TakeAsync("edith", id, "Submit for review");
        return id;
    }

    private Task<UserTask> TaskAsync(string id) => _site.AsSite(async scope => (await scope.Tasks.ListWaitingAsync([id])).ShouldHaveSingleItem());

    private async Task<string> WaitsAtAsync(string id) => (await TaskAsync(id)).Title;

    private Task<List<string>> OutstandingAsync(string id) => _site.AsSite(async scope =>
        (await scope.Tasks.OutstandingAsync((await scope.Tasks.ListWaitingAsync([id])).Single(), (await scope.Content.GetAsync(id))!)).Select(person => person.UserName).ToList());
}
