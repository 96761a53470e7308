using System.Text.Json.Nodes;

namespace Mhg.Workflows.Activities.Http;

/// <summary>
/// A request to the activity's own address, <c>Url</c>, which the host makes: it holds for <c>TokenLifeSpan</c> days, 0 for always.
/// Where <c>ValidateAntiforgeryToken</c> is on, only the site's own forms can send it.
/// </summary>
public sealed class HttpRequestEvent : HttpEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "A request is sent to an address of its own.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        Method,
        new("Url", SettingKind.Text, "Address") { Hint = "Made by the site. Whoever knows it can send the request." },
        new("TokenLifeSpan", SettingKind.Number, "Days for which the address holds") { Default = "0", Hint = "0: always." },
        new("ValidateAntiforgeryToken", SettingKind.Flag, "Only from the site's own forms") { Default = "true" },
    ];

    /// <summary>Whether an activity with these settings takes requests of the site's own forms only.</summary>
    public static bool IsForOwnForms(ActivityRecord record) => record.Properties["ValidateAntiforgeryToken"] is null || record.Flag("ValidateAntiforgeryToken");

    /// <inheritdoc/>
    protected override bool IsMeant(ActivityContext context, JsonObject request) =>
        (string?)request[nameof(WorkflowType.WorkflowTypeId)] == context.Type.WorkflowTypeId
        && (string?)request[nameof(ActivityRecord.ActivityId)] == context.Record.ActivityId;
}
