using System.Globalization;
using Mhg.Workflows.Http;

namespace Mhg.Workflows.Activities.Http;

/// <summary>
/// Answers the request that the workflow goes on in: <c>HttpStatusCode</c>, and the Liquid templates <c>ContentType</c>, <c>Content</c>
/// and <c>Headers</c>, one a line. Nobody hears it where the workflow goes on by itself.
/// </summary>
public sealed class HttpResponseTask(WorkflowResponse response) : Activity
{
    /// <inheritdoc/>
    public override string Category => "Web";

    /// <inheritdoc/>
    public override string Summary => "Answers the request that the workflow goes on in.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("HttpStatusCode", SettingKind.Number, "Status") { Default = "200" },
        new("ContentType", SettingKind.Liquid, "Kind of content") { Default = "application/json" },
        new("Content", SettingKind.Liquid, "Content") { IsLong = true },
        new("Headers", SettingKind.Liquid, "Headers") { IsLong = true, Hint = "One a line, as Name: value." },
    ];

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        base.Check(check);
        if (Status(check.Record) is < 200 or > 599)
            check.Problem("HttpStatusCode", "A status is a number from 200 to 599.");
    }

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in HeaderLines.Parse(context.Render("Headers")))
            response.AddHeader(name, value);
        response.Answer(Status(context.Record), context.Render("ContentType") is { Length: > 0 } type ? type : "application/json", context.Render("Content"));
        return new(ActivityResult.Done);
    }

    private static int Status(ActivityRecord record) =>
        int.TryParse(record.Text("HttpStatusCode"), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 200;
}
