namespace Mhg.ContentManagement.Elements;

/// <summary>Something that a person has to mend before the content can be saved.</summary>
/// <param name="Path">The element it is about, as in <see cref="ElementContext.Path"/>; empty for the whole item.</param>
/// <param name="Message">What is wrong and what to do, for the person at the form.</param>
public sealed record ContentProblem(string Path, string Message);

/// <summary>Content that was not saved because something in it has to be mended.</summary>
public sealed class ContentInvalidException(IReadOnlyList<ContentProblem> problems)
    : Exception(string.Join(" ", problems.Select(p => p.Path.Length > 0 ? $"{p.Path}: {p.Message}" : p.Message)))
{
    /// <summary>Everything that was found, in the order of the form.</summary>
    public IReadOnlyList<ContentProblem> Problems => problems;
}
