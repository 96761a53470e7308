namespace Mhg.Recipes;

/// <summary>How a recipe is to be run.</summary>
public sealed record RecipeOptions
{
    /// <summary>Skip and list what is not known instead of refusing the recipe.</summary>
    public bool Lenient { get; init; }

    /// <summary>What <c>[js: parameters('name')]</c> gives: the site's name and first account at setup, for instance.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; init; } = new Dictionary<string, string?>();

    /// <summary>What <c>[js: configuration('key', 'default')]</c> reads from. It is asked only for keys below <see cref="ConfigurationSection"/>.</summary>
    public Func<string, string?>? Configuration { get; init; }

    /// <summary>The section of the configuration that recipes may read, so that none can read connection strings or keys.</summary>
    public string ConfigurationSection { get; init; } = "Recipes";

    /// <summary>The language taken from texts of the form <c>[locale en]…[/locale][locale fr]…[/locale]</c>.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>Told about each step, and about the items of long ones.</summary>
    public IProgress<RecipeProgress>? Progress { get; init; }
}

/// <summary>How far a recipe is.</summary>
/// <param name="Step">Number of the current step, from 1, nested recipes counted in.</param>
/// <param name="StepCount">How many steps there are.</param>
/// <param name="StepName">The current step's name.</param>
/// <param name="Done">Items of the step that are done.</param>
/// <param name="Total">Items of the step; 0 when it does not count them.</param>
public readonly record struct RecipeProgress(int Step, int StepCount, string StepName, int Done, int Total);

/// <summary>What a recipe did.</summary>
/// <param name="StepsRun">Steps that were applied.</param>
/// <param name="ItemsDone">Items that these steps say they applied.</param>
/// <param name="Skipped">What a lenient run left out, the first 200.</param>
public sealed record RecipeResult(int StepsRun, int ItemsDone, IReadOnlyList<RecipeProblem> Skipped);
