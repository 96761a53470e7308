using System.Globalization;
using System.Text;

namespace Mhg.Search.Searching;

/// <summary>
/// How the score of a document comes about, or why a query does not find it: a value, what it is, and what it comes from. Its
/// parts and its words are those of Lucene's <c>Explanation</c>.
/// </summary>
/// <param name="IsMatch">Whether the document matches this part of the query.</param>
/// <param name="Value">What the part adds; 0 where it does not match.</param>
/// <param name="Description">What the value is.</param>
/// <param name="Details">What it comes from.</param>
public sealed record Explanation(bool IsMatch, float Value, string Description, IReadOnlyList<Explanation> Details)
{
    internal static Explanation Match(float value, string description, params IReadOnlyList<Explanation> details) => new(true, value, description, details);

    internal static Explanation NoMatch(string description, params IReadOnlyList<Explanation> details) => new(false, 0, description, details);

    /// <summary>A line for each part, what it comes from indented below it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(this, 0);
        return text.ToString();

        void Append(Explanation part, int depth)
        {
            text.Append(' ', 2 * depth).Append(CultureInfo.InvariantCulture, $"{part.Value} = {part.Description}\n");
            foreach (var detail in part.Details) Append(detail, depth + 1);
        }
    }
}
