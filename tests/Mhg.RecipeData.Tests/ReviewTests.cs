using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

public sealed class ReviewTests
{
    public static TheoryData<string> Recipes => ["mhg.review", "mhg.review-in-stages"];

    private static readonly string[] Notified = ["Done", "Failed", "Failed: no user found"];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void It_starts_once_an_item_and_on_every_reviewed_type(string recipe)
    {
        var review = new Review(recipe);
        var start = review.Activities.Values.Where(activity => activity.Flag("IsStart")).ShouldHaveSingleItem();

        start.Text("Name").ShouldBe("ContentCreatedEvent");
        review.Workflow.Flag("IsSingleton").ShouldBeFalse();
        foreach (var filter in review.Activities.Values.Select(activity => activity["Properties"]!["ContentTypeFilter"]).OfType<JsonArray>())
            filter.Texts().Order().ShouldBe(Definitions.ReviewedTypes.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Every_outcome_of_every_activity_leads_to_exactly_one_activity(string recipe)
    {
        var review = new Review(recipe);
        foreach (var (id, activity) in review.Activities)
            review.Transitions.Where(t => t.From == id).Select(t => t.Outcome).Order().ShouldBe(Outcomes(activity).Order(), id);
        review.Transitions.Select(t => t.To).ShouldBeSubsetOf(review.Activities.Keys);
        review.Workflow["Transitions"].Objects().Select(t => t["Id"]!.GetValue<int>()).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void The_people_of_a_user_task_have_roles_that_exist(string recipe)
    {
        var roles = RecipeFile.Named("mhg.roles").Steps("Roles").Concat(RecipeFile.Named(recipe).Steps("Roles"))
            .SelectMany(step => step["Roles"].Objects()).Select(role => role.Text("Name")).ToHashSet();

        new Review(recipe).Activities.Values.SelectMany(activity => (activity["Properties"]!["Roles"]).Texts()).ShouldBeSubsetOf(roles);
    }

    [Fact]
    public void Approving_publishes_and_the_other_decisions_go_back_with_a_comment_and_a_notice()
    {
        var review = new Review("mhg.review");
        var decide = review.Activities.Values.Single(activity => (activity["Properties"]!["Actions"]).Texts().Contains("Approve"));
        string After(string action) => review.Activities[review.Transitions.Single(t => t.From == decide.Text("ActivityId") && t.Outcome == action).To].Text("Name");

        After("Approve").ShouldBe("PublishContentTask");
        After("Request changes").ShouldBe("NotifyContentOwnerTask");
        After("Reject").ShouldBe("NotifyContentOwnerTask");
        (decide["Properties"]!["CommentRequiredFor"]).Texts().ShouldBe(["Request changes", "Reject"]);
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void The_owner_is_told_that_it_is_published(string recipe)
    {
        var review = new Review(recipe);
        var publish = review.Activities.Values.Where(activity => activity.Text("Name") == "PublishContentTask").ShouldHaveSingleItem().Text("ActivityId");
        review.Activities[review.Transitions.Single(t => t.From == publish && t.Outcome == "Published").To].Text("Name").ShouldBe("NotifyContentOwnerTask");
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Every_loop_passes_through_the_one_join(string recipe)
    {
        var review = new Review(recipe);
        // Orchard Core walks back from a join and stops only at the join itself, so a loop beside it would never end.
        var join = review.Activities.Values.Where(activity => activity.Text("Name") == "JoinTask").ShouldHaveSingleItem().Text("ActivityId");
        var left = review.Activities.Keys.Where(id => id != join).ToHashSet();

        while (left.RemoveWhere(id => !review.Transitions.Any(t => t.To == id && left.Contains(t.From))) > 0)
        {
        }

        left.ShouldBeEmpty();
    }

    private static IEnumerable<string> Outcomes(JsonObject activity) => activity.Text("Name") switch
    {
        "UserTaskEvent" => (activity["Properties"]!["Actions"]).Texts(),
        "ForkTask" => (activity["Properties"]!["Forks"]).Texts(),
        "JoinTask" => ["Joined"],
        "IfElseTask" => ["True", "False"],
        "PublishContentTask" => ["Published", "Noop"],
        "NotifyUserTask" or "NotifyContentOwnerTask" => Notified,
        "GetUsersByRoleTask" => ["Done", "Failed"],
        "ContentCreatedEvent" or "ContentDraftSavedEvent" or "SetPropertyTask" => ["Done"],
        var other => throw new InvalidDataException($"The outcomes of {other} are not known here."),
    };

    /// <summary>The workflow of a recipe.</summary>
    private sealed class Review
    {
        public Review(string recipe)
        {
            Workflow = RecipeFile.Named(recipe).Steps("WorkflowType").Single()["data"].Objects().Single();
            Activities = Workflow[nameof(Activities)].Objects().ToDictionary(activity => activity.Text("ActivityId"));
            Transitions = [.. Workflow[nameof(Transitions)].Objects().Select(t => (t.Text("SourceActivityId"), t.Text("SourceOutcomeName"), t.Text("DestinationActivityId")))];
        }

        public JsonObject Workflow { get; }

        public Dictionary<string, JsonObject> Activities { get; }

        public List<(string From, string Outcome, string To)> Transitions { get; }
    }
}
