using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Mhg.ContentManagement.Recipes;
using Mhg.Data.Audit;
using Mhg.Modularity.Settings;
using Mhg.Recipes;
using Mhg.Web.Hosting;
using Mhg.Web.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Mail;

public sealed class MailPageTests
{
    private const string Path = "/admin/mail";
    private const string Test = "/admin/mail?handler=Test";
    private const string Password = "Näher-am-Wasser-7";

    [Fact]
    public async Task Without_a_mail_server_the_page_names_the_folder_and_a_test_lies_in_it()
    {
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        var folder = System.IO.Path.Combine(site.Folder, "mail");
        var page = await OpenAsync(admin);
        page.Text.ShouldContain(folder);
        (page["Host"], page["Port"], page["DefaultSender"]).ShouldBe(("", "587", "no-reply@localhost"));
        page.IsChecked("UseTls").ShouldBeTrue();

        using var answer = await admin.PostAsync(Test, []);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var mail = await File.ReadAllTextAsync(Directory.GetFiles(folder, "*.eml").ShouldHaveSingleItem());
        mail.ShouldContain("To: admin@example.org");
        (await admin.ReadAsync(Path)).ShouldContain($"The e-mail lies in {folder}");
        (await admin.ReadAsync("/admin/audit")).ShouldContain("admin@example.org");
    }

    [Fact]
    public async Task A_test_that_fails_says_why()
    {
        // Nothing listens at this port.
        await using var site = await RunningSite.StartAsync(settings: ["--Site:Smtp:Host=127.0.0.1", "--Site:Smtp:Port=1"]);
        using var admin = await site.SignInAsync("admin");
        var page = await SendAsync(admin, Test, []);
        page.Text.ShouldContain("The e-mail could not be sent.");
        page.Text.ShouldContain("refused");
    }

    [Fact]
    public async Task What_is_saved_is_used_for_the_next_email_and_shown_again()
    {
        using var server = new SmtpServer();
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        (await SaveAsync(admin, server, ("UserName", "clerk"), ("Password", Password))).Text.ShouldContain("The mail server was saved.");

        (await SendAsync(admin, Test, [])).Text.ShouldContain("127.0.0.1 has taken an e-mail to admin@example.org");
        server.Credentials.ShouldBe($"clerk:{Password}");
        server.Recipients.ShouldBe(["<admin@example.org>"]);
        server.Data.ShouldContain("From: site@example.org");

        var page = await OpenAsync(admin);
        (page["Host"], page["Port"], page["UserName"], page["DefaultSender"]).ShouldBe(("127.0.0.1", $"{server.Port}", "clerk", "site@example.org"));
        page.IsChecked("UseTls").ShouldBeFalse();
        page["Password"].ShouldBe("");
        page.Text.ShouldContain("One is stored.");

        // Another process with the same data.
        await using (var other = Site.Build(["--applicationName", "Mhg.Web", "--contentRoot", AppContext.BaseDirectory, $"--Site:DataPath={site.Folder}"]))
        await using (var scope = other.Services.CreateAsyncScope())
        {
            var seen = await scope.ServiceProvider.GetRequiredService<MailServer>().InForceAsync(default);
            (seen.Port, seen.UserName, seen.Password).ShouldBe((server.Port, "clerk", Password));
        }

        (await SaveAsync(admin, server, ("Host", ""), ("UserName", ""))).Problems.ShouldBeEmpty();
        (await SendAsync(admin, Test, [])).Text.ShouldContain("The e-mail lies in ");
    }

    [Fact]
    public async Task An_empty_password_keeps_the_stored_one_until_it_is_removed()
    {
        using var server = new SmtpServer();
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        await SaveAsync(admin, server, ("UserName", "clerk"), ("Password", Password));

        await SaveAsync(admin, server, ("UserName", "scribe"), ("Password", ""));
        await SendAsync(admin, Test, []);
        server.Credentials.ShouldBe($"scribe:{Password}");

        (await SaveAsync(admin, server, ("UserName", "scribe"), ("RemovePassword", "true"))).Text.ShouldContain("None is stored.");
        await SendAsync(admin, Test, []);
        server.Credentials.ShouldBe("scribe:");

        await SaveAsync(admin, server, ("UserName", "scribe"), ("Password", "another"));
        (await SaveAsync(admin, server, ("UserName", ""))).Text.ShouldContain("None is stored.");
        await SendAsync(admin, Test, []);
        server.Credentials.ShouldBeNull();

        (await EventsAsync(site)).Select(said => (string?)said["Password"]).ShouldBe(["(none) → set", null, "set → (none)", "(none) → set", "set → (none)"]);
    }

