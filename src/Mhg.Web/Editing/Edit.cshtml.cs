using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Modularity.Editing;
using Mhg.Modularity.Features;
using Mhg.Modularity.Shell;
using Mhg.Web.Hosting;
using Mhg.Workflows;
using Mhg.Workflows.Notices;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Editing;

/// <summary>One form for every content type, for new items and for those that are there.</summary>
// The token is looked at by the handlers: the usual refusal would throw away what was typed.
[IgnoreAntiforgeryToken]
public sealed class EditModel(
    ContentManager contents, ContentDefinitions definitions, ContentAccess access, CurrentActor current, People people, EditingForms forms, IEnumerable<IEditingNotes> notes, ListedItems listed,
    IUnitOfWork unitOfWork, Conflicts conflicts, UserTasks tasks, Publishing publishing, FeatureState features, ReaderPreferences preferences, WorkflowMessages messages, IAntiforgery antiforgery) : PageModel
{
    private const string Deleted = "This was deleted while you were writing. Restore it from its history in another tab, then save here again.";

    private ContentTypeDefinition? _type;

    /// <summary>The item's id; null for a new one, until it is saved.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>The type of a new item.</summary>
    [BindProperty(SupportsGet = true, Name = "type")]
    public string? ContentType { get; set; }

    /// <summary>The item in whose list a new one is put.</summary>
    [BindProperty(SupportsGet = true, Name = "in")]
    public string? ListId { get; set; }

    /// <summary>The version that the form was opened with.</summary>
    [BindProperty]
    public string? BasedOn { get; set; }

    /// <summary>The id that a new item will have: sent twice, a form makes one item.</summary>
    [BindProperty]
    public string? NewId { get; set; }

    /// <summary>Which button was pressed.</summary>
    [BindProperty(Name = "do")]
    public string? Do { get; set; }

    /// <summary>What the person wrote to go with it.</summary>
    [BindProperty]
    public string? Comment { get; set; }

    public ContentItem Item { get; private set; } = null!;

    /// <summary>The form; null where the person has to sign in first.</summary>
    public EditingForm? Form { get; private set; }

    /// <summary>The item in whose list this one is; null for none.</summary>
    public ContentItem? List { get; private set; }

    public Conflict? Conflict { get; private set; }

    /// <summary>Who wrote the version that is there, as people know them; empty where the page does not say it.</summary>
    public string Author { get; private set; } = "";

    /// <summary>What the person may do with the item when it is saved, a decision on a review excepted.</summary>
    public IReadOnlyList<UserTaskAction> Actions { get; private set; } = [];

    /// <summary>Whether the item waits, and the person can do something about that on the review page: decide, or withdraw it.</summary>
    public bool MayReview { get; private set; }

    /// <summary>Whether somebody's approval stands between the draft and its readers.</summary>
    public bool IsUnderReview { get; private set; }

    public bool IsWaiting { get; private set; }

    /// <summary>Whether a change lets the review begin anew rather than withdraw the request for it.</summary>
    public bool RestartsReview => _type?.Settings.Section<ReviewSettings>().WhenChanged == ReviewOfChange.Restart;

    public bool IsNew => BasedOn is null;

    public bool IsPublished { get; private set; }

    /// <summary>Whether the person may publish it by hand, past a review where there is one.</summary>
    public bool MayPublish => publishing.May(Item, IsUnderReview);

    public bool MayUnpublish => access.MayPublish(current.Actor, Item);

    public bool MayDelete => !IsNew && access.MayDelete(current.Actor, Item, IsPublished);

    public bool MayClone => !IsNew && current.Actor.Can(ContentPermissions.CloneContent, Item.ContentType) && _type is { } type && access.MayCreate(current.Actor, type);

    /// <summary>What was sent, for the page that holds it until the person has signed in.</summary>
    public HeldForm Held => HeldForm.Of(Request.Form, "do");

    /// <summary>The same for a page that asks anew which side of a conflict is taken.</summary>
    public IEnumerable<(string Name, string? Value)> HeldWithoutChoices =>
        HeldForm.Of(Request.Form, "do", nameof(BasedOn), nameof(Comment)).Fields.Where(sent => !sent.Name.StartsWith(Conflict.Name(""), StringComparison.Ordinal));

    /// <summary>Whether the form holds what is stored nowhere.</summary>
    public bool IsUnsaved { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is { } refusal)
            return refusal;
        if (Id is not null)
            BasedOn = Item.ContentItemVersionId;
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await this.ReadFormAsync(cancellationToken) is { } fault)
            return fault;
        if (!current.Actor.IsSignedIn)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page();
        }
        if (await OpenAsync(cancellationToken) is { } refusal)
            return refusal;
        var stored = Item;
        if (BasedOn is not null)
        {
            // The form is laid over the version that it was opened with; what became of the item since then is seen when it is saved.
            if (await contents.GetVersionAsync(BasedOn, cancellationToken) is not { } opened || opened.ContentItemId != Item.ContentItemId)
                return NotFound();
            Item = opened.Copy();
        }
        else if (Id is not null)
        {
            return BadRequest();
        }
        else if (ContentId.IsValid(NewId))
        {
            Item.ContentItemId = NewId!;
        }

        var model = await definitions.ModelAsync(cancellationToken);
        var sent = new SentForm(Request.Form, model, (await preferences.GetAsync(cancellationToken)).TimeZone);
        sent.WriteTo(Item);
        await conflicts.TakeAsync(Item, Request.Form, cancellationToken);
        IsUnsaved = true;
        ModelState.Clear();
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            ModelState.AddModelError("", "Nothing is saved yet: the form was not sent from this page, or you signed in anew since you opened it. Look at it and send it again.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancellationToken);
        }

        if (Do is null or "find" or "edit" || (Do == "enter" && sent.IsFinding))
            return await ShowAsync(cancellationToken);
        if (Do.StartsWith("list-", StringComparison.Ordinal))
        {
            try
            {
                if (Id is not null && await listed.MoveAsync(Id, Do[(Do.IndexOf('|', StringComparison.Ordinal) + 1)..], Do.StartsWith("list-up|", StringComparison.Ordinal) ? -1 : 1, cancellationToken))
                    TempData.AddNotice(NoticeKind.Success, "The order is changed in drafts; readers see it when those are published.");
            }
            catch (Exception problem) when (problem is ContentInvalidException or ContentRefusedException or ContentConflictException)
            {
                ModelState.AddModelError("", $"The order stays as it was. {problem.Message}");
            }
            return await ShowAsync(cancellationToken);
        }
        if (Do.Split('|') is [_, _, _])
        {
            ViewData["Added"] = sent.Rearrange(Item, Do);
            return await ShowAsync(cancellationToken);
        }
        return await SaveAsync(stored, cancellationToken);
    }

    public async Task<IActionResult> OnPostUnpublishAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is { } refusal)
            return refusal;
        if (Id is null || !MayUnpublish)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
            return BadRequest();
        return await DoAsync(async () =>
        {
            if (await contents.UnpublishAsync(Id, Comment, cancellationToken) is not null)
                TempData.AddNotice(NoticeKind.Success, $"“{Item.DisplayText}” is no longer published. Its text stays here as a draft.");
        }, $"~/content/{Id}/edit");
    }

    public async Task<IActionResult> OnPostCloneAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is { } refusal)
            return refusal;
        BasedOn = Item.ContentItemVersionId;
        if (Id is null || !MayClone)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
            return BadRequest();
        ContentItem? clone = null;
        var result = await DoAsync(async () =>
        {
            clone = await contents.CloneAsync(Id, cancellationToken);
            TempData.AddNotice(NoticeKind.Success, $"This is a copy of “{Item.DisplayText}”, saved as a draft. Give it a title of its own.");
        }, $"~/content/{Id}/edit");
        return clone is null ? result : LocalRedirect($"~/content/{clone.ContentItemId}/edit");
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync(cancellationToken) is { } refusal)
            return refusal;
        BasedOn = Item.ContentItemVersionId;
        if (Id is null || !MayDelete)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
            return BadRequest();
        return await DoAsync(async () =>
        {
            await contents.DeleteAsync(Id, Comment, cancellationToken);
            TempData.AddNotice(NoticeKind.Success, $"“{Item.DisplayText}” is deleted. Its versions are kept here; restore one to bring it back.");
        }, $"~/content/{Id}/history");
    }

    /// <summary>Finds the item or begins a new one; a result where the actor may not.</summary>
    private async Task<IActionResult?> OpenAsync(CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        if (Id is not null)
        {
            var latest = await contents.GetAsync(Id, VersionOptions.Latest, cancellationToken);
            if (latest is null && BasedOn is not null && HttpMethods.IsPost(Request.Method) && await contents.GetVersionAsync(BasedOn, cancellationToken) is { } opened && opened.ContentItemId == Id)
                latest = opened;
            if (latest is null)
                return this.Refuse(current.Actor, maySee: false, may: false);
            Item = latest;
            IsPublished = latest.Published || await contents.GetAsync(Id, VersionOptions.Published, cancellationToken) is not null;
            _type = model.Types.GetValueOrDefault(Item.ContentType);
            if (Item.As<ContainedPart>().ListContentItemId is { } listId)
                List = await contents.GetAsync(listId, VersionOptions.Latest, cancellationToken);
            return this.Refuse(current.Actor, access.MayPreview(current.Actor, Item), _type is not null && access.MayEdit(current.Actor, Item));
        }

        _type = model.Types.GetValueOrDefault(ContentType ?? "");
        if (_type is null)
            return this.Refuse(current.Actor, maySee: false, may: false);
        if (ListId is not null)
        {
            List = await contents.GetAsync(ListId, VersionOptions.Latest, cancellationToken);
            var takes = List is not null && model.Types.GetValueOrDefault(List.ContentType)?.Parts
                .Any(part => part.PartName == nameof(ListPart) && part.Settings.Section<ListPartSettings>().ContainedContentTypes.Contains(_type.Name)) == true;
            if (!takes || !access.MayPreview(current.Actor, List!))
                return this.Refuse(current.Actor, maySee: false, may: false);
        }
        var may = List is null ? access.MayCreate(current.Actor, _type) : access.MayCreateIn(current.Actor, _type, List);
        if (this.Refuse(current.Actor, access.IsOffered(_type), may) is { } refusal)
            return refusal;
        Item = await contents.NewAsync(_type.Name, cancellationToken);
        NewId ??= Item.ContentItemId;
        if (List is not null)
            await listed.AppendAsync(Item, List, cancellationToken);
        return null;
    }

    private async Task<IActionResult> SaveAsync(ContentItem stored, CancellationToken cancellationToken)
    {
        var action = Do!.StartsWith("take|", StringComparison.Ordinal) ? Do["take|".Length..] : null;
        IsUnderReview = await tasks.IsReviewedAsync(Item, cancellationToken);
        if (Do == "publish" && !MayPublish)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (BasedOn is not null && !stored.Latest)
        {
            ModelState.AddModelError("", Deleted);
            return await ShowAsync(cancellationToken);
        }
        if (Do == "publish" && string.IsNullOrWhiteSpace(Comment) && IsUnderReview)
        {
            ModelState.AddModelError(nameof(Comment), "Write why it is published without a review; it is kept in the history.");
            return await ShowAsync(cancellationToken);
        }
        if (Comment?.Length > UserTasks.LongestComment)
        {
            ModelState.AddModelError(nameof(Comment), $"Keep the comment to {UserTasks.LongestComment} characters; it has {Comment.Length}.");
            return await ShowAsync(cancellationToken);
        }
        if (IsNew && await contents.ListVersionsAsync(Item.ContentItemId, cancellationToken) is { Count: > 0 } versions)
        {
            // Of a deleted item that somebody else may restore.
            if (!versions.Any(version => version.Latest))
                return NotFound();
            // The same form a second time, say after the back button: it was saved then.
            TempData.AddNotice(NoticeKind.Warning, "This form had been saved already. This is what is stored.");
            return LocalRedirect($"~/content/{Item.ContentItemId}/edit");
        }
        try
        {
            var problems = await contents.ValidateAsync(Item, cancellationToken);
            if (problems.Count > 0)
                throw new ContentInvalidException(problems);
            var isChanged = IsNew || !ContentEquality.AreSame(stored, Item);
            if (!isChanged)
                Item = stored;
            var waited = isChanged && !IsNew && await tasks.FindReviewAsync(Item.ContentItemId, cancellationToken) is not null;
            var done = await unitOfWork.RunAsync(async token =>
            {
                var done = new List<string>();
                if (isChanged)
                {
                    await contents.SaveDraftAsync(Item, IsNew ? null : BasedOn, token);
                    done.Add($"The draft of “{Item.DisplayText}” is saved.");
                }
                foreach (var source in notes)
                {
                    if (await source.SaveAsync(Item, Request.Form, token) is { } noted)
                        done.Add(noted);
                }
                return string.Join(" ", done);
            }, cancellationToken);
            if (waited && action is null && Do != "publish")
                TempData.AddNotice(NoticeKind.Warning, await tasks.SayAfterChangeAsync(Item.ContentItemId, cancellationToken));
            return await FinishAsync(action, done, cancellationToken);
        }
        catch (ContentConflictException conflict)
        {
            Conflict = await conflicts.BetweenAsync(conflict.Mine, conflict.Theirs, BasedOn!, cancellationToken);
            Author = await NameOfAsync(conflict.Theirs, cancellationToken);
            BasedOn = conflict.Theirs.ContentItemVersionId;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        catch (ContentInvalidException invalid)
        {
            foreach (var problem in invalid.Problems)
                ModelState.AddModelError(problem.Path, problem.Message);
            return await ShowAsync(cancellationToken);
        }
        catch (ContentRefusedException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return await ShowAsync(cancellationToken);
        }
    }

    /// <summary>The draft is saved; what else was asked for follows, and where it fails the draft is kept.</summary>
    /// <param name="action">The action of a user task that was asked for; null for none.</param>
    /// <param name="done">What was stored, for the person; empty for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<IActionResult> FinishAsync(string? action, string done, CancellationToken cancellationToken)
    {
        var page = $"~/content/{Item.ContentItemId}/edit";
        var saved = done.Length > 0 ? done : "Nothing was changed, so there is no new version.";
        if (Do == "preview")
            return LocalRedirect($"~/content/{Item.ContentItemId}/preview");
        return await DoAsync(async () =>
        {
            if (Do == "publish")
            {
                await publishing.PublishAsync(Item, Comment, cancellationToken);
                TempData.AddNotice(NoticeKind.Success, $"“{Item.DisplayText}” is published.");
            }
            else if (action is not null)
            {
                await tasks.TakeAsync(Item.ContentItemId, action, Item.ContentItemVersionId, Comment, cancellationToken);
                TempData.AddNotice(NoticeKind.Success, $"Done: {action}, “{Item.DisplayText}”.");
            }
            else
            {
                TempData.AddNotice(NoticeKind.Success, IsPublished ? $"{saved} Readers still see the published version." : saved);
            }
        }, page, done.Length > 0 ? done : null);
    }

    /// <summary>Does something about the stored item, says what came of it, and leads to a page.</summary>
    private async Task<IActionResult> DoAsync(Func<Task> work, string next, string? done = null)
    {
        try
        {
            await work();
            foreach (var message in messages.All)
                TempData.AddNotice(message.Kind switch { MessageKind.Success => NoticeKind.Success, MessageKind.Warning => NoticeKind.Warning, MessageKind.Error => NoticeKind.Error, _ => NoticeKind.Information }, message.Text);
        }
        catch (Exception fault) when (fault is ContentRefusedException or DecisionConflictException or ContentInvalidException or WorkflowFaultException)
        {
            if (done is not null)
                TempData.AddNotice(NoticeKind.Success, done);
            TempData.AddNotice(NoticeKind.Error, fault.Message);
        }
        return LocalRedirect(next);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var told = new List<EditingNote>();
        foreach (var source in IsNew ? [] : notes)
            told.AddRange(await source.ListAsync(Item, cancellationToken));
        Form = await forms.OfAsync(Item, told, ModelState, HttpMethods.IsPost(Request.Method) ? Request.Form : null, cancellationToken);
        IsUnderReview = await tasks.IsReviewedAsync(Item, cancellationToken);
        if (IsNew)
        {
            Actions = await tasks.ListComingAsync(Item, cancellationToken);
        }
        else
        {
            var waiting = await tasks.ListWaitingAsync([Item.ContentItemId], cancellationToken);
            IsWaiting = !Item.Published && waiting.Any(task => task.IsReview);
            if (IsPublished && !Item.Published)
                Author = await NameOfAsync(Item, cancellationToken);
            var mine = await tasks.ListAsync([Item.Published ? AsChanged(Item) : Item], cancellationToken);
            // What can be done while it waits is done at its review; here a change is written, which may withdraw the request and ask again.
            Actions = IsWaiting ? RestartsReview ? [] : await tasks.ListComingAsync(AsChanged(Item), cancellationToken)
                : [.. mine.Where(task => !task.IsReview).SelectMany(task => task.Actions).Where(action => action.Refusal is null).DistinctBy(action => action.Name)];
            MayReview = IsWaiting && mine.Count > 0 && features.On.Any(module => module.Manifest.Id == "Mhg.Review");
        }
        return Page();
    }

    private async Task<string> NameOfAsync(ContentItem version, CancellationToken cancellationToken) =>
        (await people.NamesOfAuthorsAsync([version.Author], cancellationToken))[version.Author];

    /// <summary>The draft that a change makes: what can be done with it can be done at once.</summary>
    private ContentItem AsChanged(ContentItem stored)
    {
        var draft = stored.Copy();
        (draft.ContentItemVersionId, draft.Published, draft.Author) = ("", false, current.Actor.UserName);
        return draft;
    }
}
