using System.Net.Mail;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Modularity.Settings;
using Mhg.Recipes;
using Microsoft.AspNetCore.DataProtection;

namespace Mhg.Web.Mail;

/// <summary>
/// The site's mail server: the operator's, as soon as the configuration says anything in section <c>Site:Smtp</c>, else the one that
/// administrators have set.
/// </summary>
public sealed class MailServer(IConfiguration configuration, SiteSettings settings, IDataProtectionProvider protection) : ISettingsSection
{
    // What ASP.NET Core's data protection makes begins with these letters.
    private const string ProtectedStart = "CfDJ8";

    private readonly IConfigurationSection _operators = configuration.GetSection(SmtpOptions.Section);
    private readonly IDataProtector _protector = protection.CreateProtector("SmtpSettingsConfiguration");

    /// <inheritdoc/>
    public string Name => nameof(SmtpSettings);

    /// <summary>Whether the operator has set it, so that administrators can't.</summary>
    public bool IsOperators => _operators.Exists();

    /// <summary>The one that is in force.</summary>
    public async ValueTask<SmtpOptions> InForceAsync(CancellationToken cancellationToken)
    {
        if (IsOperators)
            return _operators.Get<SmtpOptions>() ?? new SmtpOptions();
        var options = new SmtpOptions();
        if (await settings.FindSectionAsync<SmtpSettings>(cancellationToken) is not { } stored)
            return options;
        options.Host = stored.ServerName();
        options.Port = stored.Port;
        options.UseTls = stored.AutoSelectEncryption || stored.EncryptionMethod != SmtpEncryptionMethod.None;
        if (stored.RequireCredentials && !stored.UseDefaultCredentials)
            options.UserName = stored.UserName ?? "";
        options.Password = string.IsNullOrEmpty(stored.Password) ? "" : Unprotect(stored.Password);
        if (!string.IsNullOrWhiteSpace(stored.DefaultSender))
            options.From = stored.DefaultSender;
        return options;
    }

    /// <summary>Stores what an administrator has set.</summary>
    /// <param name="set">The server. A password that is null stays as it is stored; an empty one is removed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task SaveAsync(SmtpOptions set, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        var stored = await settings.FindSectionAsync<SmtpSettings>(cancellationToken) ?? new SmtpSettings();
        stored.IsEnabled = true;
        stored.DefaultSender = set.From;
        stored.DeliveryMethod = set.Host.Length > 0 ? SmtpDeliveryMethod.Network : SmtpDeliveryMethod.SpecifiedPickupDirectory;
        stored.Host = set.Host;
        stored.Port = set.Port;
        stored.AutoSelectEncryption = false;
        stored.EncryptionMethod = set.UseTls ? SmtpEncryptionMethod.StartTls : SmtpEncryptionMethod.None;
        stored.RequireCredentials = set.UserName.Length > 0;
        stored.UseDefaultCredentials = false;
        stored.UserName = set.UserName;
        if (set.Password is not null)
            stored.Password = set.Password.Length > 0 ? _protector.Protect(set.Password) : null;
        await settings.SaveAsync(Name, ToJson(stored), cancellationToken);
    }

    /// <inheritdoc/>
    public JsonNode? Take(JsonNode section, RecipeStepContext context)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(context);
        SmtpSettings? brought;
        try
        {
            brought = section.Deserialize<SmtpSettings>(ContentJson.Options);
        }
        catch (JsonException fault)
        {
            context.Problem($"This is not what “{Name}” has here.", section.GetPath() + fault.Path?[1..]);
            return null;
        }
        var problems = brought!.Problems().ToList();
        foreach (var (member, message) in problems)
            context.Problem(message, $"{section.GetPath()}.{member}");
        if (problems.Count > 0)
            return null;
        // One that another site has protected can't be read here, and protected once more it would be taken for the password itself.
        if (!string.IsNullOrEmpty(brought.Password) && !brought.Password.StartsWith(ProtectedStart, StringComparison.Ordinal))
            brought.Password = _protector.Protect(brought.Password);
        return ToJson(brought);
    }

    private static JsonNode ToJson(SmtpSettings stored) => JsonSerializer.SerializeToNode(stored, ContentJson.Options)!;

    private string? Unprotect(string password)
    {
        try
        {
            return _protector.Unprotect(password);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
