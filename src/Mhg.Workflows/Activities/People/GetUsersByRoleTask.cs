using System.Text.Json.Nodes;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Activities.People;

/// <summary>Finds the people who hold one of <c>Roles</c> and sets the output named by <c>OutputKeyName</c> to an object with an id for each.</summary>
public sealed class GetUsersByRoleTask(IPeople people) : Activity
{
    private const string Failed = "Failed";

    /// <inheritdoc/>
    public override string Category => "People";

    /// <inheritdoc/>
    public override string Summary => "Finds the people who hold a role.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("OutputKeyName", SettingKind.Liquid, "Name of the output") { IsRequired = true },
        new("Roles", SettingKind.List, "Roles") { IsRequired = true, Source = SettingSource.Roles },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [ActivityResult.DoneName, Failed];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (context.Render("OutputKeyName").Trim() is not { Length: > 0 } name)
            return ActivityResult.Follow(Failed);
        var found = await people.ListInRolesAsync(context.Record.Texts("Roles"), cancellationToken);
        context.SetOutput(name, new JsonObject(found.Select(person => KeyValuePair.Create(person.UserId, (JsonNode?)person.UserId))));
        return ActivityResult.Done;
    }
}
