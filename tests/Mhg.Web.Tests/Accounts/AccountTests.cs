using System.Net;
using Mhg.Data.Identity;
using Mhg.Web.Setup;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Accounts;

/// <summary>People and their accounts, through the pages.</summary>
[Collection(nameof(DemonstrationSite))]
public sealed class AccountTests(SiteFixture fixture)
{
    private const string NewPassword = "a sentence of several words";

    private readonly RunningSite _site = fixture.Site;

    [Fact]
    public async Task Who_is_not_signed_in_comes_back_to_the_page_they_asked_for()
    {
        using var visitor = _site.Visit();
        using var asked = await visitor.GetAsync("/account");
        var signIn = asked.Headers.Location!.ToString();
        signIn.ShouldEndWith("/sign-in?returnUrl=%2Faccount");
        using var answer = await visitor.PostAsync(new Uri(signIn).PathAndQuery, [("Input.UserName", "member"), ("Input.Password", SiteSetup.DemonstrationPassword)], new Uri(signIn).PathAndQuery);
        answer.Headers.Location!.ToString().ShouldBe("/account");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("mhg.account=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }

    [Fact]
    public async Task Sign_in_leads_to_no_other_site()
    {
        using var visitor = _site.Visit();
        using var answer = await visitor.PostAsync("/sign-in?returnUrl=https%3A%2F%2Fexample.com%2F", [("Input.UserName", "member"), ("Input.Password", SiteSetup.DemonstrationPassword)]);
        answer.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_until_an_administrator_unlocks_it()
    {
        var id = await AddAsync("locked", "Member");
        using var visitor = _site.Visit();
        for (var i = 0; i < 5; i++)
            using (await visitor.PostAsync("/sign-in", [("Input.UserName", "locked"), ("Input.Password", "not the password")])) { }
        using (var refused = await visitor.PostAsync("/sign-in", [("Input.UserName", "locked"), ("Input.Password", SiteSetup.DemonstrationPassword)]))
            (await refused.Content.ReadAsStringAsync()).ShouldContain("locked for a while");
        using var admin = await _site.SignInAsync("admin");
        (await admin.ReadAsync("/admin/users?q=locked")).ShouldContain("Locked for a while");
        using (var unlocked = await admin.PostAsync($"/admin/users/{id}?handler=Unlock", []))
            unlocked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (await _site.SignInAsync("locked")) { }
    }

    [Fact]
    public async Task A_person_changes_name_zone_and_password()
    {
        await AddAsync("kanya", "Member");
        using var kanya = await _site.SignInAsync("kanya");
        using (var saved = await kanya.PostAsync("/account", [("Input.DisplayName", "Kanya Sukjai"), ("Input.Email", "kanya@example.org"), ("Input.TimeZone", "Asia/Bangkok")]))
            saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await kanya.ReadAsync("/account");
        page.ShouldContain("Kanya Sukjai");
        page.ShouldContain("Bangkok (UTC+07:00)");
        page.ShouldContain("Indochina Time");

        using (var wrong = await kanya.PostAsync("/account/password", Passwords("not this one", NewPassword, NewPassword)))
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("This is not your present password.");
        using (var weak = await kanya.PostAsync("/account/password", Passwords(SiteSetup.DemonstrationPassword, "short", "short")))
            (await weak.Content.ReadAsStringAsync()).ShouldContain("Use 12 characters or more");
        using (var changed = await kanya.PostAsync("/account/password", Passwords(SiteSetup.DemonstrationPassword, NewPassword, NewPassword)))
            changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await kanya.ReadAsync("/account")).ShouldContain("Kanya Sukjai");
        using (await _site.SignInAsync("kanya", NewPassword)) { }

        static (string, string)[] Passwords(string present, string password, string repeated) =>
            [("Input.Present", present), ("Input.Password", password), ("Input.Repeated", repeated)];
    }

    [Fact]
    public async Task An_address_that_another_account_has_is_refused_beside_its_field()
    {
        using var reviewer = await _site.SignInAsync("reviewer");
        using var refused = await reviewer.PostAsync("/account", [("Input.DisplayName", "Somchai Prasert"), ("Input.Email", "editor@example.org")]);
        var page = await refused.Content.ReadAsStringAsync();
        page.ShouldContain("Another account has this e-mail address.");
        page.ShouldContain("href=\"#Input_Email\"");
    }

    [Fact]
    public async Task An_account_that_is_switched_off_is_out_at_its_next_page()
    {
        var id = await AddAsync("leaver", "Member");
        using var leaver = await _site.SignInAsync("leaver");
        await leaver.ReadAsync("/account");
        using var admin = await _site.SignInAsync("admin");
        using (var saved = await admin.PostAsync($"/admin/users/{id}", [("Input.UserName", "leaver"), ("Input.Email", "leaver@example.org"), ("Input.IsEnabled", "false"), ("Input.Roles", "Member")]))
            saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var asked = await leaver.GetAsync("/account"))
            asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var visitor = _site.Visit();
        using var refused = await visitor.PostAsync("/sign-in", [("Input.UserName", "leaver"), ("Input.Password", SiteSetup.DemonstrationPassword)]);
        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.ReadAsync("/admin/audit?what=UserChanged")).ShouldContain("May sign in: yes → no");
    }

