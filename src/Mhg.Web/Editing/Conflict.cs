using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
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

/// <summary>A part or field that differs.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Mine">What it was to say.</param>
/// <param name="Theirs">What it says now.</param>
/// <param name="TakesTheirs">Whether theirs is the better guess: only they changed it.</param>
public sealed record ConflictField(string Path, string Label, string Mine, string Theirs, bool TakesTheirs);

/// <summary>Shows both texts where two people changed an item, and puts together what is to be kept of each.</summary>
public sealed class Conflicts(ContentDefinitions definitions, ContentManager contents, ContentTexts texts)
{
    private const string Theirs = "theirs";

    /// <summary>What differs between two versions that both came from a third.</summary>
    public async Task<Conflict> BetweenAsync(ContentItem mine, ContentItem theirs, string basedOn, CancellationToken cancellationToken)
    {
        var opened = await contents.GetVersionAsync(basedOn, cancellationToken) ?? theirs;
        var model = await definitions.ModelAsync(cancellationToken);
        var said = (await texts.OfAsync([mine, theirs], cancellationToken)).Select(all => all.ToLookup(Owner)).ToList();
        var fields = new List<ConflictField>();
        foreach (var element in model.OwnElements(mine).ToList())
        {
            var (own, other, old) = (Data(mine, element.Path), Data(theirs, element.Path), Data(opened, element.Path));
            if (ContentEquality.AreSame(own, other))
                continue;
            // A part with fields differs where its fields do; they come on their own.
            if (element.Field is null && model.Parts.GetValueOrDefault(element.Part.PartName)?.Fields.Count > 0)
                continue;
            fields.Add(new ConflictField(element.Path, element.Label, Say(said[0], element.Path), Say(said[1], element.Path), ContentEquality.AreSame(own, old)));
        }
        return new Conflict(mine, theirs, fields);

        string Owner(ElementText text) => text.Path.IndexOf('[', StringComparison.Ordinal) is var bag and >= 0 ? text.Path[..bag] : text.Path;
        string Say(ILookup<string, ElementText> all, string path) =>
            string.Join('\n', all[path].Where(text => text.Text.Length > 0).Select(text => text.Path == path ? text.Text : $"{text.Label}: {text.Text}"));
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
        foreach (var element in model.OwnElements(item))
        {
            if (form[Conflict.Name(element.Path)] != Theirs)
                continue;
            element.Data.Clear();
            foreach (var (name, value) in Data(theirs, element.Path) ?? [])
                element.Data[name] = value?.DeepClone();
        }
    }

    private static JsonObject? Data(ContentItem item, string path) =>
        path.Split('.') is [var part, var field] ? item.Field(part, field) : item.Part(path);
}
