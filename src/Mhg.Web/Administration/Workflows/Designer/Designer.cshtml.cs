using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Audit;
using Mhg.Web.Administration.Workflows.Graph;
using Mhg.Web.WorkflowRequests;
using Mhg.Workflows;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Workflows.Designer;

/// <summary>
/// A workflow type as a picture and a list, and its changing. The whole draft is a text in the form; each button sends it, the draft
/// is changed here and comes back. So nothing is stored before it is saved, and everything works without scripts, which only leave out
/// the reloading and add drawing with the pointer, and undoing.
/// </summary>
[RequirePermission(nameof(SitePermissions.ManageWorkflows))]
public sealed class DesignerModel(
    WorkflowTypes types, ActivityLibrary library, ContentDefinitions definitions, ISiteRoles roles, WorkflowTokens tokens, IUnitOfWork unitOfWork, AuditNotes audit)
    : PageModel
{
    // What a field of the selected activity is named like, before the setting's or the outcome's name.
    private const string SettingField = "Setting.";
    private const string OutcomeField = "Outcome.";

    private WorkflowDraft? _draft;

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The draft as JSON.</summary>
    [BindProperty]
    public string Json { get; set => field = value ?? ""; } = "";

    /// <summary>What was stored when the draft was begun.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The draft that the fields of the form were drawn from. A draft that is another one was changed as text, which counts.</summary>
    [BindProperty]
    public string? Drawn { get; set; }

    /// <summary>The activity whose settings are shown; empty for none.</summary>
    [BindProperty]
    public string? Selected { get; set; }

    public string Name { get; private set; } = "";

    public bool IsChanged { get; private set; }

    public WorkflowType Type { get; private set; } = new();

    /// <summary>The activity whose settings are shown.</summary>
    public ActivityRecord? Activity { get; private set; }

    public Activity? Kind => Activity is null ? null : library.Find(Activity.Name);

    public IReadOnlyList<WorkflowProblem> Problems { get; private set; } = [];

    public GraphPicture? Picture { get; private set; }

    public IReadOnlyList<IGrouping<string, Activity>> Kinds { get; private set; } = [];

    public IReadOnlyList<string> ContentTypes { get; private set; } = [];

    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>The outcomes of the shown activity, those that ways still leave from although it does not have them any more included.</summary>
    public IReadOnlyList<string> Outcomes { get; private set; } = [];

    public static string FieldOf(ActivitySetting setting) => SettingField + setting.Name;

    public static string FieldOf(string outcome) => OutcomeField + outcome;

    public string ValueOf(ActivitySetting setting) => SettingForm.Read(setting, Activity!);

    public IReadOnlyList<string> ChoicesOf(ActivitySetting setting) => setting.Source switch
    {
        SettingSource.ContentTypes => ContentTypes,
        SettingSource.Roles => Roles,
        _ => [],
    };

    public bool IsMissing(ActivityRecord activity) => library.Find(activity.Name) is null;

    public string TitleOf(string activityId) => Type.Find(activityId) is { } activity ? ActivityWords.TitleOf(activity) : activityId;

    /// <summary>Whether an activity can have an event start the workflow.</summary>
    public bool MayStart => Kind is null or EventActivity;

    public async Task<IActionResult> OnGetAsync(string? selected, CancellationToken cancellationToken)
    {
        if (await types.FindJsonAsync(Id, cancellationToken) is not { } stored)
            return NotFound();
        Seen = TokenOf(stored);
        Json = WorkflowExport.Write(stored);
        Selected = selected;
        _draft = WorkflowDraft.Read(Json, out var problem);
        return await ShowAsync(problem, cancellationToken);
    }

    /// <param name="op">What to do, with the activity that it is done to behind a colon where there is one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IActionResult> OnPostAsync(string? op, CancellationToken cancellationToken)
    {
        if (await types.FindJsonAsync(Id, cancellationToken) is not { } stored)
            return NotFound();
        ModelState.Clear();
        Json = Json.ReplaceLineEndings("\n");
        _draft = WorkflowDraft.Read(Json, out var problem);
        if (_draft is null)
        {
            IsChanged = true;
            return await ShowAsync(problem, cancellationToken);
        }
        if (Drawn == TokenOf(Json))
            TakeFields();
        if (op == "save")
            return await SaveAsync(cancellationToken);
        Do(op ?? "");
        Json = WorkflowExport.Write(_draft.Json);
        IsChanged = !JsonNode.DeepEquals(_draft.Json, stored);
        return await ShowAsync(null, cancellationToken);
    }

    private void Do(string op)
    {
        var (what, activityId) = op.Split(':', 2) is [var verb, var id] ? (verb, id) : (op, "");
        switch (what)
        {
            case "add" when library.Find(Field("NewKind")) is { } kind:
                Selected = _draft!.Add(kind);
                break;
            case "add":
                ModelState.AddModelError("NewKind", "Choose what to add.");
                break;
            case "select":
                Selected = activityId;
                break;
            case "remove":
                _draft!.Remove(activityId);
                Selected = null;
                break;
            case "connect":
                _draft!.Connect(Field("From"), Field("By"), Field("To"));
                break;
            case "move" when Number("X") is { } x && Number("Y") is { } y:
                _draft!.Move(activityId, x, y);
                break;
            case "arrange":
                _draft!.Arrange();
                break;
            case "address" when _draft!.Find(activityId) is { } activity:
                var days = int.TryParse(_draft.Type.Find(activityId)!.Text("TokenLifeSpan"), out var span) ? span : 0;
                WorkflowDraft.PropertiesOf(activity)["Url"] = tokens.Event(Id, activityId, days);
                break;
        }
    }

    private async Task<IActionResult> SaveAsync(CancellationToken cancellationToken)
    {
        IsChanged = true;
        // The address names the type; a draft can't become another one.
        _draft!.Set(nameof(WorkflowType.WorkflowTypeId), Id);
        var json = _draft.Json;
        Json = WorkflowExport.Write(json);
        if (types.Check(json).Any(problem => !problem.IsMissingActivity))
        {
            ModelState.AddModelError("", "The workflow was not saved: something in it has to be mended, as the list says.");
            return await ShowAsync(null, cancellationToken);
        }
        var isSaved = await unitOfWork.RunAsync(async token =>
        {
            var present = TokenOf(await types.FindJsonAsync(Id, token) ?? []);
            if (present != Seen)
            {
                Seen = present;
                return false;
            }
            await types.SaveAsync(json.DeepClone().AsObject(), token);
            await audit.AddAsync("WorkflowChanged", new() { ["Workflow"] = _draft.Type.Name }, token);
            return true;
        }, cancellationToken);
        if (!isSaved)
        {
            ModelState.AddModelError("", "Somebody else saved this workflow while you had it open. Yours is kept here and was not saved. Open the page in another window to see theirs; saving again puts yours in its place.");
            return await ShowAsync(null, cancellationToken);
        }
        TempData.AddNotice(NoticeKind.Success, $"{_draft.Type.Name} was saved.");
        return Redirect($"~/admin/workflows/{Uri.EscapeDataString(Id)}");
    }

    /// <summary>Takes over what stands in the fields of the form.</summary>
    private void TakeFields()
    {
        var draft = _draft!;
        if (Request.Form.ContainsKey("Type.Name"))
        {
            draft.Set(nameof(WorkflowType.Name), Field("Type.Name").Trim());
            foreach (var flag in (string[])[nameof(WorkflowType.IsEnabled), nameof(WorkflowType.IsSingleton), nameof(WorkflowType.DeleteFinishedWorkflows)])
                draft.Set(flag, Field("Type." + flag) == "true");
        }
        if (Selected is not { Length: > 0 } id || draft.Find(id) is not { } activity || !Request.Form.ContainsKey("Title"))
            return;
        var before = OutcomesOf(draft.Type.Find(id)!);
        var properties = WorkflowDraft.PropertiesOf(activity);
        SetTitle(properties, Field("Title").Trim());
        if (Request.Form.ContainsKey("MayStart") && draft.Type.Find(id)!.IsStart != (Field("IsStart") == "true"))
            activity[nameof(ActivityRecord.IsStart)] = Field("IsStart") == "true";
        foreach (var setting in library.Find(draft.Type.Find(id)!.Name)?.Settings ?? [])
        {
            if (Request.Form.ContainsKey(FieldOf(setting)))
                SettingForm.Take(setting, setting.Kind is SettingKind.List ? string.Join('\n', Request.Form[FieldOf(setting)].ToArray()) : Field(FieldOf(setting)), properties);
        }
        foreach (var field in Request.Form.Keys.Where(field => field.StartsWith(OutcomeField, StringComparison.Ordinal)))
            draft.Connect(id, field[OutcomeField.Length..], Field(field));
        // An action that was given another name keeps its way.
        var after = OutcomesOf(draft.Type.Find(id)!);
        if (before.Count == after.Count)
        {
            foreach (var (old, name) in before.Zip(after).Where(pair => pair.First != pair.Second && !after.Contains(pair.First) && !before.Contains(pair.Second)))
                draft.Rename(id, old, name);
        }
        if (Number("Place.X") is { } x && Number("Place.Y") is { } y && (Field("Place.X"), Field("Place.Y")) != (Field("Place.WasX"), Field("Place.WasY")))
            draft.Move(id, x, y);
    }

    private async Task<IActionResult> ShowAsync(string? problem, CancellationToken cancellationToken)
    {
        Drawn = TokenOf(Json);
        Name = (await types.AllAsync(cancellationToken)).Find(Id)?.Name ?? Id;
        Kinds = [.. library.All.OrderBy(kind => kind.Name, StringComparer.Ordinal).GroupBy(kind => kind.Category).OrderBy(group => group.Key, StringComparer.Ordinal)];
        if (_draft is null)
        {
            ModelState.AddModelError(nameof(Json), problem ?? "");
            return Answer();
        }
        Type = _draft.Type;
        Problems = types.Check(_draft.Json);
        Activity = Selected is { Length: > 0 } id ? Type.Find(id) : null;
        if (Activity is not null)
        {
            Outcomes = [.. OutcomesOf(Activity).Union(Type.Transitions.Where(way => way.SourceActivityId == Activity.ActivityId).Select(way => way.SourceOutcomeName))];
            ContentTypes = [.. (await definitions.ModelAsync(cancellationToken)).Types.Keys.Order(StringComparer.Ordinal)];
            Roles = await roles.NamesAsync(cancellationToken);
        }
        Picture = new GraphPicture(WorkflowGraph.Of(Type, library), $"{Type.Name}, drawn")
        {
            IsForDesigner = true,
            Selected = Activity?.ActivityId ?? "",
            Outcomes = Outcomes,
        };
        return Answer();
    }

    // Scripts put the form in the place of the one before.
    private IActionResult Answer() => Request.Headers.XRequestedWith == "fetch" ? Partial("/Administration/Workflows/Designer/_Draft.cshtml", this) : Page();

    private IReadOnlyList<string> OutcomesOf(ActivityRecord activity) => library.Find(activity.Name)?.Outcomes(activity) ?? [];

    private string Field(string name) => Request.Form[name].LastOrDefault() ?? "";

    private double? Number(string name) =>
        double.TryParse(Field(name), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 100_000 ? number : null;

    private static void SetTitle(JsonObject properties, string title)
    {
        const string Metadata = "ActivityMetadata", Title = "Title";
        if (title == ((properties[Metadata] as JsonObject)?[Title]?.ToString() ?? ""))
            return;
        if (properties[Metadata] is not JsonObject metadata)
            properties[Metadata] = metadata = [];
        metadata[Title] = title;
    }

    private static string TokenOf(JsonNode json) => TokenOf(WorkflowExport.Write(json));

    private static string TokenOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
