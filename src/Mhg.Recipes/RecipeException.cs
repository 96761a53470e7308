namespace Mhg.Recipes;

/// <summary>A recipe can't be read, or was not applied; nothing of it is left behind.</summary>
public sealed class RecipeException : Exception
{
    /// <summary>One fault at one place.</summary>
    public RecipeException(string message, RecipePosition position, Exception? inner = null)
        : this([new(message, position)], 0, inner)
    {
    }

    /// <summary>Everything that kept a recipe from being applied.</summary>
    /// <param name="problems">At least one.</param>
    /// <param name="more">How many more there were that are not in the list.</param>
    /// <param name="inner">What caused the last of them.</param>
    public RecipeException(IReadOnlyList<RecipeProblem> problems, int more = 0, Exception? inner = null)
        : base(string.Join(Environment.NewLine, [.. problems, .. more > 0 ? [$"… and {more} more."] : Array.Empty<object>()]), inner) =>
        Problems = problems;

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<RecipeProblem> Problems { get; }

    /// <summary>Where the first problem is.</summary>
    public RecipePosition Position => Problems[0].Position;
}
