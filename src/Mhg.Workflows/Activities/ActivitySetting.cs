namespace Mhg.Workflows.Activities;

/// <summary>What a setting holds, and how it stands in the JSON.</summary>
public enum SettingKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A Liquid template, as the <c>Expression</c> of an object.</summary>
    Liquid,

    /// <summary>A script, as the <c>Expression</c> of an object.</summary>
    Script,

    /// <summary>A script, or a Liquid template where the setting <see cref="ActivitySetting.Syntax"/> says so.</summary>
    ScriptOrLiquid,

    /// <summary>A list of texts.</summary>
    List,

    /// <summary>One of <see cref="ActivitySetting.Choices"/>; a number where all of them are numbers.</summary>
    Choice,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A JSON object.</summary>
    Json,
}

/// <summary>What a list is chosen from.</summary>
public enum SettingSource
{
    /// <summary>Whatever is written.</summary>
    Anything,

    /// <summary>The site's content types.</summary>
    ContentTypes,

    /// <summary>The site's roles.</summary>
    Roles,
}

/// <summary>
/// One of an activity's settings: enough to draw its field in a form and to check what is in it before a type is saved.
/// </summary>
/// <param name="Name">Its name among the activity's properties.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Label">What people call it.</param>
public sealed record ActivitySetting(string Name, SettingKind Kind, string Label)
{
    /// <summary>What to know before filling it in; empty for nothing.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Whether it must not be empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it usually takes several lines.</summary>
    public bool IsLong { get; init; }

    /// <summary>What is meant where it is not there, and what the form of a new activity begins with.</summary>
    public string Default { get; init; } = "";

    /// <summary>The values of a choice.</summary>
    public IReadOnlyList<SettingChoice> Choices { get; init; } = [];

    /// <summary>What a list is chosen from.</summary>
    public SettingSource Source { get; init; }

    /// <summary>The choice between the two languages that an expression may be written in.</summary>
    public static ActivitySetting Syntax { get; } = new(nameof(Syntax), SettingKind.Choice, "Written in")
    {
        Default = "0",
        Choices = [new("0", "JavaScript"), new("1", "Liquid")],
    };

    /// <summary>Whether an activity's expressions are Liquid templates by its <see cref="Syntax"/>.</summary>
    internal static bool IsLiquid(ActivityRecord record) => record.Choice(nameof(Syntax), ExpressionSyntax.JavaScript) is ExpressionSyntax.Liquid;

    private enum ExpressionSyntax
    {
        JavaScript,
        Liquid,
    }
}

/// <summary>One value of a choice.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What people read.</param>
public sealed record SettingChoice(string Value, string Label);