    [Fact]
    public async Task A_stored_password_goes_to_no_other_server()
    {
        using var server = new SmtpServer();
        using var other = new SmtpServer();
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        await SaveAsync(admin, server, ("UserName", "clerk"), ("Password", Password));

        (await SaveAsync(admin, other, ("UserName", "clerk"))).Problems["#Input_Password"].ShouldContain("the stored one is for another server");
        await SendAsync(admin, Test, []);
        (server.Credentials, other.Credentials).ShouldBe(($"clerk:{Password}", null));

        // Nor by way of no server.
        (await SaveAsync(admin, server, ("Host", ""), ("UserName", "clerk"))).Problems.ShouldBeEmpty();
        (await SaveAsync(admin, other, ("UserName", "clerk"))).Problems.ShouldContainKey("#Input_Password");
        (await SaveAsync(admin, other, ("UserName", "clerk"), ("Password", "another"))).Problems.ShouldBeEmpty();
        await SendAsync(admin, Test, []);
        other.Credentials.ShouldBe("clerk:another");
    }

    [Fact]
    public async Task The_password_is_nowhere_to_be_read()
    {
        using var server = new SmtpServer();
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        (await SaveAsync(admin, server, ("UserName", "clerk"), ("Password", Password))).Source.ShouldNotContain(Password);
        (await SaveAsync(admin, server, ("UserName", "clerk"), ("Password", Password), ("Port", "x"))).Source.ShouldNotContain(Password);
        await SendAsync(admin, Test, []);
        server.Dispose();
        (await SendAsync(admin, Test, [])).Source.ShouldNotContain(Password);

        foreach (var page in (string[])[Path, "/admin/audit", "/admin/audit.json", "/admin/audit.csv", "/admin/settings"])
            (await admin.ReadAsync(page)).ShouldNotContain(Password, Case.Sensitive, page);
        (await site.InAsync(services => services.GetRequiredService<ContentExport>().DefinitionsAsync(null, default))).ToJsonString().ShouldNotContain("Smtp");
        string.Join('\n', site.Logged).ShouldNotContain(Password);
        foreach (var file in Directory.GetFiles(site.Folder, "mhg.db*"))
        {
            await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await bytes.CopyToAsync(copy);
            copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Password)).ShouldBe(-1, file);
        }
        var said = (await EventsAsync(site)).ShouldHaveSingleItem();
        said.ToDictionary(entry => entry.Key, entry => (string?)entry.Value).ShouldBe(new Dictionary<string, string?>
        {
            ["Host"] = "(none) → 127.0.0.1", ["Port"] = $"587 → {server.Port}", ["Starttls"] = "yes → no", ["Account"] = "(none) → clerk",
            ["Password"] = "(none) → set", ["From"] = "no-reply@localhost → site@example.org",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_saved()
    {
        using var server = new SmtpServer();
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        var page = await SaveAsync(admin, server, ("Host", "https://smtp.example.org"), ("Port", "many"), ("UserName", "clerk"), ("Password", "typed"), ("DefaultSender", "nobody"));
        page.Problems.Keys.ShouldBe(["#Input_Host", "#Input_Port", "#Input_DefaultSender", "#Input_Password"], ignoreOrder: true);
        page.Problems["#Input_Port"].ShouldBe("Give the port as a number from 1 to 65535. Most servers have 587.");
        (page["Host"], page["Port"], page["Password"]).ShouldBe(("https://smtp.example.org", "many", ""));
        page.Document.GetElementById("port-error")!.TextContent.ShouldContain("1 to 65535");

        foreach (var (member, value) in (IEnumerable<(string, string)>)[("Port", "0"), ("Port", "65536"), ("Port", ""), ("Host", "a b"), ("DefaultSender", " "), ("DefaultSender", "a@b\nc"), ("UserName", new string('a', 321))])
            (await SaveAsync(admin, server, (member, value))).Problems.Keys.ShouldHaveSingleItem($"{member} {value}").ShouldBe($"#Input_{member}");
        (await OpenAsync(admin))["Host"].ShouldBe("");
        (await EventsAsync(site)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_password_that_can_no_longer_be_read_is_asked_for_again()
    {
        using var server = new SmtpServer();
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        // Another site's keys have protected it.
        await RunAsync(site, $$"""{ "Host": "127.0.0.1", "Port": {{server.Port}}, "RequireCredentials": true, "UserName": "clerk", "Password": "CfDJ8Fh1", "DefaultSender": "site@example.org" }""");
        (await OpenAsync(admin)).Text.ShouldContain("can’t be read any more");
        (await SendAsync(admin, Test, [])).Text.ShouldContain("The e-mail could not be sent. The stored password of the mail server can’t be read any more, because the site’s keys have changed.");
        (await SaveAsync(admin, server, ("UserName", "clerk"))).Problems.Keys.ShouldBe(["#Input_Password"]);

        (await SaveAsync(admin, server, ("UserName", "clerk"), ("Password", Password))).Text.ShouldNotContain("can’t be read any more");
        await SendAsync(admin, Test, []);
        server.Credentials.ShouldBe($"clerk:{Password}");
        (await EventsAsync(site)).Select(said => (string?)said["Password"]).ShouldBe(["set → set anew"]);
    }

    [Fact]
    public async Task What_the_operator_sets_is_in_force_as_a_whole_and_can_only_be_looked_at()
    {
        using var stored = new SmtpServer();
        using var server = new SmtpServer();
        await using var site = await RunningSite.StartAsync(settings: ["--Site:Smtp:Host=127.0.0.1", $"--Site:Smtp:Port={server.Port}", "--Site:Smtp:UseTls=false"]);
        using var admin = await site.SignInAsync("admin");
        await RunAsync(site, $$"""{ "Host": "127.0.0.1", "Port": {{stored.Port}}, "RequireCredentials": true, "UserName": "clerk", "DefaultSender": "site@example.org" }""");

        var page = await OpenAsync(admin);
        page.Text.ShouldContain("The site’s operator has set the mail server");
        page.Text.ShouldContain($"127.0.0.1, port {server.Port}");
        page.Document.QuerySelector("[name='Input.Host']").ShouldBeNull();
        (await SaveAsync(admin, stored)).Text.ShouldContain("Nothing was saved");

        await SendAsync(admin, Test, []);
        (server.Credentials, server.Recipients.Count, stored.Recipients.Count).ShouldBe((null, 1, 0));
        server.Data.ShouldContain("From: no-reply@localhost");
        (await EventsAsync(site)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_section_of_an_Orchard_recipe_is_understood_and_what_is_unknown_in_it_is_kept()
    {
        using var server = new SmtpServer();
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        await RunAsync(site, $$"""
            {
              "IsEnabled": true, "DefaultSender": "orchard@example.org", "DeliveryMethod": "Network", "Host": "127.0.0.1", "Port": {{server.Port}}, "AutoSelectEncryption": false,
              "RequireCredentials": true, "UseDefaultCredentials": false, "EncryptionMethod": 0, "UserName": "clerk", "Password": "{{Password}}",
              "ProxyHost": "proxy.example.org", "ProxyPort": 5050, "IgnoreInvalidSslCertificate": false, "PickupDirectoryLocation": null
            }
            """);
        await SendAsync(admin, Test, []);
        server.Credentials.ShouldBe($"clerk:{Password}");
        server.Data.ShouldContain("From: orchard@example.org");
        (await StoredAsync(site)).ShouldNotContain(Password);

        await SaveAsync(admin, server, ("UserName", "clerk"), ("UseTls", "true"));
        var stored = JsonNode.Parse(await StoredAsync(site))!;
        ((string?)stored["ProxyHost"], (int)stored["ProxyPort"]!, (string?)stored["EncryptionMethod"], (string?)stored["DefaultSender"])
            .ShouldBe(("proxy.example.org", 5050, "StartTls", "site@example.org"));
        (await OpenAsync(admin)).Text.ShouldContain("One is stored.");

        // Orchard's defaults hold for what a recipe leaves out, and neither a server that is off nor a folder is sent to.
        await RunAsync(site, """{ "Host": "smtp.example.org" }""");
        var page = await OpenAsync(admin);
        (page["Host"], page["Port"], page.IsChecked("UseTls")).ShouldBe(("smtp.example.org", "25", false));
        foreach (var off in (string[])["\"IsEnabled\": false", "\"DeliveryMethod\": 1", "\"DeliveryMethod\": \"SpecifiedPickupDirectory\""])
        {
            await RunAsync(site, $$"""{ "Host": "smtp.example.org", {{off}} }""");
            (await OpenAsync(admin))["Host"].ShouldBe("", off);
        }
    }

    [Theory]
    [InlineData("""{ "Host": "smtp.example.org", "EncryptionMethod": "SSLTLS" }""", "STARTTLS alone")]
    [InlineData("""{ "Host": "smtp.example.org", "Port": 465, "AutoSelectEncryption": true }""", "STARTTLS alone")]
    [InlineData("""{ "Host": "smtp.example.org", "Port": 0 }""", "1 to 65535")]
    [InlineData("""{ "Host": "smtp.example.org", "Port": "many" }""", "not what “SmtpSettings” has here")]
    [InlineData("""{ "DefaultSender": "nobody" }""", "Give an e-mail address")]
    [InlineData("\"smtp.example.org\"", "not what “SmtpSettings” has here")]
    public async Task A_section_that_no_email_could_be_sent_with_is_refused(string section, string why)
    {
        await using var site = await RunningSite.StartAsync(demonstration: false);
        (await Should.ThrowAsync<RecipeException>(RunAsync(site, section))).Message.ShouldContain(why);
        (await StoredAsync(site)).ShouldBe("");
    }

    private static Task<RecipeResult> RunAsync(RunningSite site, string section) => site.InAsync(services => services.GetRequiredService<RecipeExecutor>().RunAsync(
        Recipe.Parse($$"""{ "name": "mail", "steps": [{ "name": "Settings", "SmtpSettings": {{section}} }] }""")));

    private static Task<string> StoredAsync(RunningSite site) =>
        site.InAsync(async services => await services.GetRequiredService<SiteSettings>().TextAsync(nameof(SmtpSettings), default) ?? "");

    /// <summary>What the audit says of changes to the mail server, in their order.</summary>
    private static async Task<IReadOnlyList<JsonObject>> EventsAsync(RunningSite site) =>
        [.. (await site.InAsync(services => services.GetRequiredService<AuditTrail>().ListAsync(new AuditFilter { Name = "MailServerChanged" }, 0, 100)))
            .Reverse().Select(noted => noted.UserName == "admin" ? noted.Data! : throw new InvalidOperationException($"It was {noted.UserName}."))];

    /// <summary>Fills in the form for a server of the test, but for some fields.</summary>
    private static Task<MailForm> SaveAsync(Visitor admin, SmtpServer server, params (string Name, string Value)[] fields)
    {
        IEnumerable<(string Name, string Value)> all = [.. fields, ("Host", "127.0.0.1"), ("Port", $"{server.Port}"), ("DefaultSender", "site@example.org")];
        return SendAsync(admin, Path, [.. all.DistinctBy(field => field.Name).Select(field => ($"Input.{field.Name}", field.Value))]);
    }

    private static async Task<MailForm> SendAsync(Visitor admin, string path, IReadOnlyList<(string, string)> fields)
    {
        using var answer = await admin.PostAsync(path, fields);
        return answer.StatusCode == HttpStatusCode.Redirect ? await OpenAsync(admin) : await MailForm.ReadAsync(answer);
    }

    private static async Task<MailForm> OpenAsync(Visitor admin)
    {
        using var answer = await admin.GetAsync(Path);
        return await MailForm.ReadAsync(answer);
    }

    /// <summary>The page as a browser has it.</summary>
    private sealed record MailForm(string Source, IHtmlDocument Document)
    {
        public string Text { get; } = System.Text.RegularExpressions.Regex.Replace(Document.QuerySelector("main")!.TextContent, @"\s+", " ");

        /// <summary>The messages of the summary by the places that they lead to.</summary>
        public Dictionary<string, string> Problems { get; } =
            Document.QuerySelectorAll(".error-summary li a").ToDictionary(link => link.GetAttribute("href")!, link => link.TextContent.Trim());

        public string this[string name] => Field(name).Value;

        public bool IsChecked(string name) => Field(name).IsChecked;

        public static async Task<MailForm> ReadAsync(HttpResponseMessage answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var source = await answer.Content.ReadAsStringAsync();
            return new MailForm(WebUtility.HtmlDecode(source), await new HtmlParser().ParseDocumentAsync(source));
        }

        private IHtmlInputElement Field(string name) => (IHtmlInputElement)Document.QuerySelector($"[name='Input.{name}']")!;
    }
}
