namespace Mhg.Web.Hosting;

/// <summary>What an operator can set in <c>appsettings.json</c>, by environment variables (<c>Site__DataPath</c>) or on the command line.</summary>
public sealed class SiteOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Site";

    /// <summary>Where people reach the site, for links in e-mails; null for where it listens itself.</summary>
    public Uri? Address { get; set; }

    /// <summary>The folder with the database, the search index, keys and media. Relative to the application.</summary>
    public string DataPath { get; set; } = "App_Data";

    /// <summary>The folder with further modules. Relative to the application.</summary>
    public string ModulesPath { get; set; } = "modules";

    /// <summary>Folders with recipes that are looked through before the site's own. Relative to the application.</summary>
    public string[] RecipesPaths { get; set; } = [];

    /// <summary>The time zone in which times are shown to visitors, and to members who chose none.</summary>
    public string TimeZone { get; set; } = "Asia/Kuala_Lumpur";

    /// <summary>The language tag of the site: it decides how dates and numbers are written and in which direction pages are read.</summary>
    public string Culture { get; set; } = "en-GB";

    /// <summary>The largest request that is read, in bytes.</summary>
    public long LargestRequest { get; set; } = 10 * 1024 * 1024;

    /// <summary>For how many days workflows are kept that have come to their end; 0 for ever.</summary>
    public int KeepWorkflowDays { get; set; } = 90;

    /// <summary>The hosts that workflows may send requests to, beside this machine: names, or names with a port.</summary>
    public string[] WorkflowHosts { get; set; } = [];

    /// <summary>Makes a path of the options absolute.</summary>
    public static string Resolve(string path, string contentRoot) => Path.GetFullPath(path, contentRoot);
}
