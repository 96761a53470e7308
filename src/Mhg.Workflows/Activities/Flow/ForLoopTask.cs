using Mhg.Expressions;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Goes one round for each number from the script <c>From</c> up to, and without, the script <c>To</c>, <c>Step</c> apart.</summary>
public sealed class ForLoopTask : LoopActivity
{
    private const string Next = "Index";

    /// <inheritdoc/>
    public override string Summary => "Goes one round for each number of a range.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("From", SettingKind.Script, "From") { Default = "0" },
        new("To", SettingKind.Script, "To, without the end") { Default = "10" },
        new("Step", SettingKind.Script, "Step") { Default = "1" },
        LoopVariable,
    ];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A bound is no number, or the step does not lead forward.</exception>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var (from, to, step) = (Number(context, "From", 0), Number(context, "To", 10), Number(context, "Step", 1));
        if (step <= 0)
            throw new InvalidOperationException("Step has to be more than 0.");
        var index = Math.Max(from, (double?)context.Memory[Next] ?? from);
        if (index < to)
        {
            context.Memory[Next] = index + step;
            return new(RoundWith(context, index));
        }
        context.Memory.Remove(Next);
        return new(ActivityResult.Done);
    }

    private static double Number(ActivityContext context, string property, double otherwise) => context.Evaluate(property) switch
    {
        null => otherwise,
        double number when double.IsFinite(number) => number,
        var other => throw new InvalidOperationException($"{property} has to yield a number; it yields “{ExpressionValue.ToText(other)}”."),
    };
}
