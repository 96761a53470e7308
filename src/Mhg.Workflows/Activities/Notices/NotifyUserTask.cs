using Mhg.Html;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>Writes a notice to the people whom the Liquid template <c>UserNames</c> names, with commas, semicolons or lines between.</summary>
public sealed class NotifyUserTask(Notifier notifier, IPeople people, HtmlSanitizer sanitizer, TimeProvider time)
    : NotifyPeopleTask(notifier, sanitizer, time)
{
    private static readonly char[] Separators = [',', ';', '\n', '\r'];

    /// <inheritdoc/>
    public override string Summary => "Writes a notice to people by their user names.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("UserNames", SettingKind.Liquid, "User names") { IsRequired = true, Hint = "With commas, semicolons or lines between." }, .. base.Settings];

    /// <inheritdoc/>
    protected override async ValueTask<IReadOnlyList<Person>> PeopleAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var names = context.Render("UserNames").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0 ? [] : await people.FindByNamesAsync([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
    }
}
