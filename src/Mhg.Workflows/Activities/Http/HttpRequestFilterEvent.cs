using System.Text.Json.Nodes;

namespace Mhg.Workflows.Activities.Http;

/// <summary>A request for one of the site's pages, before the page is made. <c>RouteValues</c> name it; all of them have to be the request's.</summary>
public sealed class HttpRequestFilterEvent : HttpEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "A page of the site is asked for; it runs before the page is made.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [Method, new("RouteValues", SettingKind.Json, "Route values") { Default = "{}", Hint = "Which pages are meant, say { \"page\": \"/Home/Home\" }. Empty: all." }];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ["Matched"];

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken) => new(ActivityResult.Follow("Matched"));

    /// <inheritdoc/>
    protected override bool IsMeant(ActivityContext context, JsonObject request) =>
        request["RouteValues"] is JsonObject values
        && (context.Record.Properties["RouteValues"] as JsonObject ?? []).All(wanted =>
            string.Equals(wanted.Value?.ToString() ?? "", values[wanted.Key]?.ToString() ?? "", StringComparison.OrdinalIgnoreCase));
}
