using System.Globalization;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Features;
using Mhg.Modularity.Navigation;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Settings;
using Mhg.Modularity.Shell;
using Mhg.Web.Setup;
using Mhg.Workflows.Notices;
using Mhg.Workflows.Outbox;
using Microsoft.AspNetCore.Diagnostics;

namespace Mhg.Web.Hosting;

/// <summary>Gathers what stands around every page for the reader of this request.</summary>
public sealed class SiteShell(
    SiteSettings settings, FeatureState features, CurrentActor current, PublishedContent content, INoticeStore notices,
    ReaderPreferences preferences, SetupState setup, IHttpContextAccessor accessor) : PageShellSource
{
    private static readonly NavigationEntry[] OwnEntries =
    [
        new(SiteMenu.Work, "Content", "/content", 30) { Icon = "collection", Permission = ContentPermissions.ListContent },
        new(SiteMenu.Administration, "Users", "/admin/users", 10) { Icon = "people", Permission = SitePermissions.ManageUsers },
        new(SiteMenu.Administration, "Roles", "/admin/roles", 20) { Icon = "shield-lock", Permission = SitePermissions.ManageRoles },
        new(SiteMenu.Administration, "Features", "/admin/features", 30) { Icon = "puzzle", Permission = SitePermissions.ManageFeatures },
        new(SiteMenu.Administration, "Workflows", "/admin/workflows", 35) { Icon = "diagram-3", Permission = SitePermissions.ManageWorkflows },
        new(SiteMenu.Administration, "Settings", "/admin/settings", 40) { Icon = "sliders", Permission = SitePermissions.ManageSettings },
        new(SiteMenu.Administration, "E-mail", "/admin/mail", 45) { Icon = "envelope", Permission = SitePermissions.ManageSettings },
        new(SiteMenu.Administration, "Outbox", "/admin/outbox", 46)
        {
            Icon = "send",
            Permission = SitePermissions.ManageSettings,
            CountAsync = async (services, cancellationToken) => (await services.GetRequiredService<IOutboxStore>().CountFailedAsync(cancellationToken)).GivenUp,
        },
        new(SiteMenu.Administration, "Audit", "/admin/audit", 50) { Icon = "clock-history", Permission = SitePermissions.ViewAudit },
        new(SiteMenu.Account, "Your account", "/account", 10) { Icon = "person" },
    ];

    /// <inheritdoc/>
    protected override async Task<PageShell> LoadAsync()
    {
        var context = accessor.HttpContext!;
        try
        {
            return await GatherAsync(context);
        }
        catch (Exception) when (context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page of an error is shown without what would end in the same error, which is in the log already.
            return new PageShell { SiteName = "This site", SearchUrl = null, NoticesUrl = null, SignInUrl = null };
        }
    }

    private async Task<PageShell> GatherAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        var scope = await content.ScopeAsync(aborted);
        var entries = OwnEntries
            // Before the setup there is nowhere to go.
            .Concat(setup.IsDone ? features.On.SelectMany(module => module.Startup.Navigation) : [])
            .Where(entry => entry.Permission is null || current.Actor.Can(entry.Permission))
            .Where(entry => entry.ContentType is null || scope.ContentTypes.Contains(entry.ContentType))
            .ToLookup(entry => entry.Menu);
        // Of two entries one of which is below the other, the nearer is the open one.
        var open = entries.SelectMany(menu => menu).Where(entry => context.Request.Path.StartsWithSegments(entry.Url)).MaxBy(entry => entry.Url.Length)?.Url;
        var counts = new Dictionary<NavigationEntry, int>();
        foreach (var entry in entries.SelectMany(menu => menu))
        {
            if (entry.CountAsync is { } countAsync)
                counts[entry] = await countAsync(context.RequestServices, aborted);
        }
        var hasNotices = features.IsFeatureOn("Mhg.Review");
        var person = await preferences.GetAsync(aborted);
        return new PageShell
        {
            SiteName = await settings.TextAsync("SiteName", aborted) ?? "New site",
            Tagline = await settings.TextAsync("Tagline", aborted),
            Culture = CultureInfo.CurrentUICulture,
            TimeZone = person.TimeZone,
            UserName = person.DisplayName,
            UnreadNotices = hasNotices && current.Actor.UserId is { } userId ? await notices.CountUnreadAsync(userId, aborted) : 0,
            NoticesUrl = hasNotices ? "~/notices" : null,
            UnreadNoticesUrl = hasNotices ? "~/api/notices/unread" : null,
            // Before the setup there is nothing to find, and nobody to sign in.
            SearchUrl = setup.IsDone && features.IsFeatureOn("Mhg.Archive") ? "~/search" : null,
            SignInUrl = setup.IsDone ? "~/sign-in" : null,
            MainMenu = Menu(SiteMenu.Main),
            WorkMenu = [.. Menu(SiteMenu.Work), .. Menu(SiteMenu.Administration, "Administration")],
            AccountMenu = Menu(SiteMenu.Account),
            FooterMenu = Menu(SiteMenu.Footer),
        };

        NavigationItem[] Menu(SiteMenu menu, string? group = null) =>
        [
            .. entries[menu].OrderBy(entry => entry.Position).Select(entry => new NavigationItem(entry.Text, "~" + entry.Url)
            {
                Icon = entry.Icon,
                Group = group,
                Count = counts.TryGetValue(entry, out var count) ? count : null,
                Position = entry.Position,
                IsActive = entry.Url == open,
            }),
        ];
    }
}
