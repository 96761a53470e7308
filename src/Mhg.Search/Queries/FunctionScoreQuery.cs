namespace Mhg.Search.Queries;

/// <summary>
/// A query whose scores are multiplied by what a function says of each document, as by Lucene's <c>FunctionScoreQuery</c> and
/// Elasticsearch's decay functions: what is recent ranks before what is old and matches as well.
/// </summary>
/// <param name="Query">The query.</param>
/// <param name="Function">The function.</param>
public sealed record FunctionScoreQuery(Query Query, DecayFunction Function) : Query
{
    /// <summary>The query.</summary>
    public Query Query { get; init => field = NotNull(value); } = NotNull(Query);

    /// <summary>The function.</summary>
    public DecayFunction Function { get; init => field = NotNull(value); } = NotNull(Function);

    /// <inheritdoc/>
    public override string ToString(string? defaultField) => $"FunctionScoreQuery({Query.ToString(defaultField)}, scored by boost({Function}))";
}

/// <summary>How a score falls with the distance of a value from the origin.</summary>
public enum DecayShape
{
    /// <summary>By half with each further scale.</summary>
    Exponential,

    /// <summary>In a straight line, down to nothing at two scales.</summary>
    Linear,
}

/// <summary>A function of a number or date: 1 at its origin, a half at the distance of its scale, never less than 0.</summary>
/// <param name="Field">A number or date field. Of several values the one nearest to the origin counts.</param>
/// <param name="Origin">Where nothing is lost: a number, or milliseconds since 1970.</param>
/// <param name="Scale">At which distance the function is a half; more than 0.</param>
public sealed record DecayFunction(string Field, double Origin, double Scale)
{
    // What e is raised to for a half, but for the sign.
    private static readonly double HalfLife = Math.Log(2);

    /// <summary>The field.</summary>
    public string Field { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Field ?? throw new ArgumentNullException(nameof(Field));

    /// <summary>Where nothing is lost.</summary>
    public double Origin { get; init => field = Checked(value, double.IsFinite(value), nameof(Origin)); } = Checked(Origin, double.IsFinite(Origin), nameof(Origin));

    /// <summary>At which distance the function is a half.</summary>
    public double Scale { get; init => field = Checked(value, value > 0, nameof(Scale)); } = Checked(Scale, Scale > 0, nameof(Scale));

    /// <summary>How the function falls.</summary>
    public DecayShape Shape { get; init; }

    /// <summary>The share (0 to 1) of a score that is at stake: the rest stays, however far the value is.</summary>
    public double Weight { get; init => field = Checked(value, value is >= 0 and <= 1, nameof(Weight)); } = 1;

    /// <summary>What the function is (0 to 1) for documents without a value.</summary>
    public double Missing { get; init => field = Checked(value, value is >= 0 and <= 1, nameof(Missing)); } = 1;

    /// <summary>A function of a date that falls by half with each half-life away from now, before and after.</summary>
    /// <param name="field">A date field.</param>
    /// <param name="now">The time at which nothing is lost.</param>
    /// <param name="halfLife">More than 0.</param>
    public static DecayFunction ByAge(string field, DateTimeOffset now, TimeSpan halfLife) => new(field, now.ToUnixTimeMilliseconds(), halfLife.TotalMilliseconds);

    /// <summary>What the function is at a distance from the origin, or without a value.</summary>
    internal double At(double? distance) => distance switch
    {
        null => Missing,
        { } far when Shape == DecayShape.Exponential => Math.Exp(-HalfLife * far / Scale),
        { } far => Math.Max(0, 1 - far / (2 * Scale)),
    };

    /// <summary>What a score is multiplied by: 0 to 1.</summary>
    internal float Factor(double? distance) => (float)(1 - Weight + Weight * At(distance));

    private static double Checked(double value, bool isRight, string name) =>
        isRight ? value : throw new ArgumentOutOfRangeException(name, value, "The value lies outside what the function allows.");
}
