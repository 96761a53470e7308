using System.Text.Json.Nodes;

namespace Mhg.Workflows.Activities.Http;

/// <summary>A request that the site is sent.</summary>
public abstract class HttpEventActivity : EventActivity
{
    /// <summary>The setting that says which requests are meant.</summary>
    protected static ActivitySetting Method { get; } = new("HttpMethod", SettingKind.Choice, "Method")
    {
        Default = "GET",
        Choices = [.. ((string[])["GET", "POST", "PUT", "PATCH", "DELETE"]).Select(method => new SettingChoice(method, method))],
    };

    /// <inheritdoc/>
    public override string Category => "Web";

    /// <inheritdoc/>
    public override ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(context.Input.GetValueOrDefault(WorkflowInput.HttpRequest) is JsonObject request
            && string.Equals((string?)request[nameof(Method)], MethodOf(context.Record), StringComparison.OrdinalIgnoreCase)
            && IsMeant(context, request));

    /// <summary>Whether a request with the right method is the one meant.</summary>
    protected abstract bool IsMeant(ActivityContext context, JsonObject request);

    private static string MethodOf(ActivityRecord record) => record.Text(Method.Name) is { Length: > 0 } method ? method : Method.Default;
}
