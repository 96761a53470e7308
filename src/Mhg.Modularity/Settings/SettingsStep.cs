using System.Text.Json.Nodes;
using Mhg.Recipes;

namespace Mhg.Modularity.Settings;

/// <summary>A section of the settings that is looked at when a recipe brings it. Others are stored as they come.</summary>
public interface ISettingsSection
{
    /// <summary>The section's name; compared without case.</summary>
    string Name { get; }

    /// <summary>Reports what is wrong with a section.</summary>
    /// <param name="section">The section, in its place in the step.</param>
    /// <param name="context">The step.</param>
    /// <returns>What to store; null for nothing.</returns>
    JsonNode? Take(JsonNode section, RecipeStepContext context);
}

/// <summary><c>settings</c>: sets every member of the step but its name.</summary>
public sealed class SettingsStep(SiteSettings settings, IEnumerable<ISettingsSection> sections) : IRecipeStep
{
    /// <inheritdoc/>
    public string Name => "settings";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var (name, value) in context.Body.Where(member => !member.Key.Equals("name", StringComparison.OrdinalIgnoreCase)))
        {
            if (value is null || sections.FirstOrDefault(section => section.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } section)
                await settings.SaveAsync(name, value, cancellationToken);
            else if (section.Take(value, context) is { } taken)
                await settings.SaveAsync(section.Name, taken, cancellationToken);
        }
    }
}

/// <summary><c>themes</c>: notes which themes are wanted. This host has one; others are reported.</summary>
public sealed class ThemesStep(SiteSettings settings) : IRecipeStep
{
    // Orchard Core's own administration theme is named by recipes that run there, too; here the site's theme is used for both.
    private static readonly string[] Known = ["MhgTheme", "TheAdmin"];

    /// <inheritdoc/>
    public string Name => "themes";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var member in (string[])["site", "admin"])
        {
            if (context.Body[member] is not { } theme)
                continue;
            if (Known.Contains(theme.ToString()))
                await settings.SaveAsync($"Theme:{member}", theme, cancellationToken);
            else
                context.Problem($"There is no theme “{theme}” here; this host has MhgTheme.", theme);
        }
    }
}
