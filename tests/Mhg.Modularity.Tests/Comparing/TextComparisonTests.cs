using FsCheck;
using FsCheck.Fluent;
using Mhg.Modularity.Comparing;

namespace Mhg.Modularity.Tests.Comparing;

public sealed class TextComparisonTests
{
    [Fact]
    public void A_changed_line_stands_in_both_versions_with_its_changed_words_marked()
    {
        var lines = TextComparison.Compare("Intro\nPortability of rights\nEnd", "Intro\nPortability of social rights\nEnd");

        lines.Select(line => line.Kind).ShouldBe([ComparedLineKind.Unchanged, ComparedLineKind.Removed, ComparedLineKind.Added, ComparedLineKind.Unchanged]);
        lines[1].Runs.ShouldAllBe(run => !run.IsChanged);
        string.Concat(lines[2].Runs.Where(run => run.IsChanged).Select(run => run.Text)).Trim().ShouldBe("social");
    }

    [Fact]
    public void Texts_that_are_the_same_have_no_change() =>
        TextComparison.Compare("One\nTwo", "One\nTwo").ShouldAllBe(line => line.Kind == ComparedLineKind.Unchanged);

    [Fact]
    public void Both_texts_can_be_read_from_their_comparison()
    {
        var text = from lines in Gen.Elements("a", "b", "a b", "", "b, c", "é ü", "a  b").ListOf()
                   select string.Join('\n', lines);
        Prop.ForAll(text.ToArbitrary(), text.ToArbitrary(), (before, after) =>
        {
            var lines = TextComparison.Compare(before, after);
            Joined(lines, ComparedLineKind.Added).ShouldBe(before);
            Joined(lines, ComparedLineKind.Removed).ShouldBe(after);
        }).QuickCheckThrowOnFailure();

        static string Joined(IEnumerable<ComparedLine> lines, ComparedLineKind without) =>
            string.Join('\n', lines.Where(line => line.Kind != without).Select(line => string.Concat(line.Runs.Select(run => run.Text))));
    }

    [Fact]
    public void Long_texts_without_anything_in_common_are_compared_in_a_moment()
    {
        var before = string.Join('\n', Enumerable.Range(0, 200_000).Select(n => $"old {n}"));
        var after = string.Join('\n', Enumerable.Range(0, 200_000).Select(n => $"new {n}"));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        TextComparison.Compare(before, after).Count.ShouldBe(400_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
