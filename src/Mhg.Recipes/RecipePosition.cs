namespace Mhg.Recipes;

/// <summary>A place in a recipe file.</summary>
/// <param name="File">The file's path, or what stands for it when the recipe came as text.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column in UTF-16 units, counted from 1.</param>
public readonly record struct RecipePosition(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>, the form that editors and terminals can jump to.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>Something in a recipe that could not be applied, and where it stands.</summary>
/// <param name="Message">What is wrong and what to do, as a sentence.</param>
/// <param name="Position">The place in the file.</param>
public sealed record RecipeProblem(string Message, RecipePosition Position)
{
    /// <summary><c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{Position}: {Message}";
}
