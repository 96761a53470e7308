using System.Globalization;
using System.Text.Json.Nodes;
using Mhg.Workflows.Http;
using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Activities.Http;

/// <summary>
/// Sends a request to <c>Url</c> and goes on over the status of the response where <c>HttpResponseCodes</c> names it, over
/// <c>UnhandledHttpStatus</c> otherwise. <c>lastResult()</c> is the response. It is sent once what came before is stored, at least once
/// whatever fails, and only to this machine and to the hosts that the operator allows.
/// </summary>
public sealed class HttpRequestTask(IOutboxStore outbox, TimeProvider time) : DeferredActivity
{
    private const string UnhandledHttpStatus = nameof(UnhandledHttpStatus);
    private const string HttpResponseCodes = nameof(HttpResponseCodes);
    private const string Failed = nameof(Failed);

    /// <inheritdoc/>
    public override string Category => "Web";

    /// <inheritdoc/>
    public override string Summary => "Sends a request to another program, and waits for its response.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("Url", SettingKind.Liquid, "Address") { IsRequired = true, Hint = "On this machine, or on a host that the operator has allowed." },
        new("HttpMethod", SettingKind.Choice, "Method")
        {
            Default = "GET",
            Choices = [.. ((string[])["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]).Select(method => new SettingChoice(method, method))],
        },
        new("Headers", SettingKind.Liquid, "Headers") { IsLong = true, Hint = "One a line, as Name: value." },
        new("Body", SettingKind.Liquid, "Body") { IsLong = true, Hint = "For POST, PUT and PATCH." },
        new("ContentType", SettingKind.Liquid, "Kind of body") { Default = "application/json" },
        new(HttpResponseCodes, SettingKind.Text, "Statuses to go on with") { Default = "200", Hint = "With commas between: 200, 404. Each is an outcome." },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [.. Codes(record), UnhandledHttpStatus];

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        base.Check(check);
        foreach (var code in Codes(check.Record).Where(code => !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 599))
            check.Problem(HttpResponseCodes, $"“{code}” is no status; one is a number from 100 to 599.");
    }

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        await outbox.AddAsync([HttpRequestReceiver.Request(context, time.GetUtcNow().UtcDateTime)], cancellationToken);
        return ActivityResult.Halt;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no response.</exception>
    public override async ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        // Tried again after a fault: what is kept is still the failure, so the request is sent anew.
        if (context.Memory.Remove(Failed))
            return await ExecuteAsync(context, cancellationToken);
        var response = (JsonObject)context.Input[WorkflowInput.HttpResponse]!;
        if ((string?)response["Error"] is { } error)
        {
            context.Memory[Failed] = true;
            throw new InvalidOperationException(error);
        }
        context.SetLastResult(response);
        var status = ((int)response["StatusCode"]!).ToString(CultureInfo.InvariantCulture);
        return ActivityResult.Follow(Codes(context.Record).Contains(status) ? status : UnhandledHttpStatus);
    }

    private static string[] Codes(ActivityRecord record) => record.Properties[HttpResponseCodes] is null
        ? ["200"]
        : record.Text(HttpResponseCodes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