    [Theory]
    [InlineData("true", "Member")]
    [InlineData("false", "Administrator")]
    public async Task The_last_administrator_stays_one(string enabled, string role)
    {
        using var admin = await _site.SignInAsync("admin");
        var id = await IdAsync("admin");
        using var refused = await admin.PostAsync($"/admin/users/{id}", [("Input.UserName", "admin"), ("Input.Email", "admin@example.org"), ("Input.IsEnabled", enabled), ("Input.Roles", role)]);
        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("without an administrator who can sign in");
        (await admin.ReadAsync("/admin/users?role=Administrator")).ShouldContain("admin@example.org");
        using var role0 = await admin.PostAsync("/admin/roles/Administrator", [("Input.Description", "Runs the site."), ("Input.Granted", "ManageUsers")]);
        (await role0.Content.ReadAsStringAsync()).ShouldContain("without an administrator who can sign in");
    }

    [Fact]
    public async Task Nobody_gives_away_rights_that_they_lack()
    {
        using var admin = await _site.SignInAsync("admin");
        using (await admin.PostAsync("/admin/roles/new", [("Input.Name", "Helpdesk")])) { }
        using (await admin.PostAsync("/admin/roles/Helpdesk", [("Input.Granted", "ManageUsers"), ("Input.Granted", "ManageRoles")])) { }
        var id = await AddAsync("helper", "Helpdesk");
        using var helper = await _site.SignInAsync("helper");
        using (var promoted = await helper.PostAsync($"/admin/users/{id}", [("Input.UserName", "helper"), ("Input.Email", "helper@example.org"), ("Input.IsEnabled", "true"), ("Input.Roles", "Administrator")]))
            (await promoted.Content.ReadAsStringAsync()).ShouldContain("has rights that you do not have");
        using (var stolen = await helper.PostAsync($"/admin/users/{await IdAsync("admin")}?handler=Password", [("password", NewPassword)]))
            (await stolen.Content.ReadAsStringAsync()).ShouldContain("has rights that you do not have");
        using (var widened = await helper.PostAsync("/admin/roles/Helpdesk", [("Input.Granted", "ManageUsers"), ("Input.Granted", "ManageRoles"), ("Input.Granted", "SiteOwner")]))
            (await widened.Content.ReadAsStringAsync()).ShouldContain("only rights that you have yourself");
        using (await _site.SignInAsync("admin")) { }
    }

    [Theory]
    [InlineData("public")]
    [InlineData("Members")]
    [InlineData("New")]
    public async Task A_role_can_not_bear_the_name_of_everybody_or_of_a_page(string name)
    {
        using var admin = await _site.SignInAsync("admin");
        using var refused = await admin.PostAsync("/admin/roles/new", [("Input.Name", name)]);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("means something else on this site");
    }

