namespace Mhg.Search.Indexing;

/// <summary>
/// Numbers (or dates in milliseconds since 1970) by document: document <c>d</c> has
/// <c>Values[Starts[d]..Starts[d + 1]]</c>, in the order in which they were given.
/// </summary>
internal sealed class NumberColumn(int[] starts, double[] values)
{
    public ReadOnlySpan<double> Of(int doc) => values.AsSpan(starts[doc]..starts[doc + 1]);
}

/// <summary>Gathers a number column; documents come in ascending order and may be left out.</summary>
internal sealed class NumberColumnBuilder
{
    private readonly List<int> starts = [];
    private readonly List<double> values = [];

    public void Add(int doc, ReadOnlySpan<double> numbers)
    {
        while (starts.Count <= doc) starts.Add(values.Count);
        values.AddRange(numbers);
    }

    public NumberColumn Build(int docs)
    {
        while (starts.Count <= docs) starts.Add(values.Count);
        return new NumberColumn([.. starts], [.. values]);
    }
}
