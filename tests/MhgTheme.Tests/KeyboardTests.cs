using Microsoft.Playwright;

namespace MhgTheme.Tests;

[Collection(nameof(Gallery))]
public sealed class KeyboardTests(Gallery gallery)
{
    [Fact]
    public async Task The_first_stop_of_the_Tab_key_skips_to_the_content()
    {
        var page = await gallery.OpenAsync("/Item");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_narrow_menu_opens_without_scripts()
    {
        var page = await gallery.OpenAsync("/Item", width: 360, scripts: false);
        var link = page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Campaigns" });

        (await link.IsVisibleAsync()).ShouldBeFalse();
        await page.Locator(".site-menu > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        (await link.IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator("[data-theme-toggle]").First.IsVisibleAsync()).ShouldBeFalse("it could do nothing");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Escape_closes_a_menu_and_gives_the_focus_back()
    {
        var page = await gallery.OpenAsync("/Item");
        var account = page.Locator("details.menu").First;

        await account.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        (await account.EvaluateAsync<bool>("menu => menu.open && menu.querySelector('.menu-panel').contains(document.activeElement)")).ShouldBeTrue();
        await page.Keyboard.PressAsync("Escape");

        (await account.EvaluateAsync<bool>("menu => !menu.open && document.activeElement === menu.querySelector('summary')")).ShouldBeTrue();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_chosen_theme_is_remembered_and_else_the_system_decides()
    {
        var page = await gallery.OpenAsync("/Item", ColorScheme.Dark);
        (await page.GetAttributeAsync("html", "data-bs-theme")).ShouldBe("dark");

        await page.GetByRole(AriaRole.Button, new() { Name = "Light theme" }).ClickAsync();
        await page.GotoAsync("/Search");

        (await page.GetAttributeAsync("html", "data-bs-theme")).ShouldBe("light");
        await page.Context.DisposeAsync();
    }
}
