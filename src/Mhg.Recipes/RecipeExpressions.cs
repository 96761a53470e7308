using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Mhg.Expressions;
using Mhg.Expressions.Scripting;

namespace Mhg.Recipes;

/// <summary>Evaluates the expressions in the strings of one recipe: <c>[js: …]</c>, <c>[file: …]</c> and <c>[locale …]</c>.</summary>
internal sealed class RecipeExpressions
{
    private readonly Recipe _recipe;
    private readonly RecipeOptions _options;
    private readonly Dictionary<string, Script> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inEvaluation = new(StringComparer.Ordinal);
    private readonly ExpressionScope _scriptScope;
    private readonly ExpressionScope _fileScope;

    public RecipeExpressions(Recipe recipe, RecipeOptions options)
    {
        (_recipe, _options) = (recipe, options);
        _scriptScope = new ExpressionScope()
            .SetFunction("uuid", _ => UniqueId.New())
            .SetFunction("variables", arguments => Variable(Text(arguments, 0)))
            .SetFunction("parameters", arguments => options.Parameters.GetValueOrDefault(Text(arguments, 0)))
            .SetFunction("configuration", arguments => Configuration(Text(arguments, 0)) ?? arguments.ElementAtOrDefault(1))
            .SetFunction("base64", arguments => Encoding.UTF8.GetString(Convert.FromBase64String(Text(arguments, 0))))
            .SetFunction("html", arguments => WebUtility.HtmlDecode(Text(arguments, 0)));
        _fileScope = new ExpressionScope()
            .SetFunction("text", arguments => Encoding.UTF8.GetString(ReadFile(Text(arguments, 0))))
            .SetFunction("base64", arguments => Convert.ToBase64String(ReadFile(Text(arguments, 0))));
    }

    /// <summary>The step's JSON with its expressions replaced by their values; the very same JSON when it has none.</summary>
    public JsonElement Evaluate(RecipeStep step) => Evaluate(step.Json);

    // Most steps, and all large ones, have no expressions. A search for their beginnings costs a fraction of what parsing did;
    // only where one is found are the strings looked at one by one.
    private JsonElement Evaluate(JsonElement json)
    {
        var raw = RecipeText.Raw(json);
        if (!MayHoldExpressions(raw))
            return json;
        var result = new ArrayBufferWriter<byte>(raw.Length);
        var copied = 0;
        var reader = new Utf8JsonReader(raw, RecipeText.ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.String || !reader.ValueSpan.StartsWith((byte)'[') || !reader.ValueSpan.EndsWith((byte)']'))
                continue;
            var start = (int)reader.TokenStartIndex;
            if (!TryEvaluate(reader.GetString()!, raw[start..], out var value))
                continue;
            result.Write(raw[copied..start]);
            result.Write(Encoding.UTF8.GetBytes(ExpressionValue.ToJson(value)!.ToJsonString()));
            copied = (int)reader.BytesConsumed;
        }
        if (copied == 0)
            return json;
        result.Write(raw[copied..]);
        return JsonDocument.Parse(result.WrittenMemory, RecipeText.Json).RootElement;
    }

    private static bool MayHoldExpressions(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf("\"["u8) is >= 0 and var at)
        {
            json = json[(at + 2)..];
            if (json.StartsWith("js:"u8) || json.StartsWith("file:"u8) || json.StartsWith("locale "u8))
                return true;
        }
        return false;
    }

    private bool TryEvaluate(string text, ReadOnlySpan<byte> place, out object? value)
    {
        value = null;
        if (text.StartsWith("[js:", StringComparison.Ordinal))
            value = Run(text[4..^1], _scriptScope, text, place);
        else if (text.StartsWith("[file:", StringComparison.Ordinal))
            value = Run(text[6..^1], _fileScope, text, place);
        else if (text.StartsWith("[locale ", StringComparison.Ordinal))
            value = RecipeLocale.Choose(text, _options.Locale);
        return value is not null;
    }

    private object Run(string script, ExpressionScope scope, string text, ReadOnlySpan<byte> place)
    {
        try
        {
            if (!_scripts.TryGetValue(script, out var parsed))
                _scripts.Add(script, parsed = Script.Parse(script));
            return parsed.Evaluate(scope)
                ?? throw new RecipeException($"The expression {Shown(text)} has no value; is a parameter or a default missing?", _recipe.Text.PositionOf(place));
        }
        catch (ExpressionException fault)
        {
            // A fault inside a variable has a place of its own, which says more than the place of its use.
            throw fault.InnerException as RecipeException
                ?? new RecipeException($"The expression {Shown(text)} failed: {fault.Reason}", _recipe.Text.PositionOf(place), fault);
        }
    }

    private object? Variable(string name)
    {
        if (_variables.TryGetValue(name, out var known))
            return known;
        if (_recipe.Variables is not { } all || !all.TryGetProperty(name, out var json))
            throw new InvalidOperationException($"The recipe has no variable '{name}'.");
        if (!_inEvaluation.Add(name))
            throw new InvalidOperationException($"The variable '{name}' depends on itself.");
        var value = ExpressionValue.Normalize(Evaluate(json));
        _inEvaluation.Remove(name);
        return _variables[name] = value;
    }

    private string? Configuration(string key)
    {
        var section = _options.ConfigurationSection + ":";
        return key.StartsWith(section, StringComparison.OrdinalIgnoreCase)
            ? _options.Configuration?.Invoke(key)
            : throw new InvalidOperationException($"Recipes may read the configuration below '{section}' only, not '{key}'.");
    }

    private byte[] ReadFile(string path)
    {
        var folder = Path.GetDirectoryName(_recipe.Path)
            ?? throw new InvalidOperationException("A recipe that is not a file has no files beside it.");
        var file = Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')));
        if (!IsInside(folder, file))
            throw new InvalidOperationException($"The file '{path}' is not in the recipe's folder.");
        if (!File.Exists(file))
            throw new InvalidOperationException($"The file '{path}' does not exist.");
        // A link in the folder may lead out of it, and so may one to a folder on the way.
        for (var part = file; IsInside(folder, part); part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).ResolveLinkTarget(returnFinalTarget: true) is { } target && !IsInside(folder, target.FullName))
                throw new InvalidOperationException($"The file '{path}' is not in the recipe's folder.");
        }
        return File.ReadAllBytes(file);
    }

    private static bool IsInside(string folder, string file) =>
        file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Text(IReadOnlyList<object?> arguments, int index) => ExpressionValue.ToText(arguments.ElementAtOrDefault(index));

    private static string Shown(string expression) => expression.Length <= 100 ? expression : expression[..100] + "…]";
}
