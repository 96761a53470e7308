using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mhg.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Workflows;

/// <summary>The pages of workflows, without scripts.</summary>
[Collection(nameof(DemonstrationSite))]
public sealed partial class WorkflowPagesTests(SiteFixture fixture) : IAsyncLifetime
{
    private readonly RunningSite _site = fixture.Site;
    private Visitor _admin = null!;

    public async Task InitializeAsync() => _admin = await _site.SignInAsync("admin");

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        foreach (var id in await _site.InAsync(async services => (await services.GetRequiredService<WorkflowTypes>().AllAsync(default)).Types.Select(type => type.WorkflowTypeId).Where(id => id.StartsWith("page", StringComparison.Ordinal)).ToList()))
            await _site.InAsync(async services => { await services.GetRequiredService<WorkflowTypes>().DeleteAsync(id, default); return true; });
    }

    [Fact]
    public async Task A_workflow_is_built_step_by_step_and_only_saved_at_the_end()
    {
        var made = await _admin.PostAsync("/admin/workflows/new", [("Name", "page built")]);
        var page = made.Headers.Location!.OriginalString;
        var id = page.Split('/')[^1];
        (await _admin.ReadAsync(page)).ShouldContain("name=\"Type.Name\"", customMessage: "a workflow has a name before it does anything");
        var html = await StepAsync(page, null, ("op", "add"), ("NewKind", "UserCreatedEvent"));
        html = await StepAsync(page, html, ("op", "add"), ("NewKind", "IfElseTask"));
        html.ShouldContain("IfElseTask “if-else”, Condition: It must not be empty.");
        html = await StepAsync(page, html, ("op", "save"));
        html.ShouldContain("The workflow was not saved");
        (await StoredAsync(id)).Activities.ShouldBeEmpty();

        html = await StepAsync(page, html, ("op", "draw"), ("Setting.Condition", "input('User').UserName == "), ("Title", "Is it Ann?"), ("Outcome.True", "user-created"));
        html.ShouldContain("line 1, column 27");
        html.ShouldContain("True leads to User created");
        html = await StepAsync(page, html, ("op", "select:user-created"), ("Setting.Condition", "input('User').UserName == 'ann'"), ("Title", "Is it Ann?"), ("Outcome.True", ""));
        html = await StepAsync(page, html, ("op", "draw"), ("Title", ""), ("MayStart", "true"), ("IsStart", "true"), ("Outcome.Done", "if-else"), ("Place.X", "40"), ("Place.Y", "60"), ("Place.WasX", "0"), ("Place.WasY", "0"));
        using var saved = await PostAsync(page, html, ("op", "save"), ("Type.Name", "page built and named"), ("Type.IsEnabled", "true"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var type = await StoredAsync(id);
        (type.Name, type.IsEnabled).ShouldBe(("page built and named", true));
        type.Find("user-created")!.IsStart.ShouldBeTrue();
        (type.Find("user-created")!.X, type.Find("user-created")!.Y).ShouldBe((40, 60));
        type.Find("if-else")!.Title.ShouldBe("Is it Ann?");
        type.Find("if-else")!.Text("Condition").ShouldBe("input('User').UserName == 'ann'");
        type.Transitions.Select(way => (way.SourceActivityId, way.SourceOutcomeName, way.DestinationActivityId)).ShouldBe([("user-created", "Done", "if-else")]);
        await _admin.PostAsync($"/admin/workflows/{id}/delete", []);
        (await _admin.GetAsync($"/admin/workflows/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_that_was_emptied_and_an_address_for_too_many_days_are_answered()
    {
        await DefineAsync("""
            {"WorkflowTypeId": "page-emptied", "Name": "Emptied",
             "Activities": [{"ActivityId": "start", "Name": "HttpRequestEvent", "IsStart": true, "Properties": {"TokenLifeSpan": 2147483647}}], "Transitions": []}
            """);
        (await StepAsync("/admin/workflows/page-emptied", null, ("op", "draw"), ("Json", ""))).ShouldContain("This is no JSON");
        (await StepAsync("/admin/workflows/page-emptied", null, ("op", "address:start"))).ShouldContain("/workflows/invoke?token=");
    }

    [Fact]
    public async Task Looking_at_every_activity_of_the_review_and_saving_it_changes_nothing()
    {
        const string Page = "/admin/workflows/4review00000000000workflow";
        var before = await JsonAsync("4review00000000000workflow");
        var html = await _admin.ReadAsync(Page);
        foreach (var activity in before["Activities"]!.AsArray())
            html = await StepAsync(Page, html, [.. FieldsOf(html), ("op", $"select:{activity!["ActivityId"]}")]);
        using var saved = await PostAsync(Page, html, [.. FieldsOf(html), ("op", "save")]);
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await JsonAsync("4review00000000000workflow")).ToJsonString().ShouldBe(before.ToJsonString());
    }

    [Fact]
    public async Task Saving_over_a_change_of_somebody_else_is_noticed_and_loses_nothing()
    {
        await DefineAsync("""{"WorkflowTypeId": "page-two", "Name": "Two people", "Activities": [], "Transitions": []}""");
        var mine = await _admin.ReadAsync("/admin/workflows/page-two");
        using var theirs = await PostAsync("/admin/workflows/page-two", await _admin.ReadAsync("/admin/workflows/page-two"), ("op", "save"), ("Type.Name", "Theirs"));
        theirs.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        mine = await StepAsync("/admin/workflows/page-two", mine, ("op", "save"), ("Type.Name", "Mine"));
        mine.ShouldContain("Somebody else saved this workflow while you had it open.");
        (await StoredAsync("page-two")).Name.ShouldBe("Theirs");
        using var again = await PostAsync("/admin/workflows/page-two", mine, ("op", "save"));
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StoredAsync("page-two")).Name.ShouldBe("Mine");
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_and_an_activity_that_is_missing_is_kept_and_named()
    {
        const string Type = """
            {"WorkflowTypeId": "page-export", "Name": "Export", "IsEnabled": false, "Extra": 1,
             "Activities": [{"ActivityId": "far", "Name": "TeleportTask", "Properties": {"Where": "far"}}], "Transitions": []}
            """;
        await DefineAsync(Type);
        var html = await _admin.ReadAsync("/admin/workflows/page-export");
        html.ShouldContain("No module offers the activity “TeleportTask”");
        html.ShouldContain("missing: no module offers it");
        var recipe = await _admin.ReadAsync("/admin/workflows/page-export/export");
        await _site.InAsync(async services => { await services.GetRequiredService<WorkflowTypes>().DeleteAsync("page-export", default); return true; });
        using var imported = await _admin.PostAsync("/admin/workflows/import", [("Text", recipe)]);
        imported.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        JsonNode.DeepEquals(await JsonAsync("page-export"), JsonNode.Parse(Type)).ShouldBeTrue();
        (await _admin.ReadAsync("/admin/workflows")).ShouldContain("It is kept; an instance that reaches it is faulted.");
    }

    [Theory]
    [InlineData("", "Choose a file, or paste its text.")]
    [InlineData("{", "This is no JSON: line 1")]
    [InlineData("{\"steps\": []}", "There is no workflow in it.")]
    [InlineData("""{"WorkflowTypeId": "page-bad", "WorkflowTypeId": "page-bad"}""", "This is no JSON: Duplicate property 'WorkflowTypeId'")]
    [InlineData("""{"WorkflowTypeId": "page-bad", "Name": "half \ud800 of it"}""", "a text with half a character in it")]
    [InlineData("""{"WorkflowTypeId": "page-bad", "Activities": [{"ActivityId": "a", "Name": "TimerEvent", "Properties": {"CronExpression": "0 0 30 2 *"}}]}""", "There is no such day in any year.")]
    [InlineData("""{"WorkflowTypeId": "page-bad", "Activities": [{"ActivityId": "a", "Name": "IfElseTask", "Properties": {"Condition": {"Expression": "1 ===\n nope"}}}]}""", "'nope' is not defined. (line 2, column 2)")]
    public async Task What_can_not_be_imported_is_said_with_its_place(string text, string problem)
    {
        using var answer = await _admin.PostAsync("/admin/workflows/import", [("Text", text)]);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain(problem);
        (await _site.InAsync(async services => (await services.GetRequiredService<WorkflowTypes>().AllAsync(default)).Find("page-bad"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_faulted_instance_shows_where_it_failed_and_is_tried_again_or_given_up()
    {
        const string Type = """
            {"WorkflowTypeId": "page-fault", "Name": "Faults", "IsEnabled": true,
             "Activities": [{"ActivityId": "start", "Name": "SignalEvent", "IsStart": true, "Properties": {"SignalName": {"Expression": "go"}}},
                            {"ActivityId": "retrieve", "Name": "RetrieveContentTask", "Properties": {"Content": {"Expression": "SCRIPT"}}}],
             "Transitions": [{"SourceActivityId": "start", "SourceOutcomeName": "Done", "DestinationActivityId": "retrieve"}]}
            """;
        await DefineAsync(Type.Replace("SCRIPT", "'nothing'"));
        await TriggerAsync();
        await TriggerAsync();
        var list = await _admin.ReadAsync("/admin/workflow-instances?type=page-fault&status=Faulted");
        var pages = InstanceLink().Matches(list).Select(match => match.Value).Distinct().ToList();
        pages.Count.ShouldBe(2);
        (await _admin.ReadAsync("/admin/workflow-instances?type=page-fault&status=Finished")).ShouldContain("No instance fits");
        (await _admin.ReadAsync("/admin/workflow-instances?type=page-fault&age=1")).ShouldContain("No instance fits");
        (await _admin.ReadAsync("/admin/workflow-instances?type=page-fault&item=nothing-like-it")).ShouldContain("No instance fits");
        (await _admin.ReadAsync("/admin/workflows")).ShouldContain("2 faulted");
        var shown = await _admin.ReadAsync(pages[0]);
        shown.ShouldContain("There is no item “nothing”.");
        shown.ShouldContain("failed here");

        using var failedAgain = await _admin.PostAsync(pages[0] + "?handler=Retry", []);
        (await _admin.ReadAsync(pages[0])).ShouldContain("It was tried again, and failed again.");
        await DefineAsync(Type.Replace("SCRIPT", "'4document00000000mhgreport'"));
        using var retried = await _admin.PostAsync(pages[0] + "?handler=Retry", []);
        (await _admin.ReadAsync(pages[0])).ShouldContain("Finished");
        using var aborted = await _admin.PostAsync(pages[1] + "?handler=Abort", []);
        (await _admin.ReadAsync(pages[1])).ShouldContain("Given up");
        using var tooLate = await _admin.PostAsync(pages[1] + "?handler=Abort", [], page: "/admin/workflows/new");
        (await _admin.ReadAsync(pages[1])).ShouldContain("this workflow has come to its end");
    }

    [Fact]
    public async Task A_workflow_is_switched_off_and_on()
    {
        await DefineAsync("""{"WorkflowTypeId": "page-switch", "Name": "Switched", "IsEnabled": true, "Kept": 1}""");
        using var off = await _admin.PostAsync("/admin/workflows", [("id", "page-switch"), ("on", "false")]);
        (await StoredAsync("page-switch")).IsEnabled.ShouldBeFalse();
        using var on = await _admin.PostAsync("/admin/workflows", [("id", "page-switch"), ("on", "true")]);
        (await StoredAsync("page-switch")).IsEnabled.ShouldBeTrue();
        ((int)(await JsonAsync("page-switch"))["Kept"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Two_reviews_of_the_same_content_are_warned_of()
    {
        (await _admin.ReadAsync("/admin/workflows")).ShouldNotContain("both review");
        var second = await JsonAsync("4review00000000000workflow");
        (second["WorkflowTypeId"], second["Name"]) = ("page-second", "page second");
        var filter = second["Activities"]!.AsArray().Single(activity => (string?)activity!["Name"] == "ContentCreatedEvent")!["Properties"]!;
        filter["ContentTypeFilter"] = new JsonArray("Document", "Campaign", "Organisation");
        await DefineAsync(second.ToJsonString());
        Regex.Replace(WebUtility.HtmlDecode(await _admin.ReadAsync("/admin/workflows")), @"\s+", " ").ShouldContain("“page second” and “Review before publishing” both review Campaign, Document.");

        await _admin.PostAsync("/admin/workflows", [("id", "page-second"), ("on", "false")]);
        (await _admin.ReadAsync("/admin/workflows")).ShouldNotContain("both review");
    }

    /// <summary>Sends the form of a page with some fields changed, and reads the page that comes back.</summary>
    private async Task<string> StepAsync(string page, string? html, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(page, html ?? await _admin.ReadAsync(page), fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> PostAsync(string page, string html, params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string>
        {
            ["Json"] = JsonField().Match(html).Groups[1].Value.ReplaceLineEndings("\r\n"),
        };
        foreach (var hidden in (string[])["Seen", "Drawn", "Selected", "__RequestVerificationToken"])
            form[hidden] = Regex.Match(html.Split("data-designer")[^1], $"name=\"{hidden}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;
        var given = fields.Select(field => field.Name).ToHashSet();
        return _admin.Http.PostAsync(page, new FormUrlEncodedContent(form.Where(field => !given.Contains(field.Key)).Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))));
    }

    /// <summary>The fields of the designer's form as a browser would send them.</summary>
    private static IEnumerable<(string, string)> FieldsOf(string html)
    {
        var form = html.Split("data-designer")[^1];
        foreach (Match box in Regex.Matches(form, """<input(?=[^>]*name="((?:Setting|Place|Type|Title|IsStart|MayStart)[^"]*)")[^>]*>"""))
        {
            if (!box.Value.Contains("type=\"checkbox\"") || box.Value.Contains("checked"))
                yield return (box.Groups[1].Value, Regex.Match(box.Value, "value=\"([^\"]*)\"").Groups[1].Value);
        }
        foreach (Match area in Regex.Matches(form, """<textarea[^>]*name="(Setting[^"]*)"[^>]*>\n?([\s\S]*?)</textarea>"""))
            yield return (area.Groups[1].Value, area.Groups[2].Value.ReplaceLineEndings("\r\n"));
        foreach (Match list in Regex.Matches(form, """<select[^>]*name="((?:Setting|Outcome)[^"]*)"[^>]*>([\s\S]*?)</select>"""))
            yield return (list.Groups[1].Value, Regex.Match(list.Groups[2].Value, """<option(?=[^>]*selected)[^>]*value="([^"]*)""").Groups[1].Value);
    }

    private Task<bool> DefineAsync(string json) => _site.InAsync(async services =>
    {
        await services.GetRequiredService<WorkflowTypes>().SaveAsync(JsonNode.Parse(json)!.AsObject(), default);
        return true;
    });

    private Task<bool> TriggerAsync() => _site.InAsync(async services =>
    {
        await services.GetRequiredService<WorkflowEngine>().TriggerAsync(new WorkflowEvent("SignalEvent", null, new Dictionary<string, object?> { ["Signal"] = "go" }), default);
        return true;
    });

    private Task<WorkflowType> StoredAsync(string id) => _site.InAsync(async services => (await services.GetRequiredService<WorkflowTypes>().AllAsync(default)).Find(id)!);

    private Task<JsonObject> JsonAsync(string id) => _site.InAsync(async services => (await services.GetRequiredService<WorkflowTypes>().FindJsonAsync(id, default))!);

    [GeneratedRegex("""<textarea[^>]*name="Json"[^>]*>\n?([\s\S]*?)</textarea>""")]
    private static partial Regex JsonField();

    [GeneratedRegex("/admin/workflow-instances/[a-z0-9]{26}")]
    private static partial Regex InstanceLink();
}
