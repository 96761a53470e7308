using System.Collections.Concurrent;
using Mhg.Expressions;
using Mhg.Expressions.Liquid;
using Mhg.Expressions.Scripting;

namespace Mhg.Workflows;

/// <summary>The templates and scripts of workflows, each parsed once.</summary>
public sealed class WorkflowExpressions(IWorkflowLinks links)
{
    /// <summary>The name under which templates find people by id: <c>Users["id"]</c>.</summary>
    internal const string Users = "Users";

    // They come from workflow types, of which a site has a few; the bound is for one that changes them all day.
    private const int MostKept = 1000;

    private static readonly LiquidFilters Filters = new LiquidFilters().Add("users_by_id", UsersById).Add("signal_url", SignalUrl);

    private readonly ConcurrentDictionary<string, LiquidTemplate> _templates = new();
    private readonly ConcurrentDictionary<string, Script> _scripts = new();

    internal IWorkflowLinks Links => links;

    internal static LiquidTemplate ParseLiquid(string text) => LiquidTemplate.Parse(text, Filters);

    internal string Render(string text, ExpressionScope scope, LiquidEncoding encoding) =>
        text.Length == 0 ? "" : Kept(_templates, text, ParseLiquid).Render(scope, encoding);

    internal object? Evaluate(string text, ExpressionScope scope) =>
        string.IsNullOrWhiteSpace(text) ? null : Kept(_scripts, text, script => Script.Parse(script)).Evaluate(scope);

    internal bool Test(string text, ExpressionScope scope) =>
        !string.IsNullOrWhiteSpace(text) && Kept(_scripts, text, script => Script.Parse(script)).Test(scope);

    private static T Kept<T>(ConcurrentDictionary<string, T> kept, string text, Func<string, T> parse)
    {
        if (kept.Count > MostKept)
            kept.Clear();
        return kept.GetOrAdd(text, parse);
    }

    private static object? UsersById(object? input, LiquidArguments arguments) => ExpressionValue.Items(input) is { } ids
        ? ids.Select(id => UserById(id, arguments.Scope)).Where(user => user is not null).ToList()
        : UserById(input, arguments.Scope);

    private static object? SignalUrl(object? input, LiquidArguments arguments) =>
        arguments.Scope.TryGet("signalUrl", out var function) && function is ExpressionFunction signalUrl ? signalUrl([input]) : null;

    private static object? UserById(object? id, ExpressionScope scope) =>
        scope.TryGet(Users, out var users) && ExpressionValue.TryMember(users, ExpressionValue.ToText(id), out var user) ? user : null;
}
