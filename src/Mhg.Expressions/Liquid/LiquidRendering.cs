using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Mhg.Expressions.Liquid;

/// <summary>What a node asks the nodes around it to do next.</summary>
internal enum LiquidFlow
{
    Next,
    Break,
    Continue,
}

/// <summary>One rendering of a template: its variables and its output so far.</summary>
internal sealed class LiquidRendering(ExpressionScope scope, LiquidEncoding encoding, EvaluationBudget budget)
{
    private readonly Dictionary<string, object?> _assigned = new(StringComparer.Ordinal);
    private StringBuilder _output = new();

    public ExpressionScope Scope => scope;

    public EvaluationBudget Budget => budget;

    public string Output => _output.ToString();

    public LiquidFlow Run(LiquidNode[] nodes)
    {
        foreach (var node in nodes)
        {
            budget.Step(node.Offset);
            var flow = node.Render(this);
            if (flow != LiquidFlow.Next)
                return flow;
        }
        return LiquidFlow.Next;
    }

    public void Write(string text)
    {
        budget.Reserve((long)_output.Length + text.Length, text.Length);
        _output.Append(text);
    }

    public void WriteValue(object? value)
    {
        var text = ExpressionValue.ToText(value);
        Write(value is HtmlText ? text : encoding switch
        {
            LiquidEncoding.Html => WebUtility.HtmlEncode(text),
            LiquidEncoding.Json => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
            _ => text,
        });
    }

    /// <summary>Renders nodes into a text of their own.</summary>
    public (string Text, LiquidFlow Flow) Capture(LiquidNode[] nodes)
    {
        var outer = _output;
        _output = new();
        var flow = Run(nodes);
        var text = _output.ToString();
        _output = outer;
        return (text, flow);
    }

    public object? Captured(string text) => encoding == LiquidEncoding.Plain ? text : new HtmlText(text);

    public object? Read(string name) =>
        _assigned.TryGetValue(name, out var value) || scope.TryGet(name, out value) ? value : null;

    public void Assign(string name, object? value) => _assigned[name] = value;

    /// <summary>Gives a name a value until the result is put back with <see cref="Restore"/>.</summary>
    public (bool Had, object? Value) Save(string name) => (_assigned.TryGetValue(name, out var value), value);

    public void Restore(string name, (bool Had, object? Value) saved)
    {
        if (saved.Had)
            _assigned[name] = saved.Value;
        else
            _assigned.Remove(name);
    }
}
