using System.Security.Claims;
using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;
using Mhg.Data.Tests.Databases;
using Mhg.Recipes;
using Mhg.Workflows.People;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Data.Tests.Identity;

public sealed class AccountTests(TestDatabases databases) : DatabaseTests(databases)
{
    private const string Accounts = """
        {"name":"accounts","steps":[
          {"name":"Roles","Roles":[
            {"Name":"Anonymous","Permissions":["View_Page"],"PermissionBehavior":"Replace"},
            {"Name":"Authenticated","Permissions":["ViewContent"]},
            {"Name":"Editor","Description":"Writes.","Permissions":["EditContent","FromAFeatureThatIsOff"],"PermissionBehavior":"Add"},
            {"Name":"Reviewer","Permissions":["PublishContent"]}]},
          {"name":"Users","Users":[
            {"UserName":"edith","UserId":"editor-1","Email":"edith@example.org","DisplayName":"Édith P.","PasswordHash":"HASH","IsEnabled":true,"RoleNames":["Editor"]},
            {"UserName":"ruth","UserId":"reviewer-1","Email":"ruth@example.org","PasswordHash":"HASH","RoleNames":["Reviewer","Editor"]},
            {"UserName":"gone","UserId":"gone-1","Email":"gone@example.org","IsEnabled":false,"RoleNames":["Reviewer"]}]}]}
        """;

