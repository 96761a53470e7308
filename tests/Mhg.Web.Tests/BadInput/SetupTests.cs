using System.Net;
using Mhg.Recipes;
using Mhg.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.BadInput;

/// <summary>The first visit to a site in production.</summary>
public sealed class SetupTests
{
    private const string Password = "a sentence of several words";

    [Fact]
    public async Task A_weak_password_keeps_the_form_and_the_site_can_be_made_after_it_once()
    {
        await using var site = await RunningSite.StartAsync(demonstration: false);
        using var visitor = site.Visit();
        using (var anywhere = await visitor.GetAsync("/workshops"))
            anywhere.Headers.Location!.ToString().ShouldBe("/setup");
        using (var weak = await visitor.PostAsync("/setup", Form("Our network", "short")))
        {
            weak.StatusCode.ShouldBe(HttpStatusCode.OK);
            var page = await weak.Content.ReadAsStringAsync();
            page.ShouldContain("Use 12 characters or more");
            page.ShouldContain("value=\"Our network\"");
        }
        using (var made = await visitor.PostAsync("/setup", Form("Our network", Password)))
            made.Headers.Location!.ToString().ShouldBe("/sign-in");
        using (var closed = await visitor.GetAsync("/setup"))
            closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (await site.SignInAsync("founder", Password)) { }
        (await visitor.ReadAsync("/")).ShouldContain("Our network");
        // No demonstration accounts in production.
        using var demonstration = await visitor.PostAsync("/sign-in", [("Input.UserName", "admin"), ("Input.Password", Setup.SiteSetup.DemonstrationPassword)]);
        demonstration.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_people_who_set_up_at_once_make_one_site()
    {
        await using var site = await RunningSite.StartAsync(demonstration: false);
        using var first = site.Visit();
        using var second = site.Visit();
        var answers = await Task.WhenAll(first.PostAsync("/setup", Form("First", Password)), second.PostAsync("/setup", Form("Second", Password)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect).ShouldBe(1);
        answers.Count(answer => answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound).ShouldBe(1);
        using (await site.SignInAsync("founder", Password)) { }
    }

    [Fact]
    public async Task A_recipe_that_was_run_before_does_not_close_the_setup_and_another_process_that_sets_up_does()
    {
        await using var site = await RunningSite.StartAsync(demonstration: false);
        using var visitor = site.Visit();
        await site.InAsync(async services => await services.GetRequiredService<RecipeExecutor>().RunAsync(
            Recipe.Parse("""{"name": "ours", "steps": [{"name": "settings", "SiteName": "Ours"}]}""")));
        using (var anywhere = await visitor.GetAsync("/workshops"))
            anywhere.Headers.Location!.ToString().ShouldBe("/setup");

        await using (var other = Site.Build(["--contentRoot", AppContext.BaseDirectory, "--environment", "Production", $"--Site:DataPath={site.Folder}"]))
        {
            await using var scope = other.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Setup.SiteSetup>()
                .MakeAsync(new("Ours", Setup.SiteSetup.UsualRecipe, new("founder", "founder@example.org", Password)), default);
        }

        using (var closed = await visitor.GetAsync("/setup"))
            closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (await site.SignInAsync("founder", Password)) { }
    }

    private static (string, string)[] Form(string name, string password) =>
    [
        ("Input.SiteName", name), ("Input.UserName", "founder"), ("Input.Email", "founder@example.org"), ("Input.Password", password), ("Input.RecipeName", Setup.SiteSetup.UsualRecipe),
    ];
}
