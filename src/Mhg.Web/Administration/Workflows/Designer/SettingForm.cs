using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.Workflows;
using Mhg.Workflows.Activities;

namespace Mhg.Web.Administration.Workflows.Designer;

/// <summary>Settings as the texts that stand in a form, and back.</summary>
internal static class SettingForm
{
    /// <summary>A setting as its field shows it.</summary>
    public static string Read(ActivitySetting setting, ActivityRecord record) => setting.Kind switch
    {
        SettingKind.List => string.Join('\n', record.Texts(setting.Name)),
        SettingKind.Flag => record.Properties[setting.Name] is null ? setting.Default : record.Flag(setting.Name) ? "true" : "",
        SettingKind.Json => record.Properties[setting.Name] is { } json ? WorkflowExport.Write(json) : "",
        SettingKind.Choice => record.Properties[setting.Name] is null ? setting.Default : record.Text(setting.Name),
        _ => record.Text(setting.Name).ReplaceLineEndings("\n"),
    };

    /// <summary>Takes over what came from a field. What was not touched keeps its very form: a setting that is missing, a null, a name for a number.</summary>
    public static void Take(ActivitySetting setting, string text, JsonObject properties)
    {
        var before = new ActivityRecord { Properties = properties };
        text = text.ReplaceLineEndings("\n");
        // What was chosen from boxes comes in the order of the boxes.
        if (setting.Kind is SettingKind.List && setting.Source is not SettingSource.Anything)
        {
            var chosen = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            text = string.Join('\n', before.Texts(setting.Name).Intersect(chosen).Union(chosen));
        }
        if (text != Read(setting, before))
            Write(setting, text, properties);
    }

    /// <summary>Writes a setting. What is no value of its kind is kept as it was typed, for the check to name.</summary>
    public static void Write(ActivitySetting setting, string text, JsonObject properties)
    {
        switch (setting.Kind)
        {
            case SettingKind.Liquid or SettingKind.Script or SettingKind.ScriptOrLiquid:
                if (properties[setting.Name] is not JsonObject expression)
                    properties[setting.Name] = expression = [];
                expression["Expression"] = text;
                break;
            case SettingKind.List:
                properties[setting.Name] = new JsonArray(
                    [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => JsonValue.Create(entry))]);
                break;
            case SettingKind.Flag:
                properties[setting.Name] = text == "true";
                break;
            case SettingKind.Number or SettingKind.Choice when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                properties[setting.Name] = number;
                break;
            case SettingKind.Json:
                properties[setting.Name] = Parse(text);
                break;
            default:
                properties[setting.Name] = text;
                break;
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Trim().Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
