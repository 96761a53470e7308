using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.People;

namespace Mhg.Review.Comments;

/// <summary>A draft field by field, with what is said about each.</summary>
/// <param name="Fields">The fields that hold something or are spoken about, in the order of the editing form.</param>
/// <param name="General">What is said about the whole draft, and about what is not in it any more.</param>
/// <param name="Choices">Everything that can be spoken about: the paths and names of all fields that people fill in.</param>
public sealed record DraftText(IReadOnlyList<DraftField> Fields, IReadOnlyList<ThreadView> General, IReadOnlyList<ElementText> Choices)
{
    /// <summary>Every thread.</summary>
    public IEnumerable<ThreadView> Threads => Fields.SelectMany(shown => shown.Threads).Concat(General);
}

/// <summary>A field of a draft.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Lines">Its text line by line; the passages that open threads are about are pieces of their own.</param>
/// <param name="Threads">What is said about it, in the order of its text.</param>
public sealed record DraftField(string Path, string Label, IReadOnlyList<IReadOnlyList<DraftPiece>> Lines, IReadOnlyList<ThreadView> Threads);

/// <summary>Words of a field.</summary>
/// <param name="Text">The words.</param>
/// <param name="ThreadId">The thread that is about them; null for none.</param>
public sealed record DraftPiece(string Text, string? ThreadId);

/// <summary>A thread as it is shown.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Place">Where its passage stands now; null where it has none, or it is gone.</param>
/// <param name="Words">Its passage as it reads now; null where it has none, or it is gone.</param>
/// <param name="Names">The names of people by their accounts' ids.</param>
public sealed record ThreadView(CommentThread Thread, PassagePlace? Place, string? Words, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Whether it is settled.</summary>
    public bool IsResolved => Thread.ResolvedUtc is not null;

    /// <summary>Whether the passage that it is about can't be found for certain any more. The same words may still stand somewhere.</summary>
    public bool IsGone => Thread.Passage is not null && Place is null;

    /// <summary>Who said something, as people know them.</summary>
    public string NameOf(Comment comment) => Names.GetValueOrDefault(comment.UserId ?? "") ?? comment.UserName;

    /// <summary>Who settled it, as people know them.</summary>
    public string ResolvedBy => Names.GetValueOrDefault(Thread.ResolvedById ?? "") ?? "Somebody";
}

/// <summary>Puts drafts together with what is said about them.</summary>
public sealed class DraftTexts(ContentTexts texts, ICommentStore comments, IPeopleDirectory people)
{
    /// <summary>A version of an item with the threads about the item, each at the place where its passage stands in this version.</summary>
    public async Task<DraftText> OfAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var elements = (await texts.OfAsync([item], cancellationToken))[0].Where(element => IsFilledIn(element.Path)).ToList();
        var threads = await comments.ListAsync(item.ContentItemId, cancellationToken);
        var names = await people.NamesAsync(
            [.. threads.SelectMany(thread => thread.Comments.Select(comment => comment.UserId).Append(thread.ResolvedById)).OfType<string>().Distinct()], cancellationToken);
        var byPath = threads.ToLookup(thread => thread.Path);
        var paths = elements.Select(element => element.Path).ToHashSet();
        return new DraftText(
            [.. elements.Select(element => Field(element, byPath[element.Path], names)).Where(field => field.Lines.Count > 0 || field.Threads.Count > 0)],
            [.. threads.Where(thread => !paths.Contains(thread.Path)).Select(thread => new ThreadView(thread, null, null, names))], elements);
    }

    // What the program keeps by itself is on no form, and nobody has to be told about it.
    private static bool IsFilledIn(string path) => path[(path.LastIndexOf('.') + 1)..] is not (nameof(CommonPart) or nameof(LocalizationPart));

    private static DraftField Field(ElementText element, IEnumerable<CommentThread> threads, IReadOnlyDictionary<string, string> names)
    {
        List<ThreadView> views =
        [
            .. from thread in threads
               let place = thread.Passage?.FindIn(element.Text)
               orderby place?.Start ?? -1
               select new ThreadView(thread, place, place is { } found ? element.Text.Substring(found.Start, found.Length) : null, names),
        ];
        return new DraftField(element.Path, element.Label, Lines(element.Text, views.Where(view => !view.IsResolved)), views);
    }

    private static List<List<DraftPiece>> Lines(string text, IEnumerable<ThreadView> threads)
    {
        if (text.Length == 0)
            return [];
        // Of passages that lie in one another the shorter one is meant where both are.
        var places = threads.Where(thread => thread.Place is not null).OrderBy(thread => thread.Place!.Value.Length).ToList();
        int[] borders = [.. places.SelectMany(thread => (int[])[thread.Place!.Value.Start, thread.Place.Value.End]).Append(0).Append(text.Length).Distinct().Order()];
        var lines = new List<List<DraftPiece>> { new() };
        foreach (var (start, end) in borders.Zip(borders.Skip(1)))
        {
            var threadId = places.Find(thread => thread.Place!.Value.Start <= start && thread.Place.Value.End >= end)?.Thread.ThreadId;
            var parts = text[start..end].Split('\n');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                    lines.Add([]);
                if (parts[i].Length > 0)
                    lines[^1].Add(new DraftPiece(parts[i], threadId));
            }
        }
        return lines;
    }
}
