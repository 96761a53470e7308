using Mhg.ContentManagement;

namespace Mhg.Workflows.Tests;

/// <summary>The recipe that was played through on a real Orchard Core, played through here.</summary>
public sealed class SampleReviewTests : IAsyncLifetime
{
    private const string Workshop = "4works0000000000000000one1";
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync();
        await _site.RunRecipeAsync("orchard-sample");
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Every_item_of_the_recipe_has_one_instance_that_waits_to_be_submitted()
    {
        var workflow = (await _site.WorkflowsAsync(Workshop)).ShouldHaveSingleItem();
        workflow.Status.ShouldBe(WorkflowStatus.Halted);
        workflow.WorkflowTypeId.ShouldBe("4wftype000000000000review1");
        workflow.BlockingActivities.ShouldHaveSingleItem().ActivityId.ShouldBe("a2");
        (await _site.ButtonsAsync("edith", Workshop)).ShouldBe(["Submit for review"]);
        (await _site.ButtonsAsync("rosa", Workshop)).ShouldBeEmpty();
        // The other item is published: it waits, too, but there is nothing to submit.
        (await _site.ButtonsAsync("edith", "4focus0000000000000000one1")).ShouldBeEmpty();

        await _site.RunRecipeAsync("orchard-sample");
        (await _site.WorkflowsAsync(Workshop)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_goes_round_as_on_Orchard_Core()
    {
        await _site.TakeAsync("edith", Workshop, "Submit for review");
        (await _site.ButtonsAsync("rosa", Workshop)).ShouldBe(["Approve", "Request changes", "Reject"]);
        await _site.TakeAsync("rosa", Workshop, "Request changes", "Where is the programme?");
        (await _site.NoticesAsync("admin")).ShouldHaveSingleItem().Subject.ShouldBe("Back to you: MHG workshop");

        await _site.TakeAsync("edith", Workshop, "Submit for review");
        await _site.TakeAsync("rosa", Workshop, "Approve");
        (await _site.PublishedAsync(Workshop))!.DisplayText.ShouldBe("MHG workshop");
        (await _site.ButtonsAsync("edith", Workshop)).ShouldBeEmpty();

        await _site.ChangeAsync("edith", Workshop, "MHG workshop, second edition");
        (await _site.PublishedAsync(Workshop))!.DisplayText.ShouldBe("MHG workshop");
        (await _site.ButtonsAsync("edith", Workshop)).ShouldBe(["Submit for review"]);
        (await _site.WorkflowsAsync(Workshop)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_last_changed_a_draft_may_not_approve_it_though_the_recipe_says_nothing_of_it()
    {
        await _site.ChangeAsync("rosa", Workshop, "Rosa's own words");
        await _site.TakeAsync("edith", Workshop, "Submit for review");

        (await _site.ButtonsAsync("rosa", Workshop)).ShouldBe(["Request changes", "Reject"]);
        (await Should.ThrowAsync<ContentRefusedException>(_site.TakeAsync("rosa", Workshop, "Approve"))).Message.ShouldContain("You were the last to change");
        (await _site.PublishedAsync(Workshop)).ShouldBeNull();

        await _site.TakeAsync("rick", Workshop, "Approve");
        (await _site.PublishedAsync(Workshop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_decision_holds_for_the_version_that_was_seen()
    {
        await _site.TakeAsync("edith", Workshop, "Submit for review");
        var seen = (await _site.LatestAsync(Workshop))!.ContentItemVersionId;
        await _site.ChangeAsync("edith", Workshop, "Changed behind the reviewer's back");

        (await Should.ThrowAsync<ContentRefusedException>(_site.As("rosa", scope => scope.Tasks.TakeAsync(Workshop, "Approve", seen))))
            .Message.ShouldContain("was changed by edith in the meantime");
        (await _site.PublishedAsync(Workshop)).ShouldBeNull();
    }
}
