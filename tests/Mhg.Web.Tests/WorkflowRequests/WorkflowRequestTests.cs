using System.Net;
using System.Text.Json.Nodes;
using Mhg.Web.WorkflowRequests;
using Mhg.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.WorkflowRequests;

/// <summary>Workflows that are reached from outside, and that hear of accounts.</summary>
[Collection(nameof(DemonstrationSite))]
public sealed class WorkflowRequestTests(SiteFixture fixture) : IAsyncLifetime
{
    private readonly RunningSite _site = fixture.Site;
    private readonly List<string> _defined = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var type in _defined)
            await _site.InAsync(async services => { await services.GetRequiredService<WorkflowTypes>().DeleteAsync(type, default); return true; });
    }

    [Fact]
    public async Task A_request_starts_a_workflow_which_answers_it()
    {
        await DefineAsync("echo", """
            {"ActivityId": "start", "Name": "HttpRequestEvent", "IsStart": true, "Properties": {"HttpMethod": "POST", "ValidateAntiforgeryToken": false}},
            {"ActivityId": "answer", "Name": "HttpResponseTask", "Properties": {"HttpStatusCode": 418, "ContentType": {"Expression": "text/plain"},
             "Content": {"Expression": "{{ Workflow.Input.HttpRequest.Form.word }}, {{ Workflow.Input.HttpRequest.Query.more }}"},
             "Headers": {"Expression": "X-Word: {{ Workflow.Input.HttpRequest.Form.word }}\nnonsense"}}}
            """, "start/Done/answer");
        using var visitor = _site.Visit();
        using var answer = await visitor.Http.PostAsync(Address("echo", "start") + "&more=again", new FormUrlEncodedContent([KeyValuePair.Create("word", "teapot")]));
        answer.StatusCode.ShouldBe((HttpStatusCode)418);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("teapot, again");
        answer.Headers.GetValues("X-Word").ShouldHaveSingleItem().ShouldBe("teapot");

        using var otherMethod = await visitor.GetAsync(Address("echo", "start"));
        otherMethod.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var tooLarge = await visitor.Http.PostAsync(Address("echo", "start"), new StringContent(new string('x', 70_000)));
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var forged = await visitor.Http.PostAsync(Address("echo", "start") + "x", null);
        forged.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var headerInHeader = await visitor.Http.PostAsync(Address("echo", "start"), new FormUrlEncodedContent([KeyValuePair.Create("word", "é")]));
        headerInHeader.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        headerInHeader.Headers.Contains("X-Word").ShouldBeFalse();
    }

    [Fact]
    public async Task A_request_lets_a_waiting_workflow_go_on_once_and_one_for_own_forms_needs_their_token()
    {
        await DefineAsync("wait", """
            {"ActivityId": "start", "Name": "HttpRequestEvent", "IsStart": true, "Properties": {"HttpMethod": "GET"}},
            {"ActivityId": "wait", "Name": "HttpRequestEvent", "Properties": {"HttpMethod": "POST", "ValidateAntiforgeryToken": false}},
            {"ActivityId": "lead", "Name": "HttpRedirectTask", "Properties": {"Location": {"Expression": "/search?q={{ Workflow.Input.HttpRequest.Body }}"}}},
            {"ActivityId": "own", "Name": "HttpRequestEvent", "Properties": {"HttpMethod": "POST"}}
            """, "start/Done/wait", "wait/Done/lead", "lead/Done/own");
        using var visitor = _site.Visit();
        using var before = await visitor.Http.PostAsync(Address("wait", "wait"), null);
        before.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var started = await visitor.GetAsync(Address("wait", "start"));
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var resumed = await visitor.Http.PostAsync(Address("wait", "wait"), new StringContent("größe"));
        resumed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        resumed.Headers.Location!.OriginalString.ShouldBe("/search?q=gr%C3%B6%C3%9Fe");
        using var again = await visitor.Http.PostAsync(Address("wait", "wait"), null);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var fromElsewhere = await visitor.Http.PostAsync(Address("wait", "own"), null);
        fromElsewhere.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var fromHere = await visitor.PostAsync(Address("wait", "own"), [], page: "/sign-in");
        fromHere.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await OnlyAsync("wait")).Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task An_address_for_some_days_ends()
    {
        await DefineAsync("ends", """{"ActivityId": "start", "Name": "HttpRequestEvent", "IsStart": true, "Properties": {"HttpMethod": "GET"}}""");
        var tokens = _site.App.Services.GetRequiredService<WorkflowTokens>();
        tokens.ReadEvent(TokenOf(tokens.Event("ends", "start", 30))).ShouldBe(new WorkflowTokens.EventPayload("ends", "start"));
        tokens.ReadSignal(TokenOf(tokens.Event("ends", "start", 0))).ShouldBeNull();
    }

    [Fact]
    public async Task A_signals_page_asks_first_and_sends_it_once()
    {
        await DefineAsync("signal", """
            {"ActivityId": "start", "Name": "HttpRequestEvent", "IsStart": true, "Properties": {"HttpMethod": "GET"}},
            {"ActivityId": "url", "Name": "SetPropertyTask", "Properties": {"PropertyName": "Url", "Value": {"Expression": "signalUrl('Agree')"}}},
            {"ActivityId": "wait", "Name": "SignalEvent", "Properties": {"SignalName": {"Expression": "Agree"}}}
            """, "start/Done/url", "url/Done/wait");
        using var visitor = _site.Visit();
        (await visitor.GetAsync(Address("signal", "start"))).Dispose();
        var address = (string)(await OnlyAsync("signal")).State.Properties["Url"]!;

        (await visitor.ReadAsync(address)).ShouldContain("<button class=\"btn btn-primary\">Agree</button>");
        (await OnlyAsync("signal")).Status.ShouldBe(WorkflowStatus.Halted);
        using var sent = await visitor.Http.PostAsync(address, null);
        (await sent.Content.ReadAsStringAsync()).ShouldContain("It was done.");
        (await OnlyAsync("signal")).Status.ShouldBe(WorkflowStatus.Finished);
        using var again = await visitor.Http.PostAsync(address, null);
        (await again.Content.ReadAsStringAsync()).ShouldContain("It was done before");
    }

    [Fact]
    public async Task A_workflow_hears_of_a_page_before_it_is_made_and_may_answer_in_its_place()
    {
        await DefineAsync("filter", """
            {"ActivityId": "start", "Name": "HttpRequestFilterEvent", "IsStart": true, "Properties": {"HttpMethod": "GET", "RouteValues": {"page": "/account/forgottenPassword"}}},
            {"ActivityId": "lead", "Name": "HttpRedirectTask", "Properties": {"Location": {"Expression": "/sign-in"}, "Permanent": true}}
            """, "start/Matched/lead");
        using var visitor = await _site.SignInAsync("member");
        using var led = await visitor.GetAsync("/forgotten-password");
        led.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        led.Headers.Location!.OriginalString.ShouldBe("/sign-in");
        using var other = await visitor.GetAsync("/account");
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Accounts_that_are_made_changed_switched_off_and_signed_in_with_start_workflows()
    {
        foreach (var name in (string[])["UserCreatedEvent", "UserUpdatedEvent", "UserEnabledEvent", "UserDisabledEvent", "UserLoggedInEvent"])
            await DefineAsync(name, $$"""{"ActivityId": "start", "Name": "{{name}}", "IsStart": true}""");
        using var admin = await _site.SignInAsync("admin");
        (string, string)[] form = [("Input.UserName", "newcomer"), ("Input.Email", "newcomer@example.org")];
        using var made = await admin.PostAsync("/admin/users/new", [.. form, ("Input.IsEnabled", "true"), ("Password", "Newcomer-2026")]);
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = made.Headers.Location!.OriginalString;
        (await admin.PostAsync(page, [.. form, ("Input.IsEnabled", "false")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.PostAsync(page, [.. form, ("Input.IsEnabled", "true")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _site.SignInAsync("newcomer", "Newcomer-2026")).Dispose();

        var heard = await _site.InAsync(services => services.GetRequiredService<IWorkflowStore>().QueryAsync(new WorkflowQuery { CorrelationId = page.Split('/')[^1] }, default));
        heard.Select(workflow => workflow.WorkflowTypeId).Order().ShouldBe(
            ["UserCreatedEvent", "UserDisabledEvent", "UserEnabledEvent", "UserLoggedInEvent", "UserUpdatedEvent", "UserUpdatedEvent"]);
        heard.ShouldAllBe(workflow => (string?)workflow.State.Input["User"]!["UserName"] == "newcomer");
    }

    private Task<bool> DefineAsync(string id, string activities, params string[] transitions) => _site.InAsync(async services =>
    {
        _defined.Add(id);
        var ways = transitions.Select(way => way.Split('/')).Select(way =>
            $$"""{"SourceActivityId": "{{way[0]}}", "SourceOutcomeName": "{{way[1]}}", "DestinationActivityId": "{{way[2]}}"}""");
        var type = $$"""{"WorkflowTypeId": "{{id}}", "Name": "{{id}}", "IsEnabled": true, "Activities": [{{activities}}], "Transitions": [{{string.Join(", ", ways)}}]}""";
        await services.GetRequiredService<WorkflowTypes>().SaveAsync(JsonNode.Parse(type)!.AsObject(), default);
        return true;
    });

    private string Address(string type, string activity) => _site.App.Services.GetRequiredService<WorkflowTokens>().Event(type, activity, 0);

    private static string TokenOf(string address) => address.Split("token=")[1];

    private async Task<Workflow> OnlyAsync(string type) =>
        (await _site.InAsync(services => services.GetRequiredService<IWorkflowStore>().QueryAsync(new WorkflowQuery { WorkflowTypeId = type }, default))).ShouldHaveSingleItem();
}
