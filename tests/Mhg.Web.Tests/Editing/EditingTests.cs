using System.Net;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Modularity.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Editing;

[Collection(nameof(DemonstrationSite))]
public sealed class EditingTests(SiteFixture fixture)
{
    private RunningSite Site => fixture.Site;

    [Fact]
    public async Task Every_kind_of_field_is_filled_in_saved_and_shown_again()
    {
        await EveryFieldType.DefineAsync(Site);
        using var admin = await Site.SignInAsync("admin");
        var campaigns = await IdsAsync("Campaign", 3);
        (string Name, string[] Values)[] filled =
        [
            ("TitlePart.Title", ["Everything at once"]), ("AliasPart.Alias", ["everything"]), ("HtmlBodyPart.Html", ["<p>A <strong>body</strong>.</p>"]),
            ("EveryField.Line.Text", ["A line with “quotes” & <signs>"]), ("EveryField.Lines.Text", ["\nOne\n\nTwo"]), ("EveryField.Choice.Text", ["2"]),
            ("EveryField.Several.Values", ["", "a", "c"]), ("EveryField.Rich.Html", ["<h2>Head</h2><p>Text</p>"]), ("EveryField.Flag.Value", ["false", "true"]),
            ("EveryField.Number.Value", ["27.5"]), ("EveryField.Day.Value", ["2008-06-01"]), ("EveryField.Moment.Value", ["2008-06-01T14:30"]),
            ("EveryField.Link.Url", ["https://example.org/"]), ("EveryField.Link.Text", ["An example"]),
            ("EveryField.Items.ContentItemIds", ["", campaigns[2], campaigns[0]]), ("EveryField.People.UserIds", ["", "4user000000000000000member"]),
            ("EveryField.Files.Paths", ["reports/a.pdf\nreports/b.pdf"]), ("AudiencePart.Readers.Values", ["", "Members"]),
            ("PublishLaterPart.ScheduledPublishUtc", ["2099-01-02T09:00"]), ("ArchiveLaterPart.ScheduledArchiveUtc", ["2099-02-03T10:00"]),
        ];

        var form = await PageForm.OpenAsync(admin, "/content/new/EveryField");
        foreach (var (name, values) in filled)
        {
            form[name].ShouldNotBeNull();
            form.Set(name, values);
        }
        var saved = await form.PressAsync("save");

        saved.Problems.ShouldBeEmpty();
        saved.Address.ShouldEndWith("/edit");
        foreach (var (name, values) in filled)
            saved[name].Select(value => value.Trim()).ShouldBe(values.Select(value => value.Trim()), name);
        var item = await LatestAsync(saved.ItemId);
        ((string?)item.Field("EveryField", "Moment")!["Value"]).ShouldBe("2008-06-01T06:30:00Z", "typed in Kuala Lumpur");
        saved.Page.QuerySelector("[name='EveryField.Moment.Value']")!.ParentElement!.TextContent.ShouldContain("+08:00");
    }

    [Fact]
    public async Task A_document_is_asked_for_its_language_once_and_keeps_what_recipes_say_of_its_translations()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = await NewDocumentAsync(editor, "In one language");
        await ChangeAsync(form.ItemId, item => item.Content["LocalizationPart"] = new JsonObject { ["Culture"] = "th", ["LocalizationSet"] = "set-1" });

        form = await PageForm.OpenAsync(editor, form.Address);
        form.Page.QuerySelectorAll("main label, main legend").Count(label => label.TextContent.Trim() == "Language").ShouldBe(1);
        await form.Set("LocalizationPart.Culture", "forged").Set("TitlePart.Title", "In one language still").PressAsync("save");

