using System.Text.Json.Nodes;
using Mhg.Recipes;

namespace Mhg.Workflows.Tests;

public sealed class WorkflowTypeTests : IAsyncLifetime
{
    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("""{"Activities": []}""", "$", "needs a WorkflowTypeId")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": "none"}""", "$.Activities", "another kind")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "LogTask"}, {"ActivityId": "a", "Name": "LogTask"}]}""", "$.Activities[1].ActivityId", "two activities with the id “a”")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "LogTask", "Properties": {"Text": {"Expression": "{{ x"}}}]}""", "$.Activities[0].Properties.Text", "line 1")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "IfElseTask", "Properties": {"Condition": {"Expression": "a ==="}}}]}""", "$.Activities[0].Properties.Condition", "IfElseTask “a”")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "IfElseTask", "Properties": {"Condition": {"Expression": "1 &&\n executeQuery('all')"}}}]}""", "$.Activities[0].Properties.Condition", "'executeQuery' is not defined. (line 2, column 2)")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "SetPropertyTask", "Properties": {"PropertyName": "x", "Syntax": 1, "Value": {"Expression": "{{ x | nope }}"}}}]}""", "$.Activities[0].Properties.Value", "The filter 'nope' does not exist. (line 1, column 8)")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "HttpResponseTask", "Properties": {"HttpStatusCode": 99}}]}""", "$.Activities[0].Properties.HttpStatusCode", "from 200 to 599")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "LogTask"}], "Transitions": [{"SourceActivityId": "a", "SourceOutcomeName": "Gone", "DestinationActivityId": "a"}]}""", "$.Transitions[0].SourceOutcomeName", "has no outcome “Gone”; it has “Done”")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "LogTask"}], "Transitions": [{"SourceActivityId": "a", "SourceOutcomeName": "Done", "DestinationActivityId": "b"}]}""", "$.Transitions[0].DestinationActivityId", "no activity “b”")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "UserTaskEvent", "Properties": {"Actions": ["Yes"], "CommentRequiredFor": ["No"]}}]}""", "$.Activities[0].Properties.CommentRequiredFor", "no action “No”")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "JoinTask", "Properties": {"Mode": 7}}]}""", "$.Activities[0].Properties.Mode", "“7” is none of its choices: 0 (When all ways have come), 1")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "CreateContentTask", "Properties": {"ContentType": "Document", "Publish": "yes"}}]}""", "$.Activities[0].Properties.Publish", "true or false, without quotes")]
    [InlineData("""{"WorkflowTypeId": "t", "Activities": [{"ActivityId": "a", "Name": "IfElseTask", "Properties": {"Syntax": 1, "LiquidCondition": {"Expression": "{{ true }}"}}}]}""", "$.Activities[0].Properties.LiquidCondition", "Write it as JavaScript in Condition")]
    [InlineData("""{"WorkflowTypeId": null, "Name": null, "Activities": [null], "Transitions": null}""", "$", "")]
    public async Task What_is_wrong_with_a_type_is_said_with_its_place(string json, string path, string message)
    {
        var problems = await _site.AsSite(scope => Task.FromResult(scope.Get<WorkflowTypes>().Check(JsonNode.Parse(json)!.AsObject())));
        problems.ShouldContain(problem => problem.Path == path && problem.Message.Contains(message));
        await Should.ThrowAsync<WorkflowInvalidException>(_site.DefineAsync(json));
    }

    [Fact]
    public async Task What_Orchard_Core_keeps_in_a_type_is_kept()
    {
        var json = new WorkflowBuilder("t").With("LockTimeout", 5000).With("Anything", "else").Add("a", "TeleportTask", """{"Where": "far"}""").Json();
        await _site.DefineAsync(json);
        await _site.RestartAsync();
        var kept = await _site.AsSite(async scope => await scope.Get<WorkflowTypes>().ExportAsync(default));
        JsonNode.DeepEquals(kept.ShouldHaveSingleItem(), JsonNode.Parse(json)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_recipe_with_an_unknown_activity_is_refused_with_its_place_or_taken_leniently()
    {
        var recipe = Recipe.Parse("""
            {"name": "r", "steps": [{"name": "WorkflowType", "data": [
              {"WorkflowTypeId": "t", "Name": "T", "IsEnabled": true,
               "Activities": [{"ActivityId": "a", "Name": "TeleportTask", "IsStart": true}], "Transitions": []}]}]}
            """);
        var refusal = await Should.ThrowAsync<RecipeException>(_site.RunRecipeAsync(recipe));
        refusal.Problems.ShouldHaveSingleItem().Message.ShouldContain("TeleportTask");
        refusal.Problems[0].Position.Line.ShouldBe(3);
        (await TypesAsync()).ShouldBeEmpty();

        (await _site.RunRecipeAsync(recipe, lenient: true)).Skipped.ShouldHaveSingleItem();
        (await _site.RunRecipeAsync(recipe, lenient: true)).Skipped.ShouldHaveSingleItem();
        (await TypesAsync()).ShouldBe(["t"]);
    }

    private Task<List<string>> TypesAsync() => _site.AsSite(async scope => (await scope.Get<WorkflowTypes>().AllAsync(default)).Types.Select(type => type.WorkflowTypeId).ToList());
}