    [Fact]
    public async Task A_role_keeps_permissions_that_nothing_here_offers_and_can_be_deleted_only_when_nobody_is_in_it()
    {
        using var admin = await _site.SignInAsync("admin");
        using (await admin.PostAsync("/admin/roles/new", [("Input.Name", "Press Office"), ("Input.Description", "Tells the world.")])) { }
        await _site.InAsync(async services =>
        {
            var roles = services.GetRequiredService<RoleManager<MhgRole>>();
            var role = (await roles.FindByNameAsync("Press Office"))!;
            role.Permissions = ["ManageNewsletters"];
            return await roles.UpdateAsync(role);
        });
        (await admin.ReadAsync("/admin/roles/Press%20Office")).ShouldContain("ManageNewsletters");
        using (var saved = await admin.PostAsync("/admin/roles/Press%20Office", [("Input.Description", "Tells the world."), ("Input.Granted", "ListContent")]))
            saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PermissionsAsync("Press Office")).ShouldBe(["ManageNewsletters", "ListContent"]);

        var id = await AddAsync("writer", "Press Office");
        using (var refused = await admin.PostAsync("/admin/roles/Press%20Office/delete", []))
            (await refused.Content.ReadAsStringAsync()).ShouldContain("One person is in this role.");
        using (await admin.PostAsync($"/admin/users/{id}", [("Input.UserName", "writer"), ("Input.Email", "writer@example.org"), ("Input.IsEnabled", "true"), ("Input.Roles", "Member")])) { }
        using (var deleted = await admin.PostAsync("/admin/roles/Press%20Office/delete", []))
            deleted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var gone = await admin.GetAsync("/admin/roles/Press%20Office");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_administrators_do_not_overwrite_each_other()
    {
        var id = await AddAsync("shared", "Member");
        using var admin = await _site.SignInAsync("admin");
        var seen = await _site.InAsync(async services => (await services.GetRequiredService<UserManager<MhgUser>>().FindByIdAsync(id))!.ConcurrencyStamp!);
        using (await admin.PostAsync($"/admin/users/{id}", Change("first@example.org"))) { }
        using var second = await admin.PostAsync($"/admin/users/{id}", [.. Change("second@example.org"), ("Input.Seen", seen)]);
        (await second.Content.ReadAsStringAsync()).ShouldContain("Somebody else changed this account");
        (await admin.ReadAsync("/admin/users?q=shared")).ShouldContain("first@example.org");

        static (string, string)[] Change(string email) => [("Input.UserName", "shared"), ("Input.Email", email), ("Input.IsEnabled", "true"), ("Input.Roles", "Member")];
    }

    [Fact]
    public async Task The_audit_downloads_as_a_table_in_which_nothing_is_a_formula()
    {
        using var admin = await _site.SignInAsync("admin");
        using (await admin.PostAsync("/admin/roles/new", [("Input.Name", "Audited"), ("Input.Description", "one, two")])) { }
        var csv = await admin.ReadAsync("/admin/audit.csv?what=RoleCreated");
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("Utc,User,UserId,Event,ContentItemId,ContentItemVersionId,ContentType,Comment,Data");
        lines.ShouldContain(line => line.EndsWith(",RoleCreated,,,,,\"{\"\"Role\"\":\"\"Audited\"\"}\"", StringComparison.Ordinal));
        Modularity.Downloads.Csv.Line(["=1+1", "plain", "two\nlines", null]).ShouldBe("'=1+1,plain,\"two\nlines\",");
    }

    private async Task<string> AddAsync(string userName, string role)
    {
        using var admin = await _site.SignInAsync("admin");
        using var made = await admin.PostAsync("/admin/users/new",
            [("Input.UserName", userName), ("Input.Email", $"{userName}@example.org"), ("Input.Roles", role), ("Password", SiteSetup.DemonstrationPassword)]);
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
        return await IdAsync(userName);
    }

    private Task<string> IdAsync(string userName) =>
        _site.InAsync(async services => (await services.GetRequiredService<UserManager<MhgUser>>().FindByNameAsync(userName))!.Id);

    private Task<IReadOnlyList<string>> PermissionsAsync(string role) =>
        _site.InAsync(async services => (await services.GetRequiredService<RoleManager<MhgRole>>().FindByNameAsync(role))!.Permissions);
}
