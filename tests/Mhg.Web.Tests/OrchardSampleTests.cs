using System.Net;
using Mhg.Data.Identity;
using Mhg.Web.Tests.Editing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests;

/// <summary>A site that is made of the recipe that ran on a real Orchard Core, and of nothing else but roles: its pages, and its review by hand.</summary>
public sealed class OrchardSampleTests : IAsyncLifetime
{
    private const string Password = "a sentence of several words";
    private const string Workshop = "4works0000000000000000one1";

    private readonly DirectoryInfo _recipes = Directory.CreateTempSubdirectory("mhg-orchard-");
    private RunningSite _site = null!;

    public async Task InitializeAsync()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchard-sample.recipe.json"), Path.Combine(_recipes.FullName, "orchard-sample.recipe.json"));
        await File.WriteAllTextAsync(Path.Combine(_recipes.FullName, "sample.setup.recipe.json"), """
            { "name": "sample.setup", "displayName": "The sample", "issetuprecipe": true,
              "steps": [ { "name": "recipes", "Values": [ { "name": "mhg.roles" }, { "name": "OrchardSample" } ] } ] }
            """);
        _site = await RunningSite.StartAsync(demonstration: false, settings: $"--Site:RecipesPaths:0={_recipes.FullName}");
        using var founder = _site.Visit();
        using var made = await founder.PostAsync("/setup",
        [
            ("Input.SiteName", "Sample"), ("Input.UserName", "admin"), ("Input.Email", "admin@example.org"), ("Input.Password", Password), ("Input.RecipeName", "sample.setup"),
        ]);
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
        await _site.InAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<MhgUser>>();
            foreach (var role in (string[])["Editor", "Reviewer"])
            {
                var user = new MhgUser { UserName = role, Email = $"{role}@example.org" };
                (await users.CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
                (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
            }
            return true;
        });
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _recipes.Delete(recursive: true);
    }

    [Fact]
    public async Task The_focus_area_is_read_and_found_and_its_script_reaches_neither_page()
    {
        using var reader = await _site.SignInAsync("Reviewer", Password);

        var page = await PageForm.OpenAsync(reader, "/focus-areas/health-systems");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Title.ShouldBe("Health systems");
        var text = page.Page.QuerySelector("main")!.TextContent;
        text.ShouldContain("Care that fails migrant workers");
        text.ShouldContain("remittances and care");
        text.ShouldContain("HIV");
        page.Page.Scripts.ShouldAllBe(script => script.Source != null, "no script of the recipe's own");
        page.Page.Source.Text.ShouldNotContain("not sanitized");

        // By its title: the recipe puts no field into the full text. The index follows its definition, which came after the start.
        var found = "";
        for (var attempt = 0; attempt < 100 && !found.Contains("Health systems", StringComparison.Ordinal); attempt++)
        {
            await Task.Delay(100);
            found = await reader.ReadAsync("/search?q=health");
        }
        found.ShouldContain("Health systems");
        found.ShouldNotContain("not sanitized");
    }

    [Fact]
    public async Task The_workshop_is_submitted_returned_submitted_again_and_approved_by_hand()
    {
        using var editor = await _site.SignInAsync("Editor", Password);
        using var reviewer = await _site.SignInAsync("Reviewer", Password);
        using (var unseen = await reviewer.GetAsync($"/content/{Workshop}"))
            unseen.StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is a draft");

        var form = await PageForm.OpenAsync(editor, $"/content/{Workshop}/edit");
        form["Workshop.Venue.Text"].ShouldBe(["KL"]);
        form["Workshop.Objectives.Html"].ShouldBe(["<ol><li>one</li></ol>"]);
        form = await form.PressAsync(form.Button("Save and submit for review"));
        form.Page.Body!.TextContent.ShouldContain("waits for a review");

        (await reviewer.ReadAsync("/review")).ShouldContain("MHG workshop");
        (await reviewer.ReadAsync($"/review/{Workshop}")).ShouldContain("As readers will see it");
        await DecideAsync("Request changes", "Where is the programme?");
        (await reviewer.ReadAsync("/review")).ShouldNotContain($"/review/{Workshop}");
        (await editor.ReadAsync($"/content/{Workshop}/history")).ShouldContain("Where is the programme?");

        form = await PageForm.OpenAsync(editor, $"/content/{Workshop}/edit");
        form = await form.Set("Workshop.Venue.Text", "Kuala Lumpur").PressAsync(form.Button("Save and submit for review"));
        form.Page.Body!.TextContent.ShouldContain("waits for a review");
        await DecideAsync("Approve", "");

        var address = "/" + (await PageForm.OpenAsync(editor, $"/content/{Workshop}/edit"))["AutoroutePart.Path"].Single();
        var page = await reviewer.ReadAsync(address);
        page.ShouldContain("<h1");
        page.ShouldContain("Kuala Lumpur");
        // A further change is a draft that has to be submitted anew; readers see what was approved.
        form = await PageForm.OpenAsync(editor, $"/content/{Workshop}/edit");
        form = await form.Set("Workshop.Venue.Text", "Penang").PressAsync("save");
        form.Button("Save and submit for review").ShouldNotBeNull();
        (await reviewer.ReadAsync(address)).ShouldNotContain("Penang");

        async Task DecideAsync(string decision, string comment)
        {
            using var answer = await reviewer.PostAsync($"/review/{Workshop}", [("decision", decision), ("Input.Comment", comment)]);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        }
    }
}
