using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.Expressions;

namespace Mhg.Workflows.Activities;

/// <summary>Lets an activity look at its settings before a workflow type is saved.</summary>
public sealed class ActivityCheck
{
    private readonly string _path;
    private readonly Action<WorkflowProblem> _report;

    internal ActivityCheck(ActivityRecord record, string path, Action<WorkflowProblem> report) =>
        (Record, _path, _report) = (record, path, report);

    /// <summary>The activity with its settings.</summary>
    public ActivityRecord Record { get; }

    /// <summary>Reports something about a setting.</summary>
    public void Problem(string property, string message) =>
        _report(new($"{_path}.Properties.{property}", $"{Record.Name} “{Record.ActivityId}”, {property}: {message}"));

    /// <summary>Looks whether settings hold what they are declared to.</summary>
    public void Declared(IEnumerable<ActivitySetting> settings)
    {
        foreach (var setting in settings)
            Declared(setting);
        // Newer versions of Orchard Core keep a Liquid text beside the script, and say which of them is meant.
        if (ActivitySetting.IsLiquid(Record))
        {
            foreach (var (name, _) in Record.Properties.Where(property => property.Key.StartsWith("Liquid", StringComparison.Ordinal) && property.Value is not null))
                Problem(name, $"A Liquid text is not read here. Write it as JavaScript in {name["Liquid".Length..]}, and 0 for Syntax.");
        }
    }

    /// <summary>The setting must not be empty.</summary>
    public void Required(string property)
    {
        if (Record.Text(property).Trim().Length == 0)
            Problem(property, "It must not be empty.");
    }

    /// <summary>The setting has to be a list with something in it.</summary>
    public void RequiredList(string property)
    {
        if (Record.Texts(property).Count == 0)
            Problem(property, "It needs at least one entry.");
    }

    /// <summary>These settings have to be Liquid templates.</summary>
    public void Liquid(params IEnumerable<string> properties)
    {
        foreach (var property in properties)
            Parse(property, text => WorkflowExpressions.ParseLiquid(text));
    }

    /// <summary>These settings have to be scripts.</summary>
    public void Script(params IEnumerable<string> properties)
    {
        foreach (var property in properties)
            Parse(property, text => Mhg.Expressions.Scripting.Script.Parse(text, WorkflowScope.Names));
    }

    private void Declared(ActivitySetting setting)
    {
        var (name, kind) = (setting.Name, setting.Kind);
        if (setting.IsRequired && kind is SettingKind.List)
            RequiredList(name);
        else if (setting.IsRequired)
            Required(name);

        var text = Record.Text(name);
        if (kind is SettingKind.Liquid || (kind is SettingKind.ScriptOrLiquid && ActivitySetting.IsLiquid(Record)))
            Liquid(name);
        else if (kind is SettingKind.Script or SettingKind.ScriptOrLiquid)
            Script(name);
        else if (kind is SettingKind.Number && text.Length > 0 && !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            Problem(name, $"“{text}” is no whole number.");
        else if (kind is SettingKind.Choice && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) && !setting.Choices.Any(choice => choice.Value == text))
            Problem(name, $"“{text}” is none of its choices: {string.Join(", ", setting.Choices.Select(choice => $"{choice.Value} ({choice.Label})"))}.");
        else if (kind is SettingKind.Flag && Record.Properties[name] is { } flag && flag.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            Problem(name, "It is true or false, without quotes.");
        else if (kind is SettingKind.List && Record.Properties[name] is not (null or JsonArray))
            Problem(name, "It has to be a list.");
        else if (kind is SettingKind.Json && Record.Properties[name] is not (null or JsonObject))
            Problem(name, "It has to be a JSON object.");
    }

    private void Parse(string property, Action<string> parse)
    {
        try
        {
            parse(Record.Text(property));
        }
        catch (ExpressionException exception)
        {
            Problem(property, exception.Message);
        }
    }
}
