using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Mhg.Web.Administration.Workflows.Designer;
using Mhg.Workflows.Activities.Flow;

namespace Mhg.Web.Tests.Workflows;

/// <summary>What can be done to a workflow that is being changed.</summary>
public sealed class DraftTests
{
    private const string Foreign = """
        {"WorkflowTypeId": "t", "Name": "T", "LockTimeout": 5000, "Colour": "green",
         "Activities": [{"ActivityId": "far", "Name": "TeleportTask", "X": 10, "Y": 20, "Speed": 9, "Properties": {"Where": {"Expression": "far", "Syntax": 7}}}],
         "Transitions": [{"Id": 41, "SourceActivityId": "far", "SourceOutcomeName": "There", "DestinationActivityId": "far", "Note": "round"}]}
        """;

    [Fact]
    public void Whatever_is_done_beside_it_what_nobody_knows_stays()
    {
        var actions = Gen.Elements<Action<WorkflowDraft, int>>(
            (draft, n) => draft.Add(new IfElseTask()),
            (draft, n) => draft.Connect(Own(draft, n), n % 2 == 0 ? "True" : "False", Any(draft, n + 1)),
            (draft, n) => draft.Connect(Own(draft, n), "True", ""),
            (draft, n) => draft.Move(Own(draft, n), n, n * 3),
            (draft, n) => draft.Rename(Own(draft, n), "True", "Yes"),
            (draft, n) =>
            {
                if (Own(draft, n).Length > 0)
                    draft.Remove(Own(draft, n));
            });
        Prop.ForAll((from action in actions from n in Gen.Choose(0, 1000) select (action, n)).ListOf().ToArbitrary(), steps =>
        {
            var draft = WorkflowDraft.Read(Foreign, out _)!;
            foreach (var (action, n) in steps)
                action(draft, n);
            // It can be read again, so no id stands twice and nothing hangs in the air.
            var read = WorkflowDraft.Read(draft.Json.ToJsonString(), out var problem);
            return problem is null && read!.Type.Transitions.All(way => read.Type.Find(way.DestinationActivityId) is not null)
                && (int)draft.Json["LockTimeout"]! == 5000 && (string?)draft.Json["Colour"] == "green"
                && JsonNode.DeepEquals(draft.Find("far")!["Properties"], JsonNode.Parse(Foreign)!["Activities"]![0]!["Properties"]) && (int)draft.Find("far")!["Speed"]! == 9
                && JsonNode.DeepEquals(draft.Json["Transitions"]![0], JsonNode.Parse(Foreign)!["Transitions"]![0]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_first_that_is_moved_by_hand_goes_as_far_as_it_was_moved_and_nothing_lies_on_it()
    {
        var draft = WorkflowDraft.Read("""
            {"WorkflowTypeId": "t", "Name": "T", "Activities": [{"ActivityId": "a", "Name": "LogTask"}, {"ActivityId": "b", "Name": "LogTask"}, {"ActivityId": "c", "Name": "LogTask"}]}
            """, out _)!;
        // Laid out by itself they stand at -256, 0 and 256.
        draft.Move("a", -236, 20);
        draft.Type.Activities.Select(activity => (activity.X, activity.Y)).ShouldBe([(20, 20), (256, 0), (512, 0)]);
    }

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{ \"Name\": ", "LineNumber: 0")]
    [InlineData("""{"Activities": "none"}""", "$.Activities")]
    [InlineData("""{"Activities": [{"Name": "LogTask"}]}""", "needs an ActivityId")]
    [InlineData("""{"Activities": [{"ActivityId": "a"}, {"ActivityId": "a"}]}""", "the same ActivityId")]
    [InlineData("""{"Transitions": [{"SourceActivityId": "a"}]}""", "A transition needs")]
    [InlineData("""{"Transitions": [null]}""", "A transition needs")]
    [InlineData("""{"Activities": [null]}""", "needs an ActivityId")]
    [InlineData("""{"Name": "half \ud800 of it"}""", "half a character")]
    [InlineData("""{"Name": "a", "Name": "b"}""", "This is no JSON: Duplicate property")]
    public void A_text_that_is_no_workflow_is_told_what_is_wrong(string text, string problem)
    {
        WorkflowDraft.Read(text, out var told).ShouldBeNull();
        told!.ShouldContain(problem);
    }

    [Fact]
    public void A_new_activity_has_an_id_of_its_own_and_the_settings_that_its_form_begins_with()
    {
        var draft = WorkflowDraft.Read("""{"WorkflowTypeId": "t"}""", out _)!;
        draft.Add(new ScriptTask()).ShouldBe("script");
        draft.Add(new ScriptTask()).ShouldBe("script-2");
        JsonNode.DeepEquals(draft.Find("script")!["Properties"], JsonNode.Parse("""{"AvailableOutcomes": ["Done"], "Script": {"Expression": "setOutcome('Done');"}}""")).ShouldBeTrue();
    }

    private static string Own(WorkflowDraft draft, int n)
    {
        var own = draft.Type.Activities.Where(activity => activity.ActivityId != "far").ToList();
        return own.Count == 0 ? "" : own[n % own.Count].ActivityId;
    }

    private static string Any(WorkflowDraft draft, int n) => draft.Type.Activities[n % draft.Type.Activities.Count].ActivityId;
}
