using System.Text.Json.Nodes;
using Mhg.Expressions;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Goes one round for each item of the list that the script <c>Enumerable</c> yields.</summary>
public sealed class ForEachTask : LoopActivity
{
    private const string Index = "Index";

    /// <inheritdoc/>
    public override string Summary => "Goes one round for each item of a list.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("Enumerable", SettingKind.Script, "List") { IsRequired = true, Hint = "A script that yields a list." }, LoopVariable];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The script yields no list.</exception>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var value = context.Evaluate("Enumerable");
        var items = value is null ? [] : ExpressionValue.Items(value) ?? throw new InvalidOperationException("Enumerable has to yield a list.");
        var index = (int?)context.Memory[Index] ?? 0;
        if (index < items.Count)
        {
            context.Memory[Index] = index + 1;
            return new(RoundWith(context, items[index]));
        }
        context.Memory.Remove(Index);
        return new(ActivityResult.Done);
    }
}
