namespace Mhg.Search.Queries;

/// <summary>A query can't be read. The message is for the person who typed it.</summary>
public sealed class QuerySyntaxException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do, for the person who typed the query.</param>
    /// <param name="text">The whole query.</param>
    /// <param name="position">Index into <paramref name="text"/> of what is wrong.</param>
    public QuerySyntaxException(string message, string text, int position) : base(message)
    {
        ArgumentNullException.ThrowIfNull(text);
        Position = Math.Clamp(position, 0, text.Length);
        var before = text.AsSpan(0, Position);
        Line = before.Count('\n') + 1;
        Column = Position - before.LastIndexOf('\n');
    }

    /// <summary>Index into the query, in UTF-16 units from 0.</summary>
    public int Position { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column in UTF-16 units, from 1.</summary>
    public int Column { get; }
}
