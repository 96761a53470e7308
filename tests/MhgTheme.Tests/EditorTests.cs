using Microsoft.Playwright;

namespace MhgTheme.Tests;

[Collection(nameof(Gallery))]
public sealed class EditorTests(Gallery gallery)
{
    [Fact]
    public async Task Without_scripts_the_field_holds_the_HTML()
    {
        var page = await gallery.OpenAsync("/Edit", scripts: false);

        (await page.Locator("#Body").IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator("#Body").InputValueAsync()).ShouldStartWith("<h2>Three demands</h2>");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_is_in_the_field_that_the_form_sends()
    {
        var page = await OpenEmptyAsync();

        await page.Keyboard.TypeAsync("End testing.");

        (await FieldAsync(page)).ShouldBe("<p>End testing.</p>");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_text_is_sent_as_nothing()
    {
        var page = await OpenEmptyAsync();

        (await FieldAsync(page)).ShouldBeEmpty();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_toolbar_is_one_stop_of_the_Tab_key_and_works_with_the_arrows()
    {
        var page = await OpenEmptyAsync();
        await page.Keyboard.TypeAsync("Three demands");

        await page.Keyboard.PressAsync("Alt+F10");
        (await FocusedAsync(page)).ShouldBe("Heading");
        await page.Keyboard.PressAsync("ArrowRight");
        (await FocusedAsync(page)).ShouldBe("Smaller heading");
        await page.Keyboard.PressAsync("Enter");

        (await FieldAsync(page)).ShouldBe("<h3>Three demands</h3>");
        (await page.Locator(".rich-text-tools [tabindex='0']").CountAsync()).ShouldBe(1);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_link_is_set_by_the_keyboard_alone()
    {
        var page = await OpenEmptyAsync();
        await page.Keyboard.TypeAsync("the brief");
        await page.Keyboard.PressAsync("Control+A");

        await page.Keyboard.PressAsync("Control+K");
        await page.Keyboard.TypeAsync("https://example.org/brief");
        await page.Keyboard.PressAsync("Enter");

        (await FieldAsync(page)).ShouldBe("<p><a href=\"https://example.org/brief\">the brief</a></p>");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_table_is_plain_HTML_without_styles()
    {
        var page = await OpenEmptyAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Insert table" }).ClickAsync();
        await page.Keyboard.TypeAsync("Country");

        var html = await FieldAsync(page);
        html.ShouldStartWith("<table><tbody><tr><th");
        html.ShouldContain("Country");
        html.ShouldNotContain("style=");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Add row below" }).IsVisibleAsync()).ShouldBeTrue();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_message_of_the_error_summary_leads_into_the_editor()
    {
        var page = await gallery.OpenAsync("/Edit");

        await page.GetByRole(AriaRole.Link, new() { Name = "The text is empty" }).ClickAsync();

        (await page.EvaluateAsync<bool>("document.activeElement.classList.contains('ProseMirror')")).ShouldBeTrue();
        await page.Context.DisposeAsync();
    }

    private async Task<IPage> OpenEmptyAsync()
    {
        var page = await gallery.OpenAsync("/Edit");
        await page.Locator(".ProseMirror").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        // What is left of a deleted heading is an empty heading.
        if (await page.GetByRole(AriaRole.Button, new() { Name = "Heading", Exact = true }).GetAttributeAsync("aria-pressed") == "true")
            await page.Keyboard.PressAsync("Control+Alt+2");
        return page;
    }

    private static Task<string> FieldAsync(IPage page) => page.Locator("#Body").InputValueAsync();

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')");
}
