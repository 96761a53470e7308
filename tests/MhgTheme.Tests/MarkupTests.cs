using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MhgTheme.Tests;

/// <summary>Holds for the pages of every module, which the browser tests of the theme do not see.</summary>
public sealed partial class MarkupTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void No_view_holds_a_style_or_a_script_that_the_policy_forbids()
    {
        var faults = Views().SelectMany(view => Forbidden().Matches(Comments().Replace(File.ReadAllText(view), "")).Select(match => $"{view}: {match.Value}"));

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_icon_that_is_named_is_one_that_the_theme_has()
    {
        var sprite = File.ReadAllText(Path.Combine(Root, "themes/MhgTheme/wwwroot/lib/icons.svg"));
        var icons = SymbolId().Matches(sprite).Select(match => match.Groups[1].Value).ToHashSet();
        icons.Count.ShouldBeGreaterThan(50);

        var sources = Views().Concat(Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(IsSource));
        var unknown = sources.SelectMany(file => NamedIcon().Matches(File.ReadAllText(file))
            .Select(match => match.Groups["icon"].Value)
            .Where(name => !icons.Contains(name))
            .Select(name => $"{file}: {name} is not in themes/MhgTheme/assets/icons.txt"));

        unknown.ShouldBeEmpty();
    }

    private static IEnumerable<string> Views() => new[] { "src", "themes", "tests/MhgTheme.Tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cshtml", SearchOption.AllDirectories))
        .Where(IsSource);

    private static bool IsSource(string path) =>
        !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "node_modules");

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    [GeneratedRegex("""<style\b|<script(?![^>]*\bsrc=)[^>]*>|<[a-z][^<>]*\s(?:style|on[a-z]+)\s*=\s*["'][^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();

    [GeneratedRegex("@\\*.*?\\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("<symbol id=\"([^\"]+)\"")]
    private static partial Regex SymbolId();

    [GeneratedRegex("""
        <(?:icon\s[^>]*\bname|empty-state\s[^>]*\bicon)="(?<icon>[a-z][a-z0-9-]*)"|\bIcon\s*=\s*"(?<icon>[a-z][a-z0-9-]*)"
        """)]
    private static partial Regex NamedIcon();
}
