using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mhg.Expressions;
using Mhg.Expressions.Liquid;

namespace Mhg.RecipeData.Tests;

public sealed partial class TemplateTests
{
    // Orchard Core's filter that finds users; workflows have it here too.
    private static readonly LiquidFilters Filters = new LiquidFilters().Add("users_by_id", (id, _) => new JsonObject { ["UserName"] = $"name-of-{id}" });

    [Fact]
    public void The_full_text_of_an_item_holds_what_its_text_fields_say()
    {
        foreach (var item in Items.TopLevel.Where(item => Definitions.Types[Items.Type(item)].IsReviewed))
        {
            var template = Definitions.Types[Items.Type(item)].Settings["FullTextAspectSettings"]!.Text("FullTextTemplate");
            var fullText = Spaces().Replace(Render(template, Scope(item)), " ");

            foreach (var words in Texts(item))
                fullText.ShouldContain(words, customMessage: Items.Id(item));
        }
    }

    [Fact]
    public void An_address_is_made_of_the_folder_of_the_type_and_the_title()
    {
        foreach (var item in Items.TopLevel.Where(item => item["AutoroutePart"] is not null))
        {
            var pattern = Definitions.Types[Items.Type(item)].Part("AutoroutePart")!.Settings["AutoroutePartSettings"]!.Text("Pattern");

            var made = Render(pattern, Scope(item));

            made.ShouldMatch("^[a-z-]+/[a-z0-9-]+$");
            item["AutoroutePart"]!.Text("Path").Split('/')[0].ShouldBe(made.Split('/')[0]);
        }
    }

    [Fact]
    public void All_reviewers_are_told_by_name()
    {
        var notify = RecipeFile.Named("mhg.review").Steps("WorkflowType").Single()["data"]![0]!["Activities"].Objects()
            .Single(activity => activity.Text("Name") == "NotifyUserTask");
        var workflow = JsonNode.Parse("""{ "Output": { "Reviewers": { "1": "id1", "2": "id2" } }, "Input": { "ContentItem": { "DisplayText": "Dams" } } }""");
        var scope = new ExpressionScope().Set("Workflow", workflow);

        Render(notify["Properties"]!["UserNames"]!.Text("Expression"), scope).ShouldBe("NAME-OF-ID1,NAME-OF-ID2");
        Render(notify["Properties"]!["Subject"]!.Text("Expression"), scope).ShouldBe("For review: Dams");
    }

    private static string Render(string template, ExpressionScope scope) => LiquidTemplate.Parse(template, Filters).Render(scope);

    private static ExpressionScope Scope(JsonObject item) =>
        new ExpressionScope().Set("Model", new Dictionary<string, object?>
        {
            ["ContentItem"] = new JsonObject { ["DisplayText"] = item.Text("DisplayText"), ["Content"] = item.DeepClone() },
        });

    /// <summary>The words of an item and of what is in its bags, HTML without its tags; the title, contact details and choices from lists apart.</summary>
    private static IEnumerable<string> Texts(JsonObject item)
    {
        var inside = Items.PartsOf(item).SelectMany(part => part.Value["ContentItems"].Objects()).Append(item).Select(Items.Id).ToHashSet();
        return
            from found in Items.Fields()
            where inside.Contains(Items.Id(found.Item)) && found.Field.Part != "ContactPart" && !found.Field.PredefinedValues.Any()
            from words in found.Field.Kind switch
            {
                "TextField" => [found.Data.Text("Text")],
                "HtmlField" => Tag().Split(found.Data.Text("Html")),
                _ => Array.Empty<string>(),
            }
            let line = Spaces().Replace(words, " ").Trim()
            where line.Length > 0
            select line;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
