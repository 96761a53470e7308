using System.Reflection;
using System.Xml.Linq;

namespace Mhg.Architecture.Tests;

/// <summary>References point one way. Both are read: what project files name, and what the compiled assemblies use.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Core = ["Mhg.Html", "Mhg.Search", "Mhg.Expressions", "Mhg.Recipes", "Mhg.ContentManagement", "Mhg.Workflows"];

    private static readonly string[] Modules = ["Mhg.FocusAreas", "Mhg.ResourcePersons", "Mhg.Workshops", "Mhg.Campaigns", "Mhg.Review", "Mhg.Archive"];

    private static readonly string[] BelowModules = ["Mhg.Html", "Mhg.Expressions", "Mhg.Recipes", "Mhg.ContentManagement", "Mhg.Workflows", "Mhg.Modularity"];

    /// <summary>What each project may know of the others. Whoever adds a project says here where it stands.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Mhg.Html"] = [],
        ["Mhg.Search"] = [],
        ["Mhg.Expressions"] = [],
        ["Mhg.Recipes"] = ["Mhg.Expressions"],
        ["Mhg.ContentManagement"] = ["Mhg.Html", "Mhg.Expressions", "Mhg.Recipes"],
        ["Mhg.Workflows"] = ["Mhg.Html", "Mhg.Expressions", "Mhg.Recipes", "Mhg.ContentManagement"],
        ["Mhg.Modularity"] = ["Mhg.Html", "Mhg.Expressions", "Mhg.Recipes", "Mhg.ContentManagement", "Mhg.Workflows"],
        ["Mhg.Data"] = [.. BelowModules, "Mhg.Data.ModelCompiler"],
        ["Mhg.FocusAreas"] = BelowModules,
        ["Mhg.ResourcePersons"] = BelowModules,
        ["Mhg.Workshops"] = BelowModules,
        ["Mhg.Campaigns"] = BelowModules,
        ["Mhg.Review"] = BelowModules,
        ["Mhg.Archive"] = [.. BelowModules, "Mhg.Search"],
        ["MhgTheme"] = BelowModules,
        ["Mhg.Web"] = [.. BelowModules, "Mhg.Search", "Mhg.Data", "MhgTheme", .. Modules],
    };

    public static TheoryData<string> Projects => [.. ProjectFiles("src", "themes").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_names_only_projects_that_stand_before_it(string project)
    {
        var file = ProjectFiles("src", "themes").Single(file => Path.GetFileNameWithoutExtension(file) == project);
        var named = XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))!);
        named.Except(MayUse[project]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_compiled_assembly_uses_only_projects_that_stand_before_it(string project)
    {
        var used = Uses(project).Where(name => name == "MhgTheme" || name.StartsWith("Mhg.", StringComparison.Ordinal));
        used.Except(MayUse[project]).ShouldBeEmpty();
    }

    [Fact]
    public void The_core_knows_no_web_and_no_database()
    {
        foreach (var project in Core)
        {
            Uses(project).Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.Contains("EntityFramework", StringComparison.Ordinal) || name.Contains("Sqlite", StringComparison.Ordinal))
                .ShouldBeEmpty(project);
        }
    }

    [Fact]
    public void No_module_knows_the_database()
    {
        foreach (var project in Modules.Where(Exists))
            Uses(project).Where(name => name.Contains("EntityFramework", StringComparison.Ordinal) || name.Contains("Sqlite", StringComparison.Ordinal)).ShouldBeEmpty(project);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "MhgOrchard.sln")).Replace('\\', '/');
        ProjectFiles("src", "themes", "tests").Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Where(file => !solution.Contains($"\"{file}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static bool Exists(string project) => File.Exists(Path.Combine(AppContext.BaseDirectory, $"{project}.dll"));

    private static IEnumerable<string> Uses(string project) => Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> ProjectFiles(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Repository.Root, folder))).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"));
}
