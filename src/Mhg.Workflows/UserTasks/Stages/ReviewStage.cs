using System.Globalization;

namespace Mhg.Workflows.UserTasks.Stages;

/// <summary>
/// A user task as a stage of a review: whose approvals it takes, until when, and who is next in line. It is read from the activity's
/// settings; those that Orchard Core does not know are kept there, and one approval of its roles is enough.
/// </summary>
/// <param name="task">The user task.</param>
public readonly struct ReviewStage(ActivityRecord task)
{
    /// <summary>What <see cref="Needed"/> is written as where everybody has to approve.</summary>
    public const string All = "All";

    // Ten years; from days without a bound there would be no day to count to.
    internal const int MostDays = 3650;

    /// <summary>The roles whose people decide.</summary>
    public IReadOnlyList<string> Roles => task.Texts(nameof(Roles));

    /// <summary>The user names of people who decide, whatever their roles.</summary>
    public IReadOnlyList<string> Users => task.Texts(nameof(Users));

    /// <summary>The actions that approve; empty where those do that publish.</summary>
    public IReadOnlyList<string> ApprovingActions => task.Texts(nameof(ApprovingActions));

    /// <summary>How many people have to approve before the workflow goes on; null for all of the stage's people.</summary>
    public int? Needed => ParseNeeded(task.Text("ApprovalsNeeded")) is { } needed and > 0 ? needed : null;

    /// <summary>Whether more than one person has to approve.</summary>
    public bool NeedsSeveral => Needed is not 1;

    /// <summary>How many days the stage has, where nobody has asked for another day; null for as many as it takes.</summary>
    public int? DueAfterDays => Days(nameof(DueAfterDays));

    /// <summary>How many days before the due day its people are reminded.</summary>
    public int RemindBeforeDays => Days(nameof(RemindBeforeDays)) ?? 1;

    /// <summary>How many days after the due day its people are reminded again.</summary>
    public int RemindAfterDays => Days(nameof(RemindAfterDays)) ?? 1;

    /// <summary>The roles that are next in line: once it is escalated, their people may decide as well.</summary>
    public IReadOnlyList<string> EscalateTo => task.Texts(nameof(EscalateTo));

    /// <summary>How many days after the due day it is escalated.</summary>
    public int EscalateAfterDays => Days(nameof(EscalateAfterDays)) ?? 3;

    /// <summary>A number of approvals as it is written: 1 where nothing is, 0 for all; null for what is no number of approvals.</summary>
    internal static int? ParseNeeded(string text) =>
        text.Length == 0 ? 1
        : text.Equals(All, StringComparison.OrdinalIgnoreCase) ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : null;

    private int? Days(string setting) =>
        int.TryParse(task.Text(setting), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? Math.Min(days, MostDays) : null;
}
