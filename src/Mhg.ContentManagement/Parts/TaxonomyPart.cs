using System.Text.Json.Nodes;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Parts;

/// <summary>The terms of a taxonomy, as a tree of contained items.</summary>
public sealed class TaxonomyPart : ContentPartType
{
    /// <inheritdoc/>
    public override string Name => nameof(TaxonomyPart);

    /// <summary>All terms of a taxonomy item, parents before their children.</summary>
    /// <returns>Each term with its depth, 0 for the roots.</returns>
    public static IEnumerable<(ContentItem Term, int Depth)> Terms(ContentItem taxonomy)
    {
        var open = new Stack<(JsonObject Json, int Depth)>();
        Push(taxonomy.Part(nameof(TaxonomyPart)), 0);
        while (open.TryPop(out var next))
        {
            if (ContentItem.Contained(next.Json) is { } term)
                yield return (term, next.Depth);
            Push(next.Json, next.Depth + 1);
        }

        void Push(JsonObject? holder, int depth)
        {
            if (holder?["Terms"] is not JsonArray terms)
                return;
            foreach (var term in terms.OfType<JsonObject>().Reverse())
                open.Push((term, depth));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) => Terms(element.Item).Select(entry => entry.Term.DisplayText);

    /// <inheritdoc/>
    // One line a term, a hyphen for each level; a line keeps the term that bore its text.
    public override void Read(ElementContext element, FormValues form)
    {
        if (!form.Has(element.Path + ".Terms"))
            return;
        var known = Terms(element.Item).ToLookup(entry => entry.Term.DisplayText, entry => entry.Term.Content);
        var used = new HashSet<string>();
        var termType = element.Text("TermContentType") ?? "";
        var roots = new JsonArray();
        var parents = new List<JsonObject>();
        foreach (var line in form.Value(element.Path + ".Terms").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var title = line.TrimStart('-').Trim();
            if (title.Length == 0)
                continue;
            var depth = Math.Min(line.Length - line.TrimStart('-').Length, parents.Count);
            var term = known[title].FirstOrDefault(candidate => used.Add((string?)candidate[nameof(ContentItem.ContentItemId)] ?? ""))?.DeepClone().AsObject()
                ?? new JsonObject { [nameof(ContentItem.ContentItemId)] = ContentId.New(), [nameof(ContentItem.ContentType)] = termType };
            term.Remove("Terms");
            term[nameof(ContentItem.DisplayText)] = title;
            term[nameof(TitlePart)] = new JsonObject { ["Title"] = title };
            parents.RemoveRange(depth, parents.Count - depth);
            if (depth == 0)
                roots.Add(term);
            else if (parents[^1]["Terms"] is JsonArray siblings)
                siblings.Add(term);
            else
                parents[^1]["Terms"] = new JsonArray(term);
            parents.Add(term);
        }
        element.Data["Terms"] = roots;
    }
}
