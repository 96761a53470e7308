using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
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

namespace Mhg.Web.Administration.Mail;

/// <summary>How e-mails leave the site, and whether they do.</summary>
[RequirePermission(nameof(SitePermissions.ManageSettings))]
public sealed class MailPageModel(
    MailServer server, MailTransport transport, SiteAddress address, UserManager<MhgUser> users, IUnitOfWork unitOfWork, AuditNotes audit,
    ILogger<MailPageModel> logger) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Form Input { get; set; } = new();

    /// <summary>The mail server in force.</summary>
    public SmtpOptions Server { get; private set; } = new();

    /// <summary>Whether the operator has set it, so that nothing can be changed here.</summary>
    public bool IsOperators => server.IsOperators;

    public bool HasServer => Server.Host.Length > 0;

    public string Folder => transport.Folder;

    public SiteAddress Address => address;

    /// <summary>Where a test goes; null where the account has no address.</summary>
    public string? Recipient { get; private set; }

    /// <summary>Why the test failed; null where none has.</summary>
    public string? Failure { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Input = Form.Of(Server);
    }

    /// <summary>Saves the mail server.</summary>
    public async Task<IActionResult> OnPostAsync([Bind(Prefix = nameof(Input))] Form input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        await LoadAsync(cancellationToken);
        if (IsOperators)
        {
            TempData.AddNotice(NoticeKind.Error, "Nothing was saved: the site’s operator has set the mail server meanwhile.");
            return RedirectToPage();
        }
        Input = input;
        var set = input.ToOptions();
        foreach (var (member, message) in new SmtpSettings { Host = set.Host, Port = set.Port, DefaultSender = set.From }.Problems())
            ModelState.AddModelError($"{nameof(Input)}.{member}", message);
        if (Server.Password is null && set.Password is null)
            ModelState.AddModelError("Input.Password", "Enter the password again: the stored one can’t be read any more.");
        // Who may change the settings may not read the password, and would by naming a server of their own.
        else if (set is { Password: null, Host.Length: > 0 } && Server.Password is not "" && (set.Port != Server.Port || !string.Equals(set.Host, Server.Host, StringComparison.OrdinalIgnoreCase)))
            ModelState.AddModelError("Input.Password", "Enter the password again, or remove it: the stored one is for another server.");
        else if (!ModelState.IsValid && !string.IsNullOrEmpty(input.Password))
            ModelState.AddModelError("Input.Password", "Enter the password again: what was typed is not sent back to this page.");
        if (!ModelState.IsValid)
            return Page();
        await unitOfWork.RunAsync(async token =>
        {
            var before = await server.InForceAsync(token);
            await server.SaveAsync(set, token);
            var password = before.Password is "" ? null : "set";
            await audit.AddChangesAsync("MailServerChanged", [],
            [
                ("Host", before.Host, set.Host),
                ("Port", Text(before.Port), Text(set.Port)),
                ("Starttls", before.UseTls ? "yes" : "no", set.UseTls ? "yes" : "no"),
                ("Account", before.UserName, set.UserName),
                ("Password", password, set.Password switch { null => password, "" => null, _ => password is null ? "set" : "set anew" }),
                ("From", before.From, set.From),
            ], token);
        }, cancellationToken);
        TempData.AddNotice(NoticeKind.Success, "The mail server was saved. Send a test to see whether e-mails arrive.");
        return RedirectToPage();
    }

    /// <summary>Sends an e-mail to the administrator's own address.</summary>
    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
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

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Recipient = (await users.GetUserAsync(User))?.Email;
        Server = await server.InForceAsync(cancellationToken);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public sealed class Form
    {
        public string? Host { get; set; }

        // Not a number: what is none has to be seen again beside what is wrong with it.
        public string? Port { get; set; }

        public bool UseTls { get; set; }

        [StringLength(320, ErrorMessage = "Keep the account to 320 characters.")]
        public string? UserName { get; set; }

        [StringLength(1000, ErrorMessage = "Keep the password to 1000 characters.")]
        public string? Password { get; set; }

        public bool RemovePassword { get; set; }

        [Required(ErrorMessage = "Say which address e-mails are from."), StringLength(320, ErrorMessage = "Keep the address to 320 characters.")]
        public string DefaultSender { get; set; } = "";

        internal static Form Of(SmtpOptions server) => new()
        {
            Host = server.Host,
            Port = Text(server.Port),
            UseTls = server.UseTls,
            UserName = server.UserName,
            DefaultSender = server.From,
        };

        // A password is of use with an account alone. An empty field leaves the one that is stored.
        internal SmtpOptions ToOptions() => new()
        {
            Host = Host?.Trim() ?? "",
            Port = int.TryParse(Port, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var port) ? port : 0,
            UseTls = UseTls,
            UserName = UserName?.Trim() ?? "",
            Password = string.IsNullOrWhiteSpace(UserName) ? "" : !string.IsNullOrEmpty(Password) ? Password : RemovePassword ? "" : null,
            From = DefaultSender?.Trim() ?? "",
        };
    }
}
