using System.Diagnostics.CodeAnalysis;

namespace Mhg.Expressions.Liquid;

/// <summary>A filter of Liquid: <c>{{ input | name: argument }}</c>.</summary>
/// <param name="input">The value before the bar, normalized as <see cref="ExpressionValue.Normalize"/> does.</param>
/// <param name="arguments">What stands behind the colon, and the scope.</param>
/// <returns>Any value that a scope can hold. An exception ends the rendering and is reported with its place.</returns>
public delegate object? LiquidFilter(object? input, LiquidArguments arguments);

/// <summary>The filters that templates may use, by name. A host adds its own to a new instance.</summary>
public sealed class LiquidFilters
{
    private readonly Dictionary<string, LiquidFilter> _filters;

    /// <summary>Begins with the standard filters.</summary>
    public LiquidFilters() => _filters = new(StandardFilters.All, StringComparer.Ordinal);

    /// <summary>The standard filters and no others.</summary>
    internal static LiquidFilters Standard { get; } = new();

    /// <summary>Adds a filter, or replaces the one of that name (<c>display_url</c>, say, by one that knows the site's addresses).</summary>
    /// <returns>This instance, so that calls can be chained.</returns>
    public LiquidFilters Add(string name, LiquidFilter filter)
    {
        _filters[name] = filter;
        return this;
    }

    internal bool TryGet(string name, [NotNullWhen(true)] out LiquidFilter? filter) => _filters.TryGetValue(name, out filter);
}
