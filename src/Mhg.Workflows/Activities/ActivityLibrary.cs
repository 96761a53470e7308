using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Activities;

/// <summary>The kinds of activities that the modules offer, by name.</summary>
/// <param name="services">Where they are registered. They are made when first asked for: activities use content, whose handlers use workflows.</param>
public sealed class ActivityLibrary(IServiceProvider services)
{
    private FrozenDictionary<string, Activity>? _activities;

    private FrozenDictionary<string, Activity> Activities => _activities ??=
        services.GetServices<Activity>().ToFrozenDictionary(activity => activity.Name);

    /// <summary>Every kind.</summary>
    public IReadOnlyCollection<Activity> All => Activities.Values;

    /// <summary>A kind by its name, or null.</summary>
    public Activity? Find(string name) => Activities.GetValueOrDefault(name);

    /// <summary>
    /// Whether workflows go past an activity without anything from outside. Nothing is known of an activity that no module offers;
    /// it ends the way.
    /// </summary>
    internal bool IsTask(ActivityRecord record) => Find(record.Name) is DeferredActivity or not (null or EventActivity);
}
