using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using Mhg.Modularity.Modules;
using Mhg.Web.Mail;
using Mhg.Workflows.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

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

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Without_a_mail_server_each_email_is_a_file_however_often_it_is_sent()
    {
        var transport = Transport(new SmtpOptions { From = "site@example.org" });
        for (var time = 0; time < 2; time++)
            await transport.SendAsync("abc", Letter, default);
        await transport.SendAsync("def", Letter with { IsHtml = true, From = "Desk <desk@example.org>" }, default);

        Directory.GetFileSystemEntries(transport.Folder, "*.eml").Select(Path.GetFileName).ShouldBe(["abc.eml", "def.eml"], ignoreOrder: true);
        Directory.GetFileSystemEntries(Path.Combine(transport.Folder, ".new")).ShouldBeEmpty();
        var text = await File.ReadAllTextAsync(Path.Combine(transport.Folder, "abc.eml"));
        text.ShouldContain("Message-ID: <abc@example.org>");
        text.ShouldContain("From: site@example.org");
        text.ShouldContain("X-Receiver: admin@example.org");
        (await File.ReadAllTextAsync(Path.Combine(transport.Folder, "def.eml"))).ShouldContain("text/html");
    }

    [Fact]
    public async Task What_was_left_of_an_interrupted_email_is_written_anew()
    {
        var transport = Transport(new SmtpOptions());
        var draft = Directory.CreateDirectory(Path.Combine(transport.Folder, ".new", "abc"));
        await File.WriteAllTextAsync(Path.Combine(draft.FullName, "half.eml"), "Mess");
        await transport.SendAsync("abc", Letter, default);
        (await File.ReadAllTextAsync(Path.Combine(transport.Folder, "abc.eml"))).ShouldContain("Message-ID: <abc@localhost>");
    }

    [Fact]
    public async Task A_mail_server_gets_it_with_its_id_and_for_everybody()
    {
        using var server = new SmtpServer();
        await Transport(server.Options).SendAsync("abc", Letter, default);
        server.Recipients.ShouldBe(["<rosa@example.org>", "<rick@example.org>", "<admin@example.org>"], ignoreOrder: true);
        server.Data.ShouldContain("Message-ID: <abc@example.org>");
        server.Data.ShouldContain("Reply-To: answers@example.org");
        server.Data.ShouldNotContain("admin@example.org");
    }

    [Fact]
    public async Task Who_is_refused_alone_does_not_make_the_others_get_it_twice()
    {
        using var server = new SmtpServer { Refuses = "rick" };
        await Transport(server.Options).SendAsync("abc", Letter, default);
        server.Data.ShouldContain("Message-ID: <abc@example.org>");

        using var other = new SmtpServer { Refuses = "rosa" };
        await Should.ThrowAsync<SmtpFailedRecipientException>(Transport(other.Options).SendAsync("abc", new Email(["rosa@example.org"], "x", "y"), default));
        other.Data.ShouldBe("");
    }

    [Fact]
    public async Task A_mail_server_that_does_not_answer_is_a_fault()
    {
        var server = new SmtpServer();
        server.Dispose();
        await Should.ThrowAsync<SmtpException>(Transport(server.Options).SendAsync("abc", Letter, default));
    }

    private MailTransport Transport(SmtpOptions options) => new(new Fixed(options), new SiteFolder(_folder.FullName), NullLogger<MailTransport>.Instance);

    private sealed class Fixed(SmtpOptions options) : IOptionsMonitor<SmtpOptions>
    {
        public SmtpOptions CurrentValue => options;

        public SmtpOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<SmtpOptions, string?> listener) => null;
    }

    /// <summary>As much of a mail server as one e-mail needs.</summary>
    private sealed class SmtpServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public SmtpServer()
        {
            _listener.Start();
            Options = new SmtpOptions { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, UseTls = false, From = "site@example.org" };
            _ = Task.Run(ServeAsync);
        }

        public string Refuses { get; init; } = "nobody";

        public List<string> Recipients { get; } = [];

        public string Data { get; private set; } = "";

        public SmtpOptions Options { get; }

        public void Dispose() => _listener.Stop();

        private async Task ServeAsync()
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 ready");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains(Refuses, StringComparison.Ordinal))
                {
                    await writer.WriteLineAsync("550 unknown");
                    continue;
                }
                if (line.StartsWith("RCPT", StringComparison.Ordinal))
                    Recipients.Add(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
                if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var lines = new List<string>();
                    while (await reader.ReadLineAsync() is { } text && text != ".")
                        lines.Add(text);
                    Data = string.Join('\n', lines);
                }
                await writer.WriteLineAsync("250 fine");
            }
        }
    }
}