    [Theory, EachDatabase]
    public async Task A_persons_roles_decide_what_they_may_do(DatabaseKind kind)
    {
        await using var site = await WithAccountsAsync(kind);

        var visitor = await ActorAsync(site, null);
        visitor.Roles.ShouldBe(["Anonymous"]);
        visitor.Can(ContentPermissions.ViewContent, "Page").ShouldBeTrue();
        visitor.Can(ContentPermissions.ViewContent, "Report").ShouldBeFalse();

        var editor = await ActorAsync(site, "editor-1");
        editor.UserName.ShouldBe("edith");
        editor.Roles.ShouldBe(["Authenticated", "Editor"], ignoreOrder: true);
        editor.Can(ContentPermissions.EditContent, "Report").ShouldBeTrue();
        editor.Can(ContentPermissions.PublishContent, "Report").ShouldBeFalse();

        foreach (var nobody in new[] { "gone-1", "never-was" })
            (await ActorAsync(site, nobody)).IsSignedIn.ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task A_change_of_roles_counts_from_the_next_request(DatabaseKind kind)
    {
        await using var site = await WithAccountsAsync(kind);
        (await ActorAsync(site, "editor-1")).Can(ContentPermissions.PublishContent).ShouldBeFalse();

        await site.In(async scope =>
        {
            var users = scope.Get<UserManager<MhgUser>>();
            (await users.AddToRoleAsync((await users.FindByIdAsync("editor-1"))!, "Reviewer")).Succeeded.ShouldBeTrue();
        });
        (await ActorAsync(site, "editor-1")).Can(ContentPermissions.PublishContent).ShouldBeTrue();

        await RunAsync(site, """{"name":"less","steps":[{"name":"Roles","Roles":[{"Name":"reviewer","Permissions":["PublishContent"],"PermissionBehavior":"Remove"}]}]}""");
        (await ActorAsync(site, "editor-1")).Can(ContentPermissions.PublishContent).ShouldBeFalse();

        await site.In(async scope =>
        {
            var users = scope.Get<UserManager<MhgUser>>();
            var user = (await users.FindByIdAsync("editor-1"))!;
            user.IsEnabled = false;
            (await users.UpdateAsync(user)).Succeeded.ShouldBeTrue();
        });
        (await ActorAsync(site, "editor-1")).IsSignedIn.ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task A_change_of_roles_that_is_taken_back_counts_for_nobody(DatabaseKind kind)
    {
        await using var site = await WithAccountsAsync(kind);

        await Should.ThrowAsync<InvalidDataException>(site.In(scope => scope.Unit.RunAsync<bool>(async token =>
        {
            var users = scope.Get<UserManager<MhgUser>>();
            await users.AddToRoleAsync((await users.FindByIdAsync("editor-1"))!, "Reviewer");
            throw new InvalidDataException();
        }, default)));

        (await ActorAsync(site, "editor-1")).Can(ContentPermissions.PublishContent).ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task The_recipe_of_accounts_runs_again_without_harm(DatabaseKind kind)
    {
        await using var site = await WithAccountsAsync(kind);
        await RunAsync(site, Accounts);

        await site.In(async scope =>
        {
            var role = (await scope.Get<RoleManager<MhgRole>>().FindByNameAsync("EDITOR"))!;
            role.Permissions.ShouldBe(["EditContent", "FromAFeatureThatIsOff"]);
            role.Description.ShouldBe("Writes.");
            var users = scope.Get<UserManager<MhgUser>>();
            var ruth = (await users.FindByNameAsync("ruth"))!;
            ruth.PasswordHash.ShouldBe("HASH");
            (await users.GetRolesAsync(ruth)).ShouldBe(["Editor", "Reviewer"], ignoreOrder: true);
            users.Users.Count().ShouldBe(3);
        });
    }

    [Fact]
    public async Task What_is_wrong_with_accounts_is_told_with_its_place()
    {
        await using var site = await StartAsync(DatabaseKind.Sqlite);

        var refusal = await Should.ThrowAsync<RecipeException>(RunAsync(site, """
            {"name":"bad","steps":[
              {"name":"Roles","Roles":[{"Permissions":[]},{"Name":"R","PermissionBehavior":"Maybe"}]},
              {"name":"Users","Users":[{"UserName":"a","Email":"nonsense"},{"UserName":"b","Email":"b@example.org","RoleNames":["Nobodies"]}]}]}
            """));

        refusal.Problems.Count.ShouldBe(4);
        refusal.Message.ShouldContain("A role needs a Name.");
        refusal.Message.ShouldContain("“Maybe” is no PermissionBehavior");
        refusal.Message.ShouldContain("The account “a” could not be stored");
        refusal.Message.ShouldContain("There is no role “Nobodies” for “b”.");
        (await site.In(async scope => (await scope.Get<People>().SearchAsync("")).Count)).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task People_are_found_by_role_id_and_name(DatabaseKind kind)
    {
        await using var site = await WithAccountsAsync(kind);

        (await site.In(scope => scope.Get<People>().InRolesAsync(["reviewer", "Editor"]))).Select(p => p.DisplayName).ShouldBe(["Édith P.", "ruth"]);
        (await site.In(scope => scope.Get<People>().SearchAsync("edith p"))).ShouldHaveSingleItem().UserName.ShouldBe("edith");
        (await site.In(scope => scope.Get<People>().SearchAsync("example.org", ["Reviewer"]))).ShouldHaveSingleItem().UserName.ShouldBe("ruth");
        (await site.In(scope => scope.Get<People>().FindByNameAsync("RUTH@example.org")))!.Id.ShouldBe("reviewer-1");
        (await site.In(scope => scope.Get<People>().FindByNameAsync("gone"))).ShouldBeNull();
        (await site.In(scope => scope.Get<People>().FindAsync(["gone-1", "never-was"]))).ShouldHaveSingleItem().UserName.ShouldBe("gone");
        (await site.In(scope => scope.Get<IPeople>().FindByNamesAsync(["EDITH", "gone"], default))).ShouldBe([new Person("editor-1", "edith", "edith@example.org") { DisplayName = "Édith P." }]);
        (await site.In(scope => Task.FromResult(scope.Get<IPeople>().Find("gone-1")))).ShouldBeNull();
    }

    [Fact]
    public async Task Only_an_account_that_is_on_may_sign_in()
    {
        await using var site = await WithAccountsAsync(DatabaseKind.Sqlite);

        await site.In(async scope =>
        {
            var users = scope.Get<UserManager<MhgUser>>();
            var confirmation = scope.Get<IUserConfirmation<MhgUser>>();
            (await confirmation.IsConfirmedAsync(users, (await users.FindByNameAsync("edith"))!)).ShouldBeTrue();
            (await confirmation.IsConfirmedAsync(users, (await users.FindByNameAsync("gone"))!)).ShouldBeFalse();
        });
    }

    private async Task<Site> WithAccountsAsync(DatabaseKind kind)
    {
        var site = await StartAsync(kind);
        await RunAsync(site, Accounts);
        return site;
    }

    private static Task<RecipeResult> RunAsync(Site site, string recipe) => site.In(scope => scope.Get<RecipeExecutor>().RunAsync(Recipe.Parse(recipe, "test.recipe.json")));

    private static Task<Actor> ActorAsync(Site site, string? userId)
    {
        var identity = userId is null ? new ClaimsIdentity() : new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId)], "test");
        return site.In(scope => scope.Get<Actors>().FromAsync(new ClaimsPrincipal(identity)).AsTask());
    }
}
