namespace Mhg.Recipes;

/// <summary>What has been found wrong so far. Counts all and keeps the first ones: a place costs a walk through the file,
/// and nobody reads ten thousand.</summary>
internal sealed class RecipeProblems
{
    private const int Kept = 200;
    private readonly List<RecipeProblem> problems = [];
    private int count;

    public bool Any => count > 0;

    public IReadOnlyList<RecipeProblem> Listed => problems;

    public void Add(string message, Func<RecipePosition> position)
    {
        if (count++ < Kept)
            problems.Add(new(message, position()));
    }

    public RecipeException Refusal(Exception? inner = null) => new(problems, count - problems.Count, inner);
}
