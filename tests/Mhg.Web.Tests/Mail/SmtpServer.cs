using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mhg.Web.Tests.Mail;

/// <summary>As much of a mail server as e-mails that come one after another need.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(ServeAsync);
    }

    public int Port { get; }

    public string Refuses { get; init; } = "nobody";

    public List<string> Recipients { get; } = [];

    /// <summary>The account and password that the last e-mail came with, with a colon between; null for none.</summary>
    public string? Credentials { get; private set; }

    public string Data { get; private set; } = "";

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            try
            {
                await TakeAsync(client.GetStream());
            }
            catch (IOException)
            {
                // It was hung up; the next one is served.
            }
        }
    }

    private async Task TakeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        Credentials = null;
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync() is { } line && line != "QUIT")
        {
            if (line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains(Refuses, StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("550 unknown");
                continue;
            }
            if (line.StartsWith("AUTH LOGIN ", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
                Credentials = $"{Decoded(line[11..])}:{Decoded(await reader.ReadLineAsync() ?? "")}";
                await writer.WriteLineAsync("235 welcome");
                continue;
            }
            if (line.StartsWith("EHLO", StringComparison.Ordinal))
                await writer.WriteAsync("250-here\r\n250-AUTH LOGIN\r\n");
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

    private static string Decoded(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
