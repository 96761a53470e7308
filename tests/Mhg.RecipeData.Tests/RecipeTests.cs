using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

public sealed class RecipeTests
{
    [Fact]
    public void A_recipe_bears_the_name_of_its_file_and_says_what_it_does()
    {
        foreach (var recipe in RecipeFile.All.Values)
        {
            recipe.Root.Text("name").ShouldBe(recipe.FileName);
            recipe.Root.Text("description").ShouldNotBeEmpty();
            new FileInfo(recipe.Path).Length.ShouldBeLessThan(300_000);
        }
    }

    [Fact]
    public void The_setup_runs_every_other_recipe_once_but_the_one_that_takes_the_place_of_another()
    {
        var run = SetupOrder();

        run.Order().ShouldBe(RecipeFile.All.Keys.Except(["mhg.setup", "mhg.review-in-stages"]).Order());
        RecipeFile.All.Values.Where(recipe => recipe.Root.Flag("issetuprecipe")).ShouldHaveSingleItem().FileName.ShouldBe("mhg.setup");
    }

    [Fact]
    public void A_recipe_runs_after_those_that_define_what_it_uses()
    {
        var order = SetupOrder();
        Func<string, int> At = order.IndexOf;
        var definitions = order.Where(name => RecipeFile.Named(name).Steps("ContentDefinition").Any()).ToList();

        definitions.ShouldAllBe(name => At("mhg.audience") <= At(name));
        definitions.ShouldAllBe(name => At(name) < At("mhg.sample"));
        At("mhg.roles").ShouldBeLessThan(At("mhg.public-access"));
        At("mhg.review").ShouldBeLessThan(At("mhg.sample"));
        At("mhg.review").ShouldBeGreaterThan(At("mhg.roles"));
    }

    [Fact]
    public void Editors_and_reviewers_cannot_publish_and_nobody_reads_everything_unasked()
    {
        // What Orchard Core grants these two by default, before the recipe runs.
        var granted = Grants(RecipeFile.Named("mhg.roles"), new()
        {
            ["Editor"] = ["PublishContent", "EditContent", "DeleteContent", "PublishOwnContent"],
            ["Anonymous"] = ["ViewContent"],
        });

        granted["Editor"].ShouldContain("EditContent");
        foreach (var role in granted.Keys.Where(role => role != "Administrator"))
            granted[role].ShouldNotContain(permission => permission.StartsWith("Publish", StringComparison.Ordinal) || permission == "SiteOwner");
        granted["Anonymous"].ShouldNotContain("ViewContent");
        granted["Authenticated"].ShouldNotContain("ViewContent");
        granted["Member"].ShouldContain("ViewContent");
    }

    [Fact]
    public void Public_access_opens_each_reviewed_type_by_its_own_permission()
    {
        var granted = Grants(RecipeFile.Named("mhg.public-access"), []);

        granted["Anonymous"].Where(permission => permission.StartsWith("View", StringComparison.Ordinal)).Order()
            .ShouldBe(Definitions.ReviewedTypes.Select(type => "View_" + type.Name).Order());
    }

    [Fact]
    public void The_index_holds_the_reviewed_types_and_the_site_search_and_queries_use_it()
    {
        var archive = RecipeFile.Named("mhg.archive");
        var index = archive.Steps("lucene-index").Single()["Indices"].Objects().Single()["Archive"]!.AsObject();

        index["IndexedContentTypes"].Texts().Order().ShouldBe(Definitions.ReviewedTypes.Select(type => type.Name).Order());
        index.Flag("IndexLatest").ShouldBeFalse();
        archive.Steps("settings").Single()["LuceneSettings"]!.Text("SearchIndex").ShouldBe("Archive");
        archive.Steps("queries").Single()["Queries"].Objects().ShouldAllBe(query => query.Text("Index") == "Archive");
    }

    private static List<string> SetupOrder() =>
        [.. RecipeFile.Named("mhg.setup").Steps("recipes").Single()["Values"].Objects().Select(run => run.Text("name"))];

    private static Dictionary<string, HashSet<string>> Grants(RecipeFile recipe, Dictionary<string, HashSet<string>> granted)
    {
        foreach (var role in recipe.Steps("Roles").SelectMany(step => step["Roles"].Objects()))
        {
            var permissions = granted.TryGetValue(role.Text("Name"), out var known) ? known : granted[role.Text("Name")] = [];
            switch (role.Text("PermissionBehavior"))
            {
                case "Add":
                    permissions.UnionWith(role["Permissions"].Texts());
                    break;
                case "Remove":
                    permissions.ExceptWith(role["Permissions"].Texts());
                    break;
                case var other:
                    throw new InvalidDataException($"{recipe.FileName} has PermissionBehavior \"{other}\", which would replace what an existing site granted.");
            }
        }

        return granted;
    }
}
