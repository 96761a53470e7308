using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Notices;

/// <summary>Whom a text mentions.</summary>
/// <param name="UserIds">The accounts of those who may see the draft that it is about, and are told.</param>
/// <param name="NotTold">The other names: nobody has an account of that name, or they may not see the draft.</param>
public sealed record Mentioned(IReadOnlyList<string> UserIds, IReadOnlyList<string> NotTold)
{
    /// <summary>What the one who wrote it is told of the names that no notice went to; null where it went to all.</summary>
    public string? Warning => NotTold.Count == 0 ? null
        : $"No notice went to {string.Join(", ", NotTold.Select(name => $"@{name}"))}: no account of that name may see this draft.";
}

/// <summary>Finds the people whom texts about drafts mention by <c>@name</c>.</summary>
public sealed partial class Mentions(IPeople people, ContentAccess access)
{
    // A comment is for some people; a text full of names is no mention.
    private const int MostMentions = 20;

    /// <summary>The people whom a text about an item mentions.</summary>
    public async Task<Mentioned> FindAsync(ContentItem item, string text, CancellationToken cancellationToken)
    {
        string[] names = [.. Mention().Matches(text).Select(mention => mention.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostMentions)];
        var seeing = new List<Person>();
        foreach (var person in names.Length == 0 ? [] : await people.FindByNamesAsync(names, cancellationToken))
        {
            if (access.MayPreview(await people.ActorAsync(person.UserId, cancellationToken), item))
                seeing.Add(person);
        }
        return new Mentioned(
            seeing.ConvertAll(person => person.UserId), [.. names.Except(seeing.Select(person => person.UserName), StringComparer.OrdinalIgnoreCase)]);
    }

    [GeneratedRegex(@"(?<![\w@.])@(\w(?:[\w.+-]*\w)?)")]
    private static partial Regex Mention();
}
