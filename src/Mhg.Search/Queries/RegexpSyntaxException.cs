namespace Mhg.Search.Queries;

/// <summary>A regular expression can't be read. The message is for the person who typed it.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="position">Index into the expression of what is wrong.</param>
public sealed class RegexpSyntaxException(string message, int position) : ArgumentException(message)
{
    /// <summary>Index into the expression of what is wrong, in UTF-16 units from 0.</summary>
    public int Position { get; } = position;
}
