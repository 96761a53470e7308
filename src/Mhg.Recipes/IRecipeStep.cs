namespace Mhg.Recipes;

/// <summary>Applies one kind of step. Everything it writes belongs to the transaction around the whole recipe, and applying it
/// again must do no harm.</summary>
public interface IRecipeStep
{
    /// <summary>The step's name in recipe files; compared without case.</summary>
    string Name { get; }

    /// <summary>Other names under which the same step is known.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>Applies the step. What it can't apply it reports with <see cref="RecipeStepContext.Problem(string, string)"/> and
    /// goes on, so that a person sees everything that is wrong at once.</summary>
    /// <exception cref="RecipeException">Nothing more of the step can be applied.</exception>
    /// <exception cref="System.Text.Json.JsonException">A value has the wrong shape; it is reported at the exception's path.</exception>
    Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken);
}

/// <summary>Makes a recipe whole or nothing: the host's one database transaction around all its steps.</summary>
public interface IRecipeTransaction
{
    /// <summary>Runs the work, keeps what it wrote when it ends, and takes all of it back when it throws.</summary>
    Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken);
}
