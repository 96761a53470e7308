using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mhg.Workflows.Operations;

namespace Mhg.Workflows.Tests;

/// <summary>Requests that workflows send, to a real server on this machine.</summary>
public sealed class HttpRequestTests : IAsyncLifetime
{
    private Site _site = null!;
    private WebApplication _server = null!;
    private int _requests;
    private string _lastAuthorization = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Use((context, next) =>
        {
            _requests++;
            _lastAuthorization = context.Request.Headers.Authorization.ToString();
            return next(context);
        });
        _server.MapMethods("/echo", ["GET", "POST"], async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            context.Response.Headers["X-Kind"] = context.Request.ContentType;
            return $"{context.Request.Method} {await reader.ReadToEndAsync()}";
        });
        _server.MapGet("/missing", () => Results.NotFound());
        _server.MapGet("/large", () => new string('x', 100_000));
        _server.MapGet("/lead", (string to) => Results.Redirect(to));
        _server.MapGet("/round", () => Results.Redirect("/round"));
        _server.MapGet("/down", (HttpContext context) => context.Abort());
        await _server.StartAsync();
        _site = await Site.StartAsync(services => services.AddActivity<BellEvent>().AddActivity<NoteTask>().AddActivity<BrokenTask>()
            .AddSingleton(new WorkflowOptions { AllowedHosts = ["169.254.169.254", "0.0.0.0", "[fe80::1]"] }));
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_sent_after_the_commit_and_the_workflow_goes_on_with_its_response()
    {
        await DefineAsync("""{"Url": {"Expression": "{{ Workflow.Input.Server }}/echo"}, "HttpMethod": "POST", "Body": {"Expression": "{{ Workflow.CorrelationId }}"}, "ContentType": {"Expression": "text/plain"}, "HttpResponseCodes": "404, 200"}""");
        await StartAsync();
        _requests.ShouldBe(0);
        (await TheOneAsync()).Status.ShouldBe(WorkflowStatus.Halted);
        await _site.RestartAsync();
        await _site.DeliverAsync();
        (await NotesAsync()).ShouldBe("200 POST x text/plain;");
        _requests.ShouldBe(1);
        await _site.DeliverAsync();
        _requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("/missing", "UnhandledHttpStatus 404;")]
    [InlineData("/lead?to=/echo", "200 GET  ;")]
    public async Task Other_statuses_and_redirects(string path, string notes)
    {
        await DefineAsync($$$"""{"Url": {"Expression": "{{ Workflow.Input.Server }}{{{path}}}"}}""");
        await StartAsync();
        await _site.DeliverAsync();
        (await NotesAsync()).ShouldBe(notes);
    }

    [Theory]
    [InlineData("http://93.184.216.34/", "Requests to “93.184.216.34” are not allowed.")]
    [InlineData("http://10.0.0.1/", "Requests to “10.0.0.1” are not allowed.")]
    [InlineData("http://169.254.169.254/latest/meta-data", "are not allowed")]
    [InlineData("http://0.0.0.0:1/", "are not allowed")]
    [InlineData("http://[::ffff:10.0.0.1]/", "are not allowed")]
    [InlineData("http://[fe80::1]/", "are not allowed")]
    [InlineData("SERVER/lead?to=http://10.0.0.1/", "Requests to “10.0.0.1” are not allowed.")]
    [InlineData("SERVER/lead?to=file:///etc/passwd", "is no address to send a request to")]
    [InlineData("file:///etc/passwd", "is no address to send a request to")]
    [InlineData("SERVER/round", "leads on more than 5 times")]
    [InlineData("SERVER/large", "The response has more than 64 kB.")]
    public async Task What_may_not_be_sent_faults_the_workflow_with_the_reason(string url, string reason)
    {
        await DefineAsync($$$"""{"Url": {"Expression": "{{{url.Replace("SERVER", "{{ Workflow.Input.Server }}")}}}"}}""");
        await StartAsync();
        await _site.DeliverAsync();
        var workflow = await TheOneAsync();
        workflow.Status.ShouldBe(WorkflowStatus.Faulted);
        workflow.FaultMessage!.ShouldContain(reason);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_some_times_then_the_workflow_is_faulted_and_a_retry_sends_the_request_again()
    {
        await DefineAsync("""{"Url": {"Expression": "{{ Workflow.Input.Server }}{% if Workflow.Properties.Up %}/echo{% else %}/down{% endif %}"}}""");
        await StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await TheOneAsync()).Status.ShouldBe(WorkflowStatus.Halted);
            await _site.DeliverAsync();
            _site.Time.Advance(TimeSpan.FromHours(1));
        }
        (await TheOneAsync()).Status.ShouldBe(WorkflowStatus.Faulted);
        _requests.ShouldBeGreaterThanOrEqualTo(3);

        await _site.AsSite(async scope =>
        {
            var workflow = await TheOneAsync();
            workflow.State.Properties["Up"] = true;
            await scope.Get<IWorkflowStore>().SaveAsync([workflow], default);
            await scope.Get<WorkflowOperations>().RetryAsync(workflow.WorkflowId);
        });
        await _site.DeliverAsync();
        (await NotesAsync()).ShouldBe("200 GET  ;");
    }

    [Fact]
    public async Task Headers_are_for_the_host_that_they_were_written_for()
    {
        var other = Server.Replace("127.0.0.1", "localhost");
        await DefineAsync($$$"""{"Url": {"Expression": "{{ Workflow.Input.Server }}/lead?to={{{other}}}/echo"}, "Headers": {"Expression": "Authorization: secret"}}""");
        await StartAsync();
        await _site.DeliverAsync();
        (await NotesAsync()).ShouldBe("200 GET  ;");
        _lastAuthorization.ShouldBe("");
    }

    [Fact]
    public async Task A_workflow_that_was_given_up_sends_nothing()
    {
        await DefineAsync("""{"Url": {"Expression": "{{ Workflow.Input.Server }}/echo"}}""");
        await StartAsync();
        await _site.AsSite(async scope => await scope.Get<WorkflowOperations>().AbortAsync((await TheOneAsync()).WorkflowId));
        await _site.DeliverAsync();
        _requests.ShouldBe(0);
    }

    [Fact]
    public async Task What_came_before_a_commit_stays_whatever_becomes_of_what_follows()
    {
        await _site.DefineAsync(new WorkflowBuilder("commit")
            .Add("start", "ContentCreatedEvent", "{}", "Done: ask")
            .Add("ask", "UserTaskEvent", """{"Actions": ["Go"], "Roles": ["Reviewer"]}""", "Go: publish")
            .Add("publish", "PublishContentTask", "{}", "Published: commit")
            .Add("commit", "CommitTransactionTask", "{}", "Valid: broken")
            .Add("broken", "BrokenTask").Json());
        var id = (await _site.WriteAsync("edith", "Draft")).ContentItemId;
        await _site.TakeAsync("rosa", id, "Go");
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
        await _site.DeliverAsync();
        (await _site.PublishedAsync(id)).ShouldNotBeNull();
        (await _site.WorkflowsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Faulted);
    }

    [Theory]
    [InlineData("CommitTransactionTask", "{}", "Done")]
    [InlineData("HttpRequestTask", """{"Url": {"Expression": "http://localhost/"}}""", "200")]
    public async Task Nobody_approves_an_own_change_by_way_of_an_activity_that_comes_after_the_commit(string name, string properties, string outcome)
    {
        await _site.DefineAsync(new WorkflowBuilder("approve")
            .Add("start", "ContentCreatedEvent", "{}", "Done: ask")
            .Add("ask", "UserTaskEvent", """{"Actions": ["Approve"], "Roles": ["Editor"]}""", "Approve: later")
            .Add("later", name, properties, $"{outcome}: publish")
            .Add("publish", "PublishContentTask").Json());
        var item = await _site.WriteAsync("edith", "Draft");
        (await _site.ButtonsAsync("edith", item.ContentItemId)).ShouldBeEmpty();
        (await _site.ButtonsAsync("erik", item.ContentItemId)).ShouldBe(["Approve"]);
    }

    private string Server => _server.Urls.First();

    private Task DefineAsync(string properties) => _site.DefineAsync(new WorkflowBuilder("send")
        .Add("start", "BellEvent", """{"Bell": "start"}""", "Done: send")
        .Add("send", "HttpRequestTask", properties, "200: good, UnhandledHttpStatus: other")
        .Add("good", "NoteTask", """{"Note": "{{ Workflow.LastResult.StatusCode }} {{ Workflow.LastResult.Body }} {{ Workflow.LastResult.Headers['X-Kind'] }}"}""")
        .Add("other", "NoteTask", """{"Note": "UnhandledHttpStatus {{ Workflow.LastResult.StatusCode }}"}""").Json());

    private Task StartAsync() => _site.TriggerAsync("BellEvent", "x", ("Bell", "start"), ("Server", Server));

    private async Task<Workflow> TheOneAsync() => (await _site.WorkflowsAsync()).ShouldHaveSingleItem();

    private async Task<string> NotesAsync() => (string?)(await TheOneAsync()).State.Properties["Notes"] ?? "";
}
