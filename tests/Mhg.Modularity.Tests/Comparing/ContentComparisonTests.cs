using FsCheck;
using FsCheck.Fluent;
using Mhg.Modularity.Comparing;

namespace Mhg.Modularity.Tests.Comparing;

public sealed class ContentComparisonTests
{
    [Fact]
    public void Only_what_differs_is_listed_and_what_went_stands_in_its_old_place()
    {
        var comparison = ContentComparisons.Compare(
            [new("Title", "Title", "Old"), new("Goals[a].Goal.Text", "Goals 1: Goal", "Gone"), new("Place", "Place", "Same")],
            [new("Title", "Title", "New"), new("Place", "Place", "Same"), new("Note", "Note", "Added")]);

        comparison.Elements.Select(element => element.Path).ShouldBe(["Title", "Goals[a].Goal.Text", "Note"]);
        comparison.Elements[1].Lines.ShouldHaveSingleItem().Change.ShouldBe(LineChange.Removed);
    }

    [Fact]
    public void Markup_that_differs_where_no_reader_sees_it_is_not_kept_from_the_reviewer() =>
        ContentComparisons.Compare([new("Body", "Text", "A word", "<p>A word</p>")], [new("Body", "Text", "A word", "<p dir=\"rtl\">A word</p>")])
            .Elements.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Note.ShouldNotBeNull().ShouldContain("something else in the markup");

    [Theory]
    [InlineData("a b", "b a", ">b| a")]
    [InlineData("a b", "a c b", " a|+c| b")]
    [InlineData("a b", "b", "-a| b")]
    [InlineData("a b c d", "d a b", ">d| a| b|-c")]
    [InlineData("a a", "a", " a|-a")]
    [InlineData("", "a", "+a")]
    public void Entries_that_came_went_or_moved_are_told_apart(string before, string after, string expected) =>
        string.Join('|', Compared(before, after).Select(line => $"{Sign(line.Change)}{line.Runs[0].Text}")).ShouldBe(expected);

    [Fact]
    public void Every_entry_of_both_lists_is_in_their_comparison_once()
    {
        var list = Gen.Elements("a", "b", "c", "d", "e").ListOf().Select(keys => string.Join(' ', keys));
        Prop.ForAll(list.ToArbitrary(), list.ToArbitrary(), (before, after) =>
        {
            var lines = Compared(before, after);
            Names(LineChange.Removed).ShouldBe(Entries(after).Select(entry => entry.Name));
            lines.Where(line => line.Change != LineChange.Added).Select(line => line.Runs[0].Text).Order().ShouldBe(Entries(before).Select(entry => entry.Name).Order());

            IEnumerable<string> Names(LineChange without) => lines.Where(line => line.Change != without).Select(line => line.Runs[0].Text);
        }).QuickCheckThrowOnFailure();
    }

    private static IReadOnlyList<ComparedLine> Compared(string before, string after) =>
        ContentComparisons.Compare([new("Goals", "Goals", "", Entries: Entries(before))], [new("Goals", "Goals", "", Entries: Entries(after))])
            .Elements.SingleOrDefault()?.Lines ?? [.. Entries(after).Select(entry => new ComparedLine(LineChange.Unchanged, [new(entry.Name, RunChange.Unchanged)]))];

    private static List<ListEntry> Entries(string keys) => [.. keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => new ListEntry(key, key))];

    private static char Sign(LineChange change) => change switch
    {
        LineChange.Added => '+',
        LineChange.Removed => '-',
        LineChange.Moved => '>',
        _ => ' ',
    };
}
