using System.Net;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.AccessTable;

/// <summary>Four documents for different readers, looked for on every page on which a document can be met.</summary>
[Collection(nameof(DemonstrationSite))]
public sealed class PerItemRightsTests(SiteFixture fixture)
{
    private const string FocusArea = "4focus00000000000000donors";

    private static readonly string[] Everybody = ["", "member", "trainer", "editor", "reviewer", "admin"];

    // A word that stands in these documents only; each has a second one of its own.
    private const string Word = "zephyrlight";

    private static readonly (string Title, string[] Audience, bool Published, string[] Readers)[] Documents =
    [
        ("Quartzopen for everybody", ["Public"], true, Everybody),
        ("Quartzinner for members", ["Members"], true, [.. Everybody.Skip(1)]),
        // Whoever edits all content reads all of it.
        ("Quartzrole for trainers", ["Trainers"], true, ["trainer", "editor", "reviewer", "admin"]),
        ("Quartzdraft of a document", ["Public"], false, []),
    ];

    private readonly RunningSite _site = fixture.Site;

    [Fact]
    public async Task Who_may_not_read_a_document_meets_it_nowhere()
    {
        await MakeTrainerAsync();
        foreach (var document in Documents)
            await WriteAsync(document.Title, document.Audience, document.Published);
        using var reviewer = await _site.SignInAsync("reviewer");
        await UntilFoundAsync(reviewer, expected: Documents.Count(document => document.Published));

        var wrong = new List<string>();
        foreach (var name in Everybody)
        {
            using var reader = name.Length == 0 ? _site.Visit() : await _site.SignInAsync(name);
            var pages = new Dictionary<string, string>();
            foreach (var page in (string[])["/documents", "/focus-areas/the-role-of-donors", $"/search?q={Word}", $"/search?q={Word}&type=Document", $"/api/search?q={Word}", "/"])
                pages[page] = await reader.ReadAsync(page);
            foreach (var (title, _, _, readers) in Documents)
            {
                var may = readers.Contains(name);
                foreach (var (page, html) in pages)
                {
                    // The home page has no room for all of the newest documents: it may leave one out, and must not show a closed one.
                    if (html.Contains(title, StringComparison.Ordinal) is var seen && seen != may && (seen || page != "/"))
                        wrong.Add($"{(name.Length == 0 ? "anonymous" : name)} {(seen ? "meets" : "does not meet")} “{title}” on {page}");
                }
                using var own = await reader.GetAsync(Path(title));
                if ((own.StatusCode == HttpStatusCode.OK) != may)
                    wrong.Add($"{(name.Length == 0 ? "anonymous" : name)} gets {(int)own.StatusCode} from {Path(title)}");
                var suggested = await reader.ReadAsync($"/api/search/suggest?q={title.Split(' ')[0].ToLowerInvariant()}");
                if (!may && suggested.Contains(title.Split(' ')[0], StringComparison.OrdinalIgnoreCase))
                    wrong.Add($"{(name.Length == 0 ? "anonymous" : name)} is suggested a word of “{title}”");
            }
            // Totals, too, count only what the reader may read.
            var total = (int)JsonNode.Parse(pages[$"/api/search?q={Word}"])!["total"]!;
            if (total != Documents.Count(document => document.Readers.Contains(name)))
                wrong.Add($"{(name.Length == 0 ? "anonymous" : name)} is told of {total} documents");
        }
        wrong.ShouldBeEmpty();
    }

    private async Task MakeTrainerAsync()
    {
        // The roles that content can be meant for are choices of a field; a network adds its own by a recipe.
        var recipe = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "recipes", "mhg.audience.recipe.json")))!;
        recipe["steps"]![0]!["ContentParts"]![0]!["ContentPartFieldDefinitionRecords"]![0]!["Settings"]!["MultiTextFieldSettings"]!["Options"]!.AsArray()
            .Add(new JsonObject { ["name"] = "Trainers", ["value"] = "Trainers" });
        await _site.InAsync(services => services.GetRequiredService<RecipeExecutor>().RunAsync(Recipe.Parse(recipe.ToJsonString())));
        using var admin = await _site.SignInAsync("admin");
        (await admin.PostAsync("/admin/roles/new", [("Input.Name", "Trainers"), ("Input.Description", "They hold the trainings.")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.PostAsync("/admin/users/new",
        [
            ("Input.UserName", "trainer"), ("Input.Email", "trainer@example.org"), ("Input.Roles", "Member"), ("Input.Roles", "Trainers"),
            ("Password", Setup.SiteSetup.DemonstrationPassword),
        ])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private Task<string> WriteAsync(string title, string[] audience, bool publish) => _site.InAsync(async services =>
    {
        services.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        var contents = services.GetRequiredService<ContentManager>();
        var document = await contents.NewAsync("Document");
        document.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        document.Content["AutoroutePart"] = new JsonObject { ["Path"] = Path(title)[1..] };
        document.Content["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>{Word} {title.Split(' ')[0]}</p>" };
        document.Content["AudiencePart"] = new JsonObject { ["Readers"] = new JsonObject { ["Values"] = new JsonArray([.. audience.Select(reader => JsonValue.Create(reader))]) } };
        document.Content["Document"] = new JsonObject
        {
            ["Kind"] = new JsonObject { ["Text"] = "report" },
            ["Date"] = new JsonObject { ["Value"] = "2031-01-01T00:00:00Z" },
            ["FocusAreas"] = new JsonObject { ["ContentItemIds"] = new JsonArray(FocusArea) },
        };
        await contents.SaveDraftAsync(document);
        if (publish)
            await contents.PublishAsync(document.ContentItemId);
        return document.ContentItemId;
    });

    /// <summary>Publishing is found within a second; a busy machine is given longer.</summary>
    private static async Task UntilFoundAsync(Visitor reader, int expected)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            using var answer = await reader.GetAsync($"/api/search?q={Word}");
            if (answer.IsSuccessStatusCode && (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["total"]! == expected)
                return;
            await Task.Delay(200);
        }
        throw new TimeoutException("What was published is not found.");
    }

    private static string Path(string title) => "/documents/" + title.Replace(' ', '-').ToLowerInvariant();
}
