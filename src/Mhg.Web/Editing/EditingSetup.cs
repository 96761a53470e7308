namespace Mhg.Web.Editing;

/// <summary>Puts the editing pages into the host.</summary>
public static class EditingSetup
{
    /// <summary>Adds what the editing pages use.</summary>
    public static IServiceCollection AddEditing(this IServiceCollection services) => services
        .AddScoped<EditingForms>().AddScoped<PickerChoices>().AddScoped<ListedItems>().AddScoped<Conflicts>();
}
