using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.Comparing;

namespace Mhg.Web.Editing;

/// <summary>Two texts of one item, written at the same time.</summary>
/// <param name="Mine">What was to be saved.</param>
/// <param name="Theirs">What is there now.</param>
/// <param name="Fields">What differs, in the order of the form.</param>
public sealed record Conflict(ContentItem Mine, ContentItem Theirs, IReadOnlyList<ConflictField> Fields)
{
    /// <summary>The form name of a field's choice.</summary>
    public static string Name(string path) => "take|" + path;
}

/// <summary>A part or field that differs, an entry of a list on the form that only one of the texts has, or the order of its entries.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Mine">What it was to say; null for an entry that was not to be there.</param>
/// <param name="Theirs">What it says now; null for an entry that is not there.</param>
/// <param name="TakesTheirs">Whether theirs is the better guess: only they changed it.</param>
public sealed record ConflictField(string Path, string Label, string? Mine, string? Theirs, bool TakesTheirs);

/// <summary>Shows both texts where two people changed an item, and puts together what is to be kept of each.</summary>
public sealed class Conflicts(ContentDefinitions definitions, ContentManager contents, ContentTexts texts)
{
    private const string Theirs = "theirs";

    /// <summary>What differs between two versions that both came from a third.</summary>
    public async Task<Conflict> BetweenAsync(ContentItem mine, ContentItem theirs, string basedOn, CancellationToken cancellationToken)
    {
        var opened = await contents.GetVersionAsync(basedOn, cancellationToken) ?? theirs;
        var model = await definitions.ModelAsync(cancellationToken);
        var said = await texts.OfAsync([mine, theirs], cancellationToken);
        var fields = new List<ConflictField>();
        Compare(mine, theirs, opened, "");
        return new Conflict(mine, theirs, fields);

        void Compare(ContentItem mine, ContentItem theirs, ContentItem? opened, string path)
        {
            foreach (var element in model.OwnElements(mine, path).ToList())
            {
                var (own, other, old) = (Data(mine, element), Data(theirs, element), Data(opened, element));
                if (ContentEquality.AreSame(own, other))
                    continue;
                if (element.Type is BagPart)
                    CompareEntries(element.Path, BagPart.Items(own), BagPart.Items(other), BagPart.Items(old));
                // A part with fields differs where its fields do; they come on their own.
                else if (element.Field is not null || model.Parts.GetValueOrDefault(element.Part.PartName)?.Fields.Count is null or 0)
                    fields.Add(new ConflictField(element.Path, Label(element.Path), Say(said[0], element.Path), Say(said[1], element.Path), ContentEquality.AreSame(own, old)));
            }
        }

        void CompareEntries(string path, IEnumerable<ContentItem> mine, IEnumerable<ContentItem> theirs, IEnumerable<ContentItem> opened)
        {
            var (own, other, old) = (Entries.Of(mine), Entries.Of(theirs), Entries.Of(opened));
            var label = Label(path);
            foreach (var id in own.Ids.Union(other.Ids))
            {
                var entry = Entries.Path(path, id);
                if (own.ById.TryGetValue(id, out var one) & other.ById.TryGetValue(id, out var another))
                {
                    Compare(one!, another!, old.ById.GetValueOrDefault(id), entry + ".");
                }
                else
                {
                    fields.Add(new ConflictField(
                        entry, $"{label} {(one is null ? other : own).Ids.IndexOf(id) + 1}", one is null ? null : Say(said[0], entry), another is null ? null : Say(said[1], entry),
                        ContentEquality.AreSame(one?.Content, old.ById.GetValueOrDefault(id)?.Content)));
                }
            }
            if (!own.Ids.Where(other.ById.ContainsKey).SequenceEqual(other.Ids.Where(own.ById.ContainsKey)))
            {
                fields.Add(new ConflictField(
                    path, $"{label}: order", InOrder(said[0], path, own.Ids), InOrder(said[1], path, other.Ids),
                    own.Ids.Where(old.ById.ContainsKey).SequenceEqual(old.Ids.Where(own.ById.ContainsKey))));
            }
        }

        string Label(string path) => said[0].Concat(said[1]).First(text => text.Path == path).Label;
    }

