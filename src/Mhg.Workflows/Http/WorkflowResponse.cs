namespace Mhg.Workflows.Http;

/// <summary>What a workflow answers to the request that it goes on in. The host sends it once everything is stored.</summary>
public sealed class WorkflowResponse
{
    private readonly List<(string Name, string Value)> _headers = [];

    /// <summary>The status; null where no workflow has answered.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>Headers to send, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers => _headers;

    /// <summary>The kind of <see cref="Body"/>; empty for none.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>The text to send.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Answers with a text.</summary>
    public void Answer(int statusCode, string contentType, string body) => (StatusCode, ContentType, Body) = (statusCode, contentType, body);

    /// <summary>Leads elsewhere.</summary>
    public void Redirect(string location, bool isPermanent)
    {
        Answer(isPermanent ? 301 : 302, "", "");
        AddHeader("Location", location);
    }

    /// <summary>Adds a header.</summary>
    /// <exception cref="InvalidOperationException">It can't be sent as a header.</exception>
    public void AddHeader(string name, string value)
    {
        // What would end a header would begin another one.
        if (name.Length == 0 || !name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_') || value.Any(sign => char.IsControl(sign) || sign > '~'))
            throw new InvalidOperationException($"“{name}: {value}” is no header.");
        _headers.Add((name, value));
    }
}
