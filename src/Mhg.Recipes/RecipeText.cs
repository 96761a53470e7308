using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Mhg.Recipes;

/// <summary>
/// The bytes of a recipe file and the JSON that was read from them. Elements point into the bytes, so the place of any of them
/// is found when somebody asks and costs nothing before.
/// </summary>
internal sealed class RecipeText
{
    // Orchard Core nests content in content (bags, flows); the default of 64 is soon reached.
    internal static readonly JsonDocumentOptions Json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 256,
        AllowDuplicateProperties = false,
    };

    internal static readonly JsonReaderOptions ReaderOptions = new()
    {
        CommentHandling = Json.CommentHandling,
        AllowTrailingCommas = Json.AllowTrailingCommas,
        MaxDepth = Json.MaxDepth,
    };

    private readonly string _file;
    private readonly ReadOnlyMemory<byte> _bytes;

    public RecipeText(ReadOnlyMemory<byte> bytes, string file)
    {
        _file = file;
        _bytes = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (FirstInvalidByte() is { } invalid)
            throw new RecipeException("The file is not UTF-8 text.", At(invalid));
        try
        {
            if (FirstHalfCharacter() is { } half)
                throw new RecipeException("The text holds half of a character: an escape \\ud800 to \\udfff without its other half.", At(half));
            Root = JsonDocument.Parse(_bytes, Json).RootElement;
        }
        catch (JsonException fault)
        {
            // Only of a member given twice does the parser not know the place.
            throw fault.LineNumber is null && FirstRepeated() is var (name, offset)
                ? new RecipeException($"The member '{name}' is given twice.", At(offset), fault)
                : NotJson(fault);
        }
    }

    public JsonElement Root { get; }

    public static ReadOnlySpan<byte> Raw(JsonElement element) => JsonMarshal.GetRawUtf8Value(element);

    public RecipePosition PositionOf(JsonElement element) => PositionOf(Raw(element));

    /// <summary>Where a part of the file's own bytes begins.</summary>
    public RecipePosition PositionOf(ReadOnlySpan<byte> part) => _bytes.Span.Overlaps(part, out var offset) ? At(offset) : At(0);

    public RecipePosition At(int offset)
    {
        var before = _bytes.Span[..Math.Clamp(offset, 0, _bytes.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new(_file, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    private int? FirstInvalidByte()
    {
        if (System.Text.Unicode.Utf8.IsValid(_bytes.Span))
            return null;
        for (var at = 0; ;)
        {
            if (Rune.DecodeFromUtf8(_bytes.Span[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return at;
            at += length;
        }
    }

    private (string Name, int Offset)? FirstRepeated()
    {
        var names = new Stack<HashSet<string>>();
        var reader = new Utf8JsonReader(_bytes.Span, ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                names.Push(new(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject)
                names.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.GetString()! is var name && !names.Peek().Add(name))
                return (name, (int)reader.TokenStartIndex);
        }
        return null;
    }

    // JSON allows such escapes, but no text made of them can be saved; here their place is still known.
    private int? FirstHalfCharacter()
    {
        if (_bytes.Span.IndexOf("\\ud"u8) < 0 && _bytes.Span.IndexOf("\\uD"u8) < 0)
            return null;
        var reader = new Utf8JsonReader(_bytes.Span, ReaderOptions);
        while (reader.Read())
        {
            try
            {
                if (reader.ValueIsEscaped)
                    reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return (int)reader.TokenStartIndex;
            }
        }
        return null;
    }

    private RecipeException NotJson(JsonException fault)
    {
        var offset = OffsetOf(fault);
        // The parser's own message ends with its place, counted from 0 and in bytes.
        var reason = fault.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
        var isCut = _bytes.Span[Math.Min(offset, _bytes.Length)..].Trim(" \t\r\n"u8).IsEmpty;
        return new(isCut ? "The file ends in the middle of the recipe." : $"This is not JSON: {reason}", At(offset), fault);
    }

    private int OffsetOf(JsonException fault)
    {
        var offset = 0;
        for (var line = 0L; line < fault.LineNumber; line++)
        {
            var end = _bytes.Span[offset..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            offset += end + 1;
        }
        return (int)Math.Min(offset + (fault.BytePositionInLine ?? 0), _bytes.Length);
    }
}
