using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Mhg.Workflows.Http;

/// <summary>
/// Sends requests to this machine and to the hosts that the operator allows, and to nothing else: asked of every address that a name
/// leads to when the connection is made, so that neither a redirect nor a name that changes leads further.
/// </summary>
public sealed class HttpRequests : IDisposable
{
    internal const string Url = nameof(Url);
    internal const string HttpMethod = nameof(HttpMethod);
    internal const string Headers = nameof(Headers);
    internal const string ContentType = nameof(ContentType);
    internal const string Body = nameof(Body);

    // Kept with the instance.
    private const int LargestResponse = 64 * 1024;

    private const int MostRedirects = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly HashSet<string> _allowed;
    private readonly HttpClient _client;

    /// <summary>Sends to the hosts that the options allow.</summary>
    public HttpRequests(WorkflowOptions options)
    {
        _allowed = new(options.AllowedHosts, StringComparer.OrdinalIgnoreCase);
        _client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            // A connection that is kept is to an address that was asked for; it is asked again after a while.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        })
        {
            Timeout = Longest,
            MaxResponseContentBufferSize = LargestResponse,
        };
    }

    /// <summary>Sends a request and follows redirects.</summary>
    /// <param name="request">Url, HttpMethod, Headers, ContentType and Body.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Body, Headers, StatusCode, ReasonPhrase and IsSuccessStatusCode.</returns>
    /// <exception cref="InvalidOperationException">The request may not be sent there, or its response is too large.</exception>
    /// <exception cref="HttpRequestException">The host can't be reached.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task<JsonObject> SendAsync(JsonObject request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var (address, method) = (AddressOf(Text(request, Url)), new HttpMethod(Text(request, HttpMethod) is { Length: > 0 } name ? name : "GET"));
            for (var redirects = 0; ; redirects++)
            {
                using var message = Message(request, address, method);
                using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseContentRead, limit.Token);
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                    return await ReadAsync(response, limit.Token);
                if (redirects == MostRedirects)
                    throw new InvalidOperationException($"“{address}” leads on more than {MostRedirects} times.");
                if ((int)response.StatusCode < 307 && method.Method is not ("GET" or "HEAD"))
                    method = System.Net.Http.HttpMethod.Get;
                var next = AddressOf(new Uri(address, location).AbsoluteUri);
                // What was meant for one host, a password in a header say, is not for another.
                if (next.Authority != address.Authority)
                    request = new JsonObject { [Body] = Text(request, Body), [ContentType] = Text(request, ContentType) };
                address = next;
            }
        }
        catch (HttpRequestException fault) when (Refusal(fault) is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message, fault);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new InvalidOperationException($"The response has more than {LargestResponse / 1024} kB.", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"There was no response within {Longest.TotalSeconds:0} seconds.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var addresses = Array.ConvertAll(found, address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        if (!Array.TrueForAll(addresses, address => IsAllowed(host, port, address)))
            throw new RefusedHostException(host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(string host, int port, IPAddress address) =>
        IPAddress.IsLoopback(address)
        // An allowed name that leads to such an address is not what the operator has meant: 169.254.169.254 gives away a cloud machine's keys.
        || ((_allowed.Contains(host) || _allowed.Contains($"{host}:{port}"))
            && !address.IsIPv6LinkLocal && !address.IsIPv6Multicast && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            && !(address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..] or [0, ..] or [>= 224, ..]));

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"“{text}” is no address to send a request to; one begins with http:// or https://.");

    private static HttpRequestMessage Message(JsonObject request, Uri address, HttpMethod method)
    {
        var message = new HttpRequestMessage(method, address);
        if (method.Method is "POST" or "PUT" or "PATCH")
        {
            message.Content = new StringContent(Text(request, Body), Encoding.UTF8);
            message.Content.Headers.Remove("Content-Type");
            message.Content.Headers.TryAddWithoutValidation("Content-Type", Text(request, ContentType) is { Length: > 0 } type ? type.Trim() : "application/json");
        }
        foreach (var (name, value) in HeaderLines.Parse(Text(request, Headers)))
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                message.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = new JsonObject();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            headers[name] = string.Join(", ", values);
        return new JsonObject
        {
            ["Body"] = await response.Content.ReadAsStringAsync(cancellationToken),
            ["Headers"] = headers,
            ["StatusCode"] = (int)response.StatusCode,
            ["ReasonPhrase"] = response.ReasonPhrase,
            ["IsSuccessStatusCode"] = response.IsSuccessStatusCode,
        };
    }

    private static RefusedHostException? Refusal(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is RefusedHostException refusal)
                return refusal;
        }
        return null;
    }

    private static string Text(JsonObject request, string name) => (string?)request[name] ?? "";

    private sealed class RefusedHostException(string host) : IOException($"Requests to “{host}” are not allowed. The operator of the site can allow hosts by the setting Site:WorkflowHosts.");
}
