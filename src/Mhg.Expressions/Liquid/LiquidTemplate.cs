namespace Mhg.Expressions.Liquid;

/// <summary>How a template's values are written into its output.</summary>
public enum LiquidEncoding
{
    /// <summary>As they are: for addresses, subjects and other plain text.</summary>
    Plain,

    /// <summary>With the characters <c>&amp; &lt; &gt; " '</c> encoded, but for <see cref="HtmlText"/>.</summary>
    Html,

    /// <summary>As they have to stand within the quotes of a JSON text, but for what the filters <c>json</c> and <c>raw</c> yield.</summary>
    Json,
}

/// <summary>A Liquid template, parsed once and rendered as often as wanted, by any number of threads.</summary>
public sealed class LiquidTemplate
{
    private readonly SourceText _source;
    private readonly LiquidNode[] _nodes;

    private LiquidTemplate(SourceText source, LiquidNode[] nodes) => (_source, _nodes) = (source, nodes);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="filters">The filters it may use; the standard ones when null.</param>
    /// <exception cref="ExpressionSyntaxException">The template can't be read, or names a tag or filter that does not exist.</exception>
    public static LiquidTemplate Parse(string text, LiquidFilters? filters = null)
    {
        var source = new SourceText(text);
        return new(source, new LiquidParser(source, filters ?? LiquidFilters.Standard).Parse());
    }

    /// <summary>Renders the template. What the scope does not have is rendered as nothing.</summary>
    /// <param name="scope">The values that the template sees.</param>
    /// <param name="encoding">How values are written; the template's own text always stays as it is.</param>
    /// <exception cref="ExpressionRuntimeException">A limit was exceeded, or a filter or lookup of the host failed.</exception>
    public string Render(ExpressionScope scope, LiquidEncoding encoding = LiquidEncoding.Plain)
    {
        var budget = new EvaluationBudget(_source, scope.Limits);
        var rendering = new LiquidRendering(scope, encoding, budget);
        try
        {
            rendering.Run(_nodes);
            return rendering.Output;
        }
        catch (Exception failure) when (failure is not (ExpressionException or OperationCanceledException))
        {
            throw budget.Fault(failure.Message, failure);
        }
    }
}
