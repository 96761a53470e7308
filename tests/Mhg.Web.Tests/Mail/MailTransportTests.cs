using System.Net.Mail;
using Mhg.Web.Hosting;
using Mhg.Web.Mail;
using Mhg.Workflows.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Mail;

public sealed class MailTransportTests : IDisposable
{
    private static readonly Email Letter = new(["Rosa <rosa@example.org>"], "Grüße aus Kuala Lumpur", "Zażółć gęślą jaźń.\n.\nEnd.")
    {
        Cc = ["rick@example.org"],
        Bcc = ["admin@example.org"],
        ReplyTo = ["answers@example.org"],
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mhg-mail-");

    private string Folder => Path.Combine(_folder.FullName, "mail");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Without_a_mail_server_each_email_is_a_file_however_often_it_is_sent()
    {
        for (var time = 0; time < 2; time++)
            await SendAsync("abc", Letter);
        await SendAsync("def", Letter with { IsHtml = true, From = "Desk <desk@example.org>" });

        Directory.GetFileSystemEntries(Folder, "*.eml").Select(Path.GetFileName).ShouldBe(["abc.eml", "def.eml"], ignoreOrder: true);
        Directory.GetFileSystemEntries(Path.Combine(Folder, ".new")).ShouldBeEmpty();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "abc.eml"));
        text.ShouldContain("Message-ID: <abc@example.org>");
        text.ShouldContain("From: site@example.org");
        text.ShouldContain("X-Receiver: admin@example.org");
        (await File.ReadAllTextAsync(Path.Combine(Folder, "def.eml"))).ShouldContain("text/html");
    }

    [Fact]
    public async Task What_was_left_of_an_interrupted_email_is_written_anew()
    {
        var draft = Directory.CreateDirectory(Path.Combine(Folder, ".new", "abc"));
        await File.WriteAllTextAsync(Path.Combine(draft.FullName, "half.eml"), "Mess");
        await SendAsync("abc", Letter);
        (await File.ReadAllTextAsync(Path.Combine(Folder, "abc.eml"))).ShouldContain("Message-ID: <abc@example.org>");
    }

    [Fact]
    public async Task A_mail_server_gets_it_with_its_id_and_for_everybody()
    {
        using var server = new SmtpServer();
        await SendAsync("abc", Letter, At(server.Port));
        server.Recipients.ShouldBe(["<rosa@example.org>", "<rick@example.org>", "<admin@example.org>"], ignoreOrder: true);
        server.Data.ShouldContain("Message-ID: <abc@example.org>");
        server.Data.ShouldContain("Reply-To: answers@example.org");
        server.Data.ShouldNotContain("admin@example.org");
    }

    [Fact]
    public async Task Who_is_refused_alone_does_not_make_the_others_get_it_twice()
    {
        using var server = new SmtpServer { Refuses = "rick" };
        await SendAsync("abc", Letter, At(server.Port));
        server.Data.ShouldContain("Message-ID: <abc@example.org>");

        using var other = new SmtpServer { Refuses = "rosa" };
        await Should.ThrowAsync<SmtpFailedRecipientException>(SendAsync("abc", new Email(["rosa@example.org"], "x", "y"), At(other.Port)));
        other.Data.ShouldBe("");
    }

    [Fact]
    public async Task A_mail_server_that_does_not_answer_is_a_fault()
    {
        var server = new SmtpServer();
        server.Dispose();
        await Should.ThrowAsync<SmtpException>(SendAsync("abc", Letter, At(server.Port)));
    }

    /// <summary>The transport of a site whose operator has set the mail server.</summary>
    private async Task SendAsync(string messageId, Email email, params string[] smtp)
    {
        await using var app = Site.Build(
        [
            "--applicationName", "Mhg.Web", "--contentRoot", AppContext.BaseDirectory, $"--Site:DataPath={_folder.FullName}",
            "--Logging:LogLevel:Default=None", "--Site:Smtp:From=site@example.org", .. smtp.Select(setting => $"--Site:Smtp:{setting}"),
        ]);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailTransport>().SendAsync(messageId, email, default);
    }

    private static string[] At(int port) => ["Host=127.0.0.1", $"Port={port}", "UseTls=false"];
}
