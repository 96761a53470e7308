using System.Text.RegularExpressions;

namespace Mhg.Architecture.Tests;

/// <summary>What a read-me says that a test shows is shown by a test.</summary>
public sealed partial class ReadMeTests
{
    [Fact]
    public void A_test_that_a_read_me_names_is_there()
    {
        var sources = Repository.Files("tests", "*Tests.cs").ToLookup(file => Path.GetFileNameWithoutExtension(file)!, File.ReadAllText);
        var named = (from readMe in Repository.Files("src", "README.md")
                     from Match test in NamedTest().Matches(File.ReadAllText(readMe))
                     select (ReadMe: Path.GetRelativePath(Repository.Root, readMe), Class: test.Groups[1].Value, Method: test.Groups[2].Value)).ToList();

        named.ShouldNotBeEmpty();
        named.Where(test => !sources[test.Class].Any(source => test.Method.Length == 0 || source.Contains($" {test.Method}(", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>A class of tests, with or without one of its methods.</summary>
    [GeneratedRegex(@"`(?:EndToEnd\.)?(\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex NamedTest();
}
