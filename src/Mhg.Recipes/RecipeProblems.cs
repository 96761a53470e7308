namespace Mhg.Recipes;

/// <summary>What has been found wrong so far. Counts all and keeps the first ones: a place costs a walk through the file,
/// and nobody reads ten thousand.</summary>
internal sealed class RecipeProblems
{
    private const int Kept = 200;
    private readonly List<RecipeProblem> _problems = [];
    private int _count;

    public bool Any => _count > 0;

    public IReadOnlyList<RecipeProblem> Listed => _problems;

    public void Add(string message, Func<RecipePosition> position)
    {
        if (_count++ < Kept)
            _problems.Add(new(message, position()));
    }

    public RecipeException Refusal(Exception? inner = null) => new(_problems, _count - _problems.Count, inner);
}