    /// <summary>Puts into an item what was chosen of the version that it is to be saved over.</summary>
    /// <param name="item">The item with the person's own text, based on that version.</param>
    /// <param name="form">The form, with a choice a field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task TakeAsync(ContentItem item, IFormCollection form, CancellationToken cancellationToken)
    {
        if (!form.Keys.Any(name => name.StartsWith(Conflict.Name(""), StringComparison.Ordinal))
            || await contents.GetVersionAsync(item.ContentItemVersionId, cancellationToken) is not { } theirs)
            return;
        var model = await definitions.ModelAsync(cancellationToken);
        var others = model.Elements(theirs).DistinctBy(element => element.Path).ToDictionary(element => element.Path, element => element.Data);
        foreach (var element in model.Elements(item))
        {
            var other = others.GetValueOrDefault(element.Path);
            if (element.Type is BagPart)
            {
                var merged = Entries.Merge(element.Path, BagPart.Items(element), BagPart.Items(other), path => form[Conflict.Name(path)] == Theirs);
                element.Data["ContentItems"] = new JsonArray([.. merged.Select(entry => entry.Content.DeepClone())]);
            }
            else if (form[Conflict.Name(element.Path)] == Theirs)
            {
                element.Data.Clear();
                foreach (var (name, value) in other ?? [])
                    element.Data[name] = value?.DeepClone();
            }
        }
    }

    private static JsonObject? Data(ContentItem? item, ElementContext element) =>
        element.Field is { } field ? item?.Field(element.Part.Name, field.Name) : item?.Part(element.Part.Name);

    /// <summary>What a text says at a place, and below it what each part of it is called.</summary>
    private static string Say(IEnumerable<ElementText> texts, string path) => string.Join('\n', texts
        .Where(text => text.Text.Length > 0 && (text.Path == path || text.Path.StartsWith(path + ".", StringComparison.Ordinal)))
        .Select(text => text.Path == path ? text.Text : $"{text.Label}: {text.Text}"));

    /// <summary>Entries by the first thing that each says.</summary>
    private static string InOrder(IReadOnlyList<ElementText> texts, string path, IEnumerable<string> ids) => string.Join('\n', ids.Select((id, index) =>
        $"{index + 1}. {texts.FirstOrDefault(text => text.Text.Length > 0 && text.Path.StartsWith(Entries.Path(path, id) + ".", StringComparison.Ordinal))?.Text}"));

    /// <summary>The entries of a list on the form.</summary>
    /// <param name="Ids">Their ids in order.</param>
    /// <param name="ById">The entries.</param>
    private sealed record Entries(List<string> Ids, Dictionary<string, ContentItem> ById)
    {
        public static Entries Of(IEnumerable<ContentItem> items)
        {
            var distinct = items.DistinctBy(item => item.ContentItemId).ToList();
            return new Entries([.. distinct.Select(item => item.ContentItemId)], distinct.ToDictionary(item => item.ContentItemId));
        }

        public static string Path(string list, string id) => $"{list}[{id}]";

        /// <summary>
        /// The entries of both lists that are to be kept: an entry that one of them lacks stays or goes as was chosen for it, and
        /// those that both have stand in the order that was chosen for the list.
        /// </summary>
        public static IEnumerable<ContentItem> Merge(string list, IEnumerable<ContentItem> mine, IEnumerable<ContentItem> theirs, Func<string, bool> takesTheirs)
        {
            var (own, other) = (Of(mine), Of(theirs));
            var kept = own.Ids.Where(id => other.ById.ContainsKey(id) || !takesTheirs(Path(list, id))).ToList();
            if (takesTheirs(list))
            {
                var places = new Queue<string>(other.Ids.Where(own.ById.ContainsKey));
                kept = [.. kept.Select(id => other.ById.ContainsKey(id) ? places.Dequeue() : id)];
            }
            // Each of theirs alone comes behind the entry that it stands behind in their list.
            foreach (var (before, id) in other.Ids.Prepend("").Zip(other.Ids).Where(pair => !own.ById.ContainsKey(pair.Second) && takesTheirs(Path(list, pair.Second))))
                kept.Insert(kept.IndexOf(before) + 1, id);
            return kept.Select(id => own.ById.GetValueOrDefault(id) ?? other.ById[id]);
        }
    }
}
