using System.Globalization;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Review.Assigning;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks.Assigning;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Away;

/// <summary>When a reviewer is away, and who stands in.</summary>
[RequirePermission(Startup.ReviewContentName)]
public sealed class AwayModel(IAssignmentStore store, Assignments assignments, SiteDays days, CurrentActor current) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>What is kept now; null for nothing.</summary>
    public Absence? Kept { get; private set; }

    public IReadOnlyList<(string Id, string Name)> Others { get; private set; } = [];

    private string UserId => current.Actor.UserId!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Input = new Form { First = Say(Kept?.First), Last = Say(Kept?.Last), StandInId = Kept?.StandInId };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var (first, last) = (Day(Input.First), Day(Input.Last));
        if (first is null)
            ModelState.AddModelError("Input.First", "Say from which day on you are away.");
        if (last is null)
            ModelState.AddModelError("Input.Last", "Say which is the last day that you are away.");
        if (last < first)
            ModelState.AddModelError("Input.Last", "The last day is before the first one.");
        if (last < await days.TodayAsync(cancellationToken))
            ModelState.AddModelError("Input.Last", "That is over already. Choose today or a later day.");
        if (Input.StandInId is { Length: > 0 } standIn && Others.All(other => other.Id != standIn))
            ModelState.AddModelError("Input.StandInId", "Choose somebody of the list.");
        if (!ModelState.IsValid)
            return Page();
        await store.SetAbsenceAsync(UserId, new Absence(UserId, first!.Value, last!.Value, Input.StandInId is { Length: > 0 } id ? id : null), cancellationToken);
        TempData.AddNotice(NoticeKind.Success, "It is kept. Those who ask you for a review see it.");
        return Redirect("~/account/away");
    }

    /// <summary>Says that the person is here.</summary>
    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancellationToken)
    {
        await store.SetAbsenceAsync(UserId, null, cancellationToken);
        TempData.AddNotice(NoticeKind.Success, "You are here.");
        return Redirect("~/account/away");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Kept = await store.FindAbsenceAsync(UserId, cancellationToken);
        Others = [.. (await assignments.ReviewersAsync(null, cancellationToken)).Where(person => person.Id != UserId)];
    }

    internal static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static string? Say(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Days as browsers send them.</summary>
    public sealed class Form
    {
        public string? First { get; set; }

        public string? Last { get; set; }

        public string? StandInId { get; set; }
    }
}
