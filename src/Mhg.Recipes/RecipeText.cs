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

    private readonly string file;
    private readonly ReadOnlyMemory<byte> bytes;

    public RecipeText(ReadOnlyMemory<byte> bytes, string file)
    {
        this.file = file;
        this.bytes = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (FirstInvalidByte() is { } invalid)
            throw new RecipeException("The file is not UTF-8 text.", At(invalid));
        try
        {
            Root = JsonDocument.Parse(this.bytes, Json).RootElement;
        }
        catch (JsonException fault)
        {
            throw NotJson(fault);
        }
    }

    public JsonElement Root { get; }

    public static ReadOnlySpan<byte> Raw(JsonElement element) => JsonMarshal.GetRawUtf8Value(element);

    public RecipePosition PositionOf(JsonElement element) =>
        bytes.Span.Overlaps(JsonMarshal.GetRawUtf8Value(element), out var offset) ? At(offset) : At(0);

    public RecipePosition At(int offset)
    {
        var before = bytes.Span[..Math.Clamp(offset, 0, bytes.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new(file, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    private int? FirstInvalidByte()
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes.Span))
            return null;
        for (var at = 0; ;)
        {
            if (Rune.DecodeFromUtf8(bytes.Span[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return at;
            at += length;
        }
    }

    private RecipeException NotJson(JsonException fault)
    {
        var offset = OffsetOf(fault);
        // The parser's own message ends with its place, counted from 0 and in bytes.
        var reason = fault.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
        var isCut = bytes.Span[Math.Min(offset, bytes.Length)..].Trim(" \t\r\n"u8).IsEmpty;
        return new(isCut ? "The file ends in the middle of the recipe." : $"This is not JSON: {reason}", At(offset), fault);
    }

    private int OffsetOf(JsonException fault)
    {
        var offset = 0;
        for (var line = 0L; line < fault.LineNumber; line++)
        {
            var end = bytes.Span[offset..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            offset += end + 1;
        }
        return (int)Math.Min(offset + (fault.BytePositionInLine ?? 0), bytes.Length);
    }
}
