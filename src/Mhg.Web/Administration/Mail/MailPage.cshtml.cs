using Mhg.ContentManagement;
using Mhg.Data.Identity;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Audit;
using Mhg.Web.Mail;
using Mhg.Workflows.Mail;
using Mhg.Workflows.Outbox;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Mhg.Web.Administration.Mail;

/// <summary>How e-mails leave the site, and whether they do.</summary>
[RequirePermission(nameof(SitePermissions.ManageSettings))]
public sealed class MailPageModel(
    IOptionsMonitor<SmtpOptions> options, MailTransport transport, SiteAddress address, UserManager<MhgUser> users, AuditNotes audit, ILogger<MailPageModel> logger) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public SmtpOptions Server => options.CurrentValue;

    public bool HasServer => Server.Host.Length > 0;

    public string Folder => transport.Folder;

    public SiteAddress Address => address;

    /// <summary>Where a test goes; null where the account has no address.</summary>
    public string? Recipient { get; private set; }

    /// <summary>Why the test failed; null where none has.</summary>
    public string? Failure { get; private set; }

    public async Task OnGetAsync() => Recipient = (await users.GetUserAsync(User))?.Email;

    /// <summary>Sends an e-mail to the administrator's own address.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync();
        if (string.IsNullOrEmpty(Recipient))
            return Page();
        var email = new Email([Recipient], "A test of the site’s e-mail", $"This was sent from {address.Address} to try whether e-mails arrive. They do.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await transport.SendAsync(ContentId.New(), email, patience.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the administrator is to read it.
            logger.LogWarning(exception, "The test e-mail could not be sent.");
            Failure = exception is OperationCanceledException
                ? $"{Server.Host} did not answer within {Patience.TotalSeconds:0} seconds."
                : Reasons.Of(exception);
            return Page();
        }
        await audit.AddAsync("MailTested", new() { [nameof(Recipient)] = Recipient }, cancellationToken);
        TempData.AddNotice(NoticeKind.Success, HasServer ? $"{Server.Host} has taken an e-mail to {Recipient}. See whether it arrives." : $"The e-mail lies in {Folder}.");
        return RedirectToPage();
    }
}
