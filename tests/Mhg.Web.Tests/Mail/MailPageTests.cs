using System.Net;
using Mhg.Web.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Mail;

public sealed class MailPageTests
{
    [Fact]
    public async Task Without_a_mail_server_the_page_names_the_folder_and_a_test_lies_in_it()
    {
        await using var site = await RunningSite.StartAsync();
        using var admin = await site.SignInAsync("admin");
        var folder = site.App.Services.GetRequiredService<MailTransport>().Folder;
        (await admin.ReadAsync("/admin/mail")).ShouldContain(folder);
        using var answer = await admin.PostAsync("/admin/mail", []);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var mail = await File.ReadAllTextAsync(Directory.GetFiles(folder, "*.eml").ShouldHaveSingleItem());
        mail.ShouldContain("To: admin@example.org");
        (await admin.ReadAsync("/admin/mail")).ShouldContain($"The e-mail lies in {folder}");
        (await admin.ReadAsync("/admin/audit")).ShouldContain("admin@example.org");
    }

    [Fact]
    public async Task A_test_that_fails_says_why()
    {
        // Nothing listens at this port.
        await using var site = await RunningSite.StartAsync(settings: ["--Site:Smtp:Host=127.0.0.1", "--Site:Smtp:Port=1"]);
        using var admin = await site.SignInAsync("admin");
        using var answer = await admin.PostAsync("/admin/mail", []);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        page.ShouldContain("The e-mail could not be sent.");
        page.ShouldContain("refused");
    }
}
