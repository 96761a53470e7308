using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mhg.ContentManagement;

/// <summary>How content and definitions are read from and written to JSON.</summary>
public static class ContentJson
{
    /// <summary>Members as they are named; numbers may be written as text, enumerations as names or numbers; other scripts stay readable.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Where JSON is not what was expected, without the names of types and bytes that the reader's message has.</summary>
    internal static string Explain(JsonException fault) => fault.Path is { Length: > 0 } path ? $"{path} is not what it has to be." : fault.Message;
}
