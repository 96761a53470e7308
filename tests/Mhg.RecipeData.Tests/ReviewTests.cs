using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

public sealed class ReviewTests
{
    private static readonly JsonObject Workflow = RecipeFile.Named("mhg.review").Steps("WorkflowType").Single()["data"].Objects().Single();
    private static readonly Dictionary<string, JsonObject> Activities = Workflow["Activities"].Objects().ToDictionary(activity => activity.Text("ActivityId"));

    private static readonly List<(string From, string Outcome, string To)> Transitions =
        [.. Workflow["Transitions"].Objects().Select(t => (t.Text("SourceActivityId"), t.Text("SourceOutcomeName"), t.Text("DestinationActivityId")))];

    private static readonly string[] Notified = ["Done", "Failed", "Failed: no user found"];

    [Fact]
    public void It_starts_once_an_item_and_on_every_reviewed_type()
    {
        var start = Activities.Values.Where(activity => activity.Flag("IsStart")).ShouldHaveSingleItem();

        start.Text("Name").ShouldBe("ContentCreatedEvent");
        Workflow.Flag("IsSingleton").ShouldBeFalse();
        foreach (var filter in Activities.Values.Select(activity => activity["Properties"]!["ContentTypeFilter"]).OfType<JsonArray>())
            filter.Texts().Order().ShouldBe(Definitions.ReviewedTypes.Select(type => type.Name).Order());
    }

    [Fact]
    public void Every_outcome_of_every_activity_leads_to_exactly_one_activity()
    {
        foreach (var (id, activity) in Activities)
            Transitions.Where(t => t.From == id).Select(t => t.Outcome).Order().ShouldBe(Outcomes(activity).Order(), id);
        Transitions.Select(t => t.To).ShouldBeSubsetOf(Activities.Keys);
        Workflow["Transitions"].Objects().Select(t => t["Id"]!.GetValue<int>()).ShouldBeUnique();
    }

    [Fact]
    public void The_people_of_a_user_task_have_roles_that_exist()
    {
        var roles = RecipeFile.Named("mhg.roles").Steps("Roles").Single()["Roles"].Objects().Select(role => role.Text("Name")).ToHashSet();

        Activities.Values.SelectMany(activity => (activity["Properties"]!["Roles"]).Texts()).ShouldBeSubsetOf(roles);
    }

    [Fact]
    public void Approving_publishes_and_the_other_decisions_go_back_with_a_comment_and_a_notice()
    {
        var decide = Activities.Values.Single(activity => (activity["Properties"]!["Actions"]).Texts().Contains("Approve"));
        string After(string action) => Activities[Transitions.Single(t => t.From == decide.Text("ActivityId") && t.Outcome == action).To].Text("Name");

        After("Approve").ShouldBe("PublishContentTask");
        After("Request changes").ShouldBe("NotifyContentOwnerTask");
        After("Reject").ShouldBe("NotifyContentOwnerTask");
        (decide["Properties"]!["CommentRequiredFor"]).Texts().ShouldBe(["Request changes", "Reject"]);
    }

    [Fact]
    public void Every_loop_passes_through_the_one_join()
    {
        // Orchard Core walks back from a join and stops only at the join itself, so a loop beside it would never end.
        var join = Activities.Values.Where(activity => activity.Text("Name") == "JoinTask").ShouldHaveSingleItem().Text("ActivityId");
        var left = Activities.Keys.Where(id => id != join).ToHashSet();

        while (left.RemoveWhere(id => !Transitions.Any(t => t.To == id && left.Contains(t.From))) > 0)
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
}