        var item = await LatestAsync(form.ItemId);
        item.DisplayText.ShouldBe("In one language still");
        ((string?)item.Part("LocalizationPart")!["Culture"]).ShouldBe("th");
        ((string?)item.Part("LocalizationPart")!["LocalizationSet"]).ShouldBe("set-1");
    }

    [Fact]
    public async Task What_no_module_has_a_form_for_is_named_and_kept()
    {
        await EveryFieldType.DefineAsync(Site);
        using var editor = await Site.SignInAsync("editor");
        var form = await (await PageForm.OpenAsync(editor, "/content/new/EveryField")).Set("TitlePart.Title", "Odd things").PressAsync("save");
        await ChangeAsync(form.ItemId, item =>
        {
            item.Content["UnheardOfPart"] = new JsonObject { ["Kept"] = true };
            item.Content["EveryField"]!["Odd"] = new JsonObject { ["Value"] = 7 };
        });

        form = await PageForm.OpenAsync(editor, form.Address);
        form.Page.Body!.TextContent.ShouldContain("UnheardOfPart");
        form.Page.Body!.TextContent.ShouldContain("UnheardOfField");
        await form.Set("EveryField.Line.Text", "changed").PressAsync("save");

        var item = await LatestAsync(form.ItemId);
        ((bool)item.Part("UnheardOfPart")!["Kept"]!).ShouldBeTrue();
        ((int)item.Field("EveryField", "Odd")!["Value"]!).ShouldBe(7);
        ((string?)item.Field("EveryField", "Line")!["Text"]).ShouldBe("changed");
    }

    [Fact]
    public async Task What_has_to_be_mended_stands_beside_its_field_and_in_a_summary_and_all_that_was_typed_stays()
    {
        await EveryFieldType.DefineAsync(Site);
        using var editor = await Site.SignInAsync("editor");
        var form = await PageForm.OpenAsync(editor, "/content/new/EveryField");
        form.Set("TitlePart.Title", "").Set("EveryField.Number.Value", "many").Set("EveryField.Day.Value", "soon").Set("EveryField.Link.Url", "javascript:alert(1)")
            .Set("EveryField.Line.Text", "must not be lost").Set("EveryField.Files.Paths", "../secret");

        var shown = await form.PressAsync("save");

        shown.Problems.Select(problem => problem.Target).ShouldBe(
            ["#TitlePart", "#EveryField_Number", "#EveryField_Day", "#EveryField_Link", "#EveryField_Files"], ignoreOrder: true);
        foreach (var (target, message) in shown.Problems)
        {
            var input = shown.Page.QuerySelector(target!).ShouldNotBeNull();
            input.GetAttribute("aria-invalid").ShouldBe("true");
            var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => shown.Page.GetElementById(id)).Single(element => element?.Id?.EndsWith("-error", StringComparison.Ordinal) == true);
            described!.TextContent.ShouldBe(message);
        }
        shown["EveryField.Number.Value"].ShouldBe(["many"]);
        shown["EveryField.Day.Value"].ShouldBe(["soon"]);
        shown["EveryField.Link.Url"].ShouldBe(["javascript:alert(1)"]);
        shown["EveryField.Line.Text"].ShouldBe(["must not be lost"]);
    }

    [Theory]
    [InlineData("27,5")]
    [InlineData("1,000")]
    [InlineData("1e1")]
    public async Task A_number_is_not_guessed(string typed)
    {
        await EveryFieldType.DefineAsync(Site);
        using var admin = await Site.SignInAsync("admin");
        var form = await PageForm.OpenAsync(admin, "/content/new/EveryField");
        var shown = await form.Set("TitlePart.Title", "A number").Set("EveryField.Number.Value", typed).PressAsync("save");
        shown.Problems.ShouldContain(problem => problem.Message.Contains("has to be a number", StringComparison.Ordinal));
        shown["EveryField.Number.Value"].ShouldBe([typed]);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_refused_with_a_message()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = await PageForm.OpenAsync(editor, "/content/new/Document");
        var shown = await form.Set("TitlePart.Title", "Another one").Set("AutoroutePart.Path", "workshops/migration-health-and-globalisation").PressAsync("save");

        shown.Problems.ShouldHaveSingleItem().ShouldBe(("#AutoroutePart", "“workshops/migration-health-and-globalisation” is the address of other content. Choose another one."));
    }

    [Fact]
    public async Task Entries_are_added_moved_and_removed_without_saving_and_without_losing_anything()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = (await PageForm.OpenAsync(editor, "/content/new/Workshop")).Set("TitlePart.Title", "With objectives").Set("Workshop.Venue.Text", "Bangkok");
        foreach (var text in (string[])["first", "second", "third"])
        {
            form = await form.PressAsync("add|Objectives.Items|Objective");
            form.Set($"Objectives[{form["Objectives.Items"][^1]}].Objective.Text.Text", text);
        }
        var ids = form["Objectives.Items"][1..];
        ids.Length.ShouldBe(3);

        form = await form.PressAsync($"up|Objectives.Items|{ids[2]}");
        form = await form.PressAsync($"remove|Objectives.Items|{ids[0]}");

        form["Objectives.Items"].ShouldBe(["", ids[2], ids[1]]);
        form["Workshop.Venue.Text"].ShouldBe(["Bangkok"]);
        form.Page.QuerySelector("form[data-unsaved=true]").ShouldNotBeNull("leaving now would lose something");
        (await FindAsync(form["NewId"][0])).ShouldBeNull("nothing was saved yet");
        var saved = await form.PressAsync("save");
        var entries = (await LatestAsync(saved.ItemId)).Part("Objectives")!["ContentItems"]!.AsArray();
        entries.Select(entry => (string?)entry!["Objective"]!["Text"]!["Text"]).ShouldBe(["third", "second"]);
    }

    [Fact]
    public async Task Readers_are_chosen_among_the_roles_that_the_site_has()
    {
        await Site.InAsync(services => services.GetRequiredService<RoleManager<MhgRole>>().CreateAsync(new MhgRole { Name = "Donor" }));
        using var editor = await Site.SignInAsync("editor");
        var form = await NewDocumentAsync(editor, "For those who pay");

        var boxes = form.Page.QuerySelectorAll("[name='AudiencePart.Readers.Values'][type=checkbox]");
        string[] roles = [.. await Site.InAsync(services => services.GetRequiredService<RoleManager<MhgRole>>().Roles.Select(role => role.Name!).ToListAsync())];
        boxes.Select(box => box.GetAttribute("value")).ShouldBe(["Public", "Members", .. roles.Except(["Anonymous", "Authenticated"]).Order(StringComparer.Ordinal)]);
        boxes.Select(box => box.ParentElement!.TextContent.Trim()).ToList().ShouldSatisfyAllConditions(
            names => names.ShouldContain("Donor"), names => names.ShouldContain("Editors", "the recipe has a name for them"));

        var refused = await form.Set("AudiencePart.Readers.Values", "", "Donor", "Nobody").PressAsync("save");
        refused.Problems.ShouldHaveSingleItem().Message.ShouldContain("“Nobody” is not one of the choices");
        var saved = await refused.Set("AudiencePart.Readers.Values", "", "Donor").PressAsync("save");
        saved.Problems.ShouldBeEmpty();
        saved["AudiencePart.Readers.Values"].ShouldBe(["", "Donor"]);
    }

    [Fact]
    public async Task What_has_to_be_mended_in_an_entry_stays_with_it_when_it_was_moved()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = (await PageForm.OpenAsync(editor, "/content/new/Workshop")).Set("TitlePart.Title", "Moved and mended");
        form = await form.PressAsync("add|Objectives.Items|Objective");
        form = await form.PressAsync("add|Objectives.Items|Objective");
        var (first, second) = (form["Objectives.Items"][1], form["Objectives.Items"][2]);
        form.Set($"Objectives[{first}].Objective.Text.Text", "Complete");

        form = await (await form.PressAsync($"up|Objectives.Items|{second}")).PressAsync("save");

        form["Objectives.Items"].ShouldBe(["", second, first]);
        var problem = form.Problems.ShouldHaveSingleItem();
        problem.Target.ShouldBe($"#Objectives_{second}__Objective_Text");
        var input = form.Page.QuerySelector(problem.Target!)!;
        input.GetAttribute("name").ShouldBe($"Objectives[{second}].Objective.Text.Text");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        form.Page.QuerySelector("[aria-invalid]")!.ShouldBe(input, "the other one is complete");
    }

    [Fact]
    public async Task An_item_of_a_list_that_has_to_be_mended_is_not_moved_and_the_form_says_why()
    {
        using var editor = await Site.SignInAsync("editor");
        var workshop = await (await PageForm.OpenAsync(editor, "/content/new/Workshop")).Set("TitlePart.Title", "With a broken discussion").PressAsync("save");
        var ids = new List<string>();
        foreach (var title in (string[])["Early", "Late"])
            ids.Add((await (await PageForm.OpenAsync(editor, $"/content/new/Discussion?in={workshop.ItemId}")).Set("TitlePart.Title", title).PressAsync("save")).ItemId);
        // It is for a role that is gone by now.
        await Site.InAsync(services => services.GetRequiredService<RoleManager<MhgRole>>().CreateAsync(new MhgRole { Name = "Passing" }));
        await ChangeAsync(ids[1], item => item.Content["AudiencePart"] = JsonNode.Parse("""{ "Readers": { "Values": [ "Passing" ] } }"""));
        await Site.InAsync(async services =>
        {
            var roles = services.GetRequiredService<RoleManager<MhgRole>>();
            return await roles.DeleteAsync((await roles.FindByNameAsync("Passing"))!);
        });

        workshop = await PageForm.OpenAsync(editor, workshop.Address);
        workshop = await workshop.Set("Workshop.Venue.Text", "typed, not saved").PressAsync($"list-up|{ids[1]}");

        workshop.Problems.ShouldHaveSingleItem().Message.ShouldStartWith("The order stays as it was.");
        workshop.Page.QuerySelectorAll("#ListPart li a").Select(link => link.TextContent).ShouldBe(["Early", "Late"]);
        workshop["Workshop.Venue.Text"].ShouldBe(["typed, not saved"]);
    }

    [Fact]
    public async Task A_long_list_is_looked_through_and_what_is_chosen_can_be_put_in_order()
    {
        await EveryFieldType.DefineAsync(Site);
        using var editor = await Site.SignInAsync("editor");
        var form = (await PageForm.OpenAsync(editor, "/content/new/EveryField")).Set("TitlePart.Title", "Picked");
        form.Page.QuerySelectorAll("[name='EveryField.Items.ContentItemIds'][type=checkbox]").ShouldBeEmpty("there are more campaigns than a form should list");

        // Enter in the box sends the form by its first button; it finds and does not save.
        form = await form.Set("EveryField.Items.Find", "migra").PressAsync("enter");
        var found = form.Page.QuerySelectorAll("[name='EveryField.Items.ContentItemIds'][type=checkbox]").Select(box => box.GetAttribute("value")!).ToList();
        found.Count.ShouldBeGreaterThan(1);
        (await FindAsync(form["NewId"][0])).ShouldBeNull();

        form = await form.Set("EveryField.Items.ContentItemIds", "", found[0], found[1]).PressAsync($"down|EveryField.Items.ContentItemIds|{found[0]}");
        form["EveryField.Items.ContentItemIds"].ShouldBe(["", found[1], found[0]]);
        var saved = await form.PressAsync("enter");
        (await LatestAsync(saved.ItemId)).Field("EveryField", "Items")!["ContentItemIds"]!.AsArray().Select(id => (string?)id).ShouldBe([found[1], found[0]]);
    }

    [Fact]
    public async Task Two_people_who_change_the_same_item_lose_nothing()
    {
        using var editor = await Site.SignInAsync("editor");
        using var admin = await Site.SignInAsync("admin");
        var address = (await NewDocumentAsync(editor, "Written by two")).Address;
        var mine = (await PageForm.OpenAsync(editor, address)).Set("TitlePart.Title", "My title").Set("Document.Summary.Text", "mine alone");
        var theirs = await PageForm.OpenAsync(admin, address);
        await theirs.Set("TitlePart.Title", "Their title").Set("Document.Date.Value", "2008-06-01").PressAsync("save");

        var conflict = await mine.PressAsync("save");

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.Page.Body!.TextContent.ShouldContain("My title");
        conflict.Page.Body!.TextContent.ShouldContain("Their title");
        conflict["take|TitlePart"].ShouldBe(["mine"]);
        conflict["take|Document.Date"].ShouldBe(["theirs"], "only they changed it");
        (await LatestAsync(conflict.ItemId)).DisplayText.ShouldBe("Their title", "nothing is saved over it unasked");

        var merged = await conflict.PressAsync("edit");
        merged["TitlePart.Title"].ShouldBe(["My title"]);
        merged["Document.Date.Value"].ShouldBe(["2008-06-01"]);
        merged["Document.Summary.Text"].ShouldBe(["mine alone"]);
        var saved = await merged.PressAsync("save");
        saved.Status.ShouldBe(HttpStatusCode.OK);
        (await LatestAsync(saved.ItemId)).DisplayText.ShouldBe("My title");
    }

    [Fact]
    public async Task Two_people_who_change_one_list_choose_entry_by_entry()
    {
        using var editor = await Site.SignInAsync("editor");
        using var admin = await Site.SignInAsync("admin");
        var form = (await PageForm.OpenAsync(editor, "/content/new/Workshop")).Set("TitlePart.Title", "Objectives of two");
        foreach (var text in (string[])["one", "two", "three", "four"])
            form = await AddAsync(form, text);
        var address = (await form.PressAsync("save")).Address;
        var mine = await PageForm.OpenAsync(editor, address);
        var theirs = await PageForm.OpenAsync(admin, address);
        string[] ids = mine["Objectives.Items"][1..];

        // They change the second, remove the fourth, add one and put the third first; I change the first and the second and add one.
        theirs = await theirs.Set(Name(ids[1]), "two, by them").PressAsync($"remove|Objectives.Items|{ids[3]}");
        theirs = await AddAsync(theirs, "added by them");
        theirs = await theirs.PressAsync($"up|Objectives.Items|{ids[2]}");
        theirs = await (await theirs.PressAsync($"up|Objectives.Items|{ids[2]}")).PressAsync("save");
        mine = await AddAsync(mine.Set(Name(ids[0]), "one, by me").Set(Name(ids[1]), "two, by me"), "added by me");
        var conflict = await mine.PressAsync("save");

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        Choice("one, by me").ShouldBe(("Objectives 1: Objective", "one, by me", "one", "mine"));
        Choice("two, by me").ShouldBe(("Objectives 2: Objective", "two, by me", "two, by them", "mine"));
        Choice("Objectives 4: Objective: four").ShouldBe(("Objectives 4", "Objectives 4: Objective: four", "(not in the list)", "theirs"));
        Choice("Objectives 5: Objective: added by me").ShouldBe(("Objectives 5", "Objectives 5: Objective: added by me", "(not in the list)", "mine"));
        Choice("(not in the list)").ShouldBe(("Objectives 4", "(not in the list)", "Objectives 4: Objective: added by them", "theirs"));
        Choice("1. one, by me").Label.ShouldBe("Objectives: order");
        Choice("1. one, by me").Chosen.ShouldBe("theirs");

        // As it is offered, with my text of the second: everybody's changes are in it.
        var merged = await conflict.PressAsync("edit");
        Texts(merged).ShouldBe(["three", "one, by me", "two, by me", "added by them", "added by me"], ignoreOrder: true);
        Texts(merged)[..3].ShouldBe(["three", "one, by me", "two, by me"]);
        // The other way round.
        foreach (var name in conflict.Page.QuerySelectorAll("input[type=radio]").Select(radio => radio.GetAttribute("name")!).Distinct())
            conflict.Set(name, conflict[name][0] == "mine" ? "theirs" : "mine");
        Texts(await conflict.PressAsync("edit")).ShouldBe(["one", "two, by them", "three", "four"]);

        static string Name(string id) => $"Objectives[{id}].Objective.Text.Text";

        static string[] Texts(PageForm form) => [.. form["Objectives.Items"][1..].Select(id => form[Name(id)][0])];

        static async Task<PageForm> AddAsync(PageForm form, string text)
        {
            form = await form.PressAsync("add|Objectives.Items|Objective");
            return form.Set(Name(form["Objectives.Items"][^1]), text);
        }

        (string Label, string Mine, string Theirs, string Chosen) Choice(string mine) => conflict.Page.QuerySelectorAll("fieldset")
            .Select(field => (
                field.QuerySelector("legend")!.TextContent, field.QuerySelectorAll(".conflict-text")[0].TextContent, field.QuerySelectorAll(".conflict-text")[1].TextContent,
                field.QuerySelector("input[checked]")!.GetAttribute("value")!))
            .Single(field => field.Item2 == mine || field.Item2.StartsWith(mine + "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_is_submitted_from_its_form_and_a_later_change_withdraws_the_request()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = await NewDocumentAsync(editor, "To be reviewed");

        form = await form.PressAsync(form.Button("Save and submit for review"));
        form.Page.Body!.TextContent.ShouldContain("waits for a review");
        form.Page.QuerySelectorAll("button[value^='take|']").Select(button => button.TextContent.Trim()).ShouldBe(["Save and submit for review"], "an editor does not decide");

        (await form.PressAsync("save")).Page.Body!.TextContent.ShouldContain("waits for a review", Case.Sensitive, "nothing was changed");
        form = await form.Set("TitlePart.Title", "To be reviewed, better").PressAsync("save");
        form.Notices.ShouldContain("withdrawn");
        form = await form.PressAsync(form.Button("Save and submit for review"));
        form = await form.Set("TitlePart.Title", "To be reviewed, best").PressAsync(form.Button("Save and submit for review"));
        form.Notices.ShouldNotContain("withdrawn");
        form.Page.Body!.TextContent.ShouldContain("waits for a review");
        (await LatestAsync(form.ItemId)).DisplayText.ShouldBe("To be reviewed, best");
    }

    [Fact]
    public async Task A_change_of_what_is_published_is_saved_and_submitted_in_one_step()
    {
        using var editor = await Site.SignInAsync("editor");
        using var admin = await Site.SignInAsync("admin");
        var form = await (await NewDocumentAsync(admin, "To be changed")).Set("Comment", "To begin with").PressAsync("publish");
        form = await PageForm.OpenAsync(editor, form.Address);
        (await form.PressAsync(form.Button("Save and submit for review"))).Notices.ShouldContain("Change it first");
        form = await form.Set("TitlePart.Title", "Changed and submitted").PressAsync(form.Button("Save and submit for review"));
        form.Page.Body!.TextContent.ShouldContain("waits for a review");
        (await LatestAsync(form.ItemId)).Published.ShouldBeFalse();
        form = await PageForm.OpenAsync(admin, form.Address);
        form.Page.Body!.TextContent.ShouldContain("waits for a review");
        (await admin.ReadAsync("/content?title=Changed+and+submitted")).ShouldContain("Ana Reyes", customMessage: "people are named as others know them");
    }

    [Fact]
    public async Task A_new_item_is_saved_and_submitted_in_one_step()
    {
        using var editor = await Site.SignInAsync("editor");
        using var reviewer = await Site.SignInAsync("reviewer");
        await EveryFieldType.DefineAsync(Site);
        var form = await PageForm.OpenAsync(editor, "/content/new/Document");

        var incomplete = await form.Set("TitlePart.Title", "").Set("Comment", "For Thursday").PressAsync(form.Button("Save and submit for review"));
        incomplete.Problems.ShouldHaveSingleItem().Target.ShouldBe("#TitlePart");
        incomplete["Comment"].ShouldBe(["For Thursday"]);
        form = await incomplete.Set("TitlePart.Title", "Submitted at once").PressAsync(incomplete.Button("Save and submit for review"));

        form.Page.Body!.TextContent.ShouldContain("waits for a review");
        (await reviewer.ReadAsync($"/review/{form.ItemId}")).ShouldContain("For Thursday");
        // A type that no workflow is about has nobody to submit to.
        (await PageForm.OpenAsync(editor, "/content/new/EveryField")).Page.QuerySelectorAll("button[value^='take|']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_publishes_past_the_review_says_why_and_an_editor_can_not()
    {
        using var editor = await Site.SignInAsync("editor");
        using var admin = await Site.SignInAsync("admin");
        var address = (await NewDocumentAsync(editor, "Urgent")).Address;
        (await (await PageForm.OpenAsync(editor, address)).PressAsync("publish")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var form = await (await PageForm.OpenAsync(admin, address)).PressAsync("publish");
        form.Problems.ShouldHaveSingleItem().Target.ShouldBe("#Comment");
        form = await form.Set("Comment", "The minister asked").PressAsync("publish");

        (await LatestAsync(form.ItemId)).Published.ShouldBeTrue();
        (await admin.ReadAsync($"/content/{form.ItemId}/history")).ShouldContain("The minister asked");
    }

    [Fact]
    public async Task A_form_that_comes_without_its_token_or_after_signing_out_saves_nothing_and_holds_what_was_typed()
    {
        using var editor = await Site.SignInAsync("editor");
        using var visitor = Site.Visit();
        var form = (await PageForm.OpenAsync(editor, (await NewDocumentAsync(editor, "Held")).Address)).Set("TitlePart.Title", "Typed for an hour");

        var signedOut = await form.PressAsync("save", visitor);
        signedOut.Status.ShouldBe(HttpStatusCode.Unauthorized);
        signedOut.Title.ShouldBe("You are signed out");
        signedOut.Page.QuerySelector("form[data-unsaved=true]").ShouldNotBeNull("leaving now would lose it");
        // Signed in again in another tab: the page's token is not theirs, but what it holds comes back to the form.
        var back = await signedOut.PressAsync("edit", editor);
        back.Status.ShouldBe(HttpStatusCode.BadRequest);
        back["TitlePart.Title"].ShouldBe(["Typed for an hour"]);
        (await LatestAsync(form.ItemId)).DisplayText.ShouldBe("Held");

        var forged = await back.Set("__RequestVerificationToken", "forged").PressAsync("save");
        forged.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await forged.PressAsync("save")).Status.ShouldBe(HttpStatusCode.OK);
        (await LatestAsync(form.ItemId)).DisplayText.ShouldBe("Typed for an hour");
    }

    [Fact]
    public async Task A_form_of_twenty_megabytes_is_refused_with_a_page_that_says_so()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = await PageForm.OpenAsync(editor, "/content/new/Document");
        var answer = await form.Set("HtmlBodyPart.Html", new string('x', 20_000_000)).PressAsync("save");

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Title.ShouldBe("That was too large");
    }

    [Theory]
    [InlineData("/content/new/Nothing")]
    [InlineData("/content/4nothing00000000000000000/edit")]
    [InlineData("/content/4nothing00000000000000000/preview")]
    [InlineData("/content/4nothing00000000000000000/history")]
    [InlineData("/content/new/Discussion?in=4nothing00000000000000000")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var editor = await Site.SignInAsync("editor");
        using var answer = await editor.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_version_of_another_item_is_not_taken()
    {
        using var editor = await Site.SignInAsync("editor");
        var (one, other) = (await NewDocumentAsync(editor, "One"), await NewDocumentAsync(editor, "Other"));
        (await one.Set("BasedOn", other["BasedOn"]).PressAsync("save")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var preview = await editor.GetAsync($"/content/{one.ItemId}/preview?version={other["BasedOn"][0]}");
        preview.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await one.Without("BasedOn").PressAsync("save")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Content_of_a_feature_that_is_off_is_neither_offered_nor_found()
    {
        using var editor = await Site.SignInAsync("editor");
        var item = (await IdsAsync("Campaign", 1))[0];
        await SwitchAsync("Mhg.Campaigns", on: false);
        try
        {
            foreach (var path in (string[])["/content/new/Campaign", $"/content/{item}/edit", $"/content/{item}/preview", $"/content/{item}/history"])
            {
                using var answer = await editor.GetAsync(path);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            }
            (await editor.ReadAsync("/content")).ShouldNotContain("/content/new/Campaign");
        }
        finally
        {
            await SwitchAsync("Mhg.Campaigns", on: true);
        }
        (await editor.ReadAsync("/content")).ShouldContain("/content/new/Campaign");
    }

    [Fact]
    public async Task A_discussion_is_added_to_a_workshop_and_the_list_is_put_in_order()
    {
        using var editor = await Site.SignInAsync("editor");
        var workshop = await (await PageForm.OpenAsync(editor, "/content/new/Workshop")).Set("TitlePart.Title", "With discussions").PressAsync("save");
        foreach (var title in (string[])["Morning", "Noon", "Evening"])
        {
            var form = await PageForm.OpenAsync(editor, $"/content/new/Discussion?in={workshop.ItemId}");
            (await form.Set("TitlePart.Title", title).PressAsync("save")).Problems.ShouldBeEmpty();
        }
        workshop = await PageForm.OpenAsync(editor, workshop.Address);
        Listed(workshop).ShouldBe(["Morning", "Noon", "Evening"]);

        workshop = await workshop.Set("Workshop.Venue.Text", "typed, not saved").PressAsync(workshop.Button("Move up: Evening"));

        Listed(workshop).ShouldBe(["Morning", "Evening", "Noon"]);
        workshop["Workshop.Venue.Text"].ShouldBe(["typed, not saved"]);

        static IEnumerable<string> Listed(PageForm form) => form.Page.QuerySelectorAll("#ListPart li a").Select(link => link.TextContent);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_item()
    {
        using var editor = await Site.SignInAsync("editor");
        var form = (await PageForm.OpenAsync(editor, "/content/new/Document")).Set("TitlePart.Title", "Only once");
        var first = await form.PressAsync("save");
        var second = await form.PressAsync("save");
        second.ItemId.ShouldBe(first.ItemId);
        second.Notices.ShouldContain("saved already");
    }

    private static async Task<PageForm> NewDocumentAsync(Visitor editor, string title) =>
        await (await PageForm.OpenAsync(editor, "/content/new/Document")).Set("TitlePart.Title", title).PressAsync("save");

    private Task<ContentItem?> FindAsync(string id) => Site.InAsync(services => services.GetRequiredService<ContentManager>().GetAsync(id));

    private async Task<ContentItem> LatestAsync(string id) => (await FindAsync(id)).ShouldNotBeNull();

    private Task<List<string>> IdsAsync(string type, int count) => Site.InAsync(async services =>
        (await services.GetRequiredService<IContentStore>().QueryAsync(new ContentQuery { ContentTypes = [type], Take = count }, default)).Select(item => item.ContentItemId).ToList());

    private Task<bool> ChangeAsync(string id, Action<ContentItem> change) => Site.InAsync(async services =>
    {
        services.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        var contents = services.GetRequiredService<ContentManager>();
        var item = (await contents.GetAsync(id)).ShouldNotBeNull();
        change(item);
        await contents.SaveDraftAsync(item);
        return true;
    });

    private Task<bool> SwitchAsync(string feature, bool on) =>
        Site.InAsync(services => services.GetRequiredService<FeatureSwitch>().SetAsync(feature, on, default));
}
