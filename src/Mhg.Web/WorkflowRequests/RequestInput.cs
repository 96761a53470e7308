using System.Text;
using System.Text.Json.Nodes;
using Mhg.Workflows;

namespace Mhg.Web.WorkflowRequests;

/// <summary>A request as workflows see it.</summary>
internal static class RequestInput
{
    // It is kept with the instance, so it is no place for files.
    private const int LargestBody = 64 * 1024;

    /// <summary>The request's method, path, query and route values. Its headers stay unknown: they tell who is signed in.</summary>
    public static JsonObject Of(HttpRequest request) => new()
    {
        ["Method"] = request.Method,
        ["Path"] = request.Path.Value,
        ["Query"] = Object(request.Query.Select(value => (value.Key, value.Value.ToString()))),
        ["RouteValues"] = Object(request.RouteValues.Select(value => (value.Key, value.Value?.ToString() ?? ""))),
    };

    /// <summary>The same with its form or body.</summary>
    /// <returns>Null where that is too large.</returns>
    public static async Task<JsonObject?> WithBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var input = Of(request);
        input["ContentType"] = request.ContentType;
        if (request.ContentLength > LargestBody)
            return null;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            input["Form"] = Object(form.Where(field => field.Key != "__RequestVerificationToken").Select(field => (field.Key, field.Value.ToString())));
            return form.Sum(field => field.Key.Length + field.Value.Sum(value => value?.Length ?? 0)) <= LargestBody ? input : null;
        }
        var body = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        input["Body"] = Encoding.UTF8.GetString(body, 0, Math.Min(length, LargestBody));
        return length <= LargestBody ? input : null;
    }

    /// <summary>The input of an event that is a request.</summary>
    public static Dictionary<string, object?> Event(JsonObject request) => new() { [WorkflowInput.HttpRequest] = request };

    private static JsonObject Object(IEnumerable<(string Name, string Value)> values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
            json[name] = value;
        return json;
    }
}
