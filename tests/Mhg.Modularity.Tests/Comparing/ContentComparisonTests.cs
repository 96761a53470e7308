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
        comparison.Elements[1].Lines.ShouldHaveSingleItem().Kind.ShouldBe(ComparedLineKind.Removed);
    }

    [Fact]
    public void The_same_words_with_other_formatting_are_pointed_out()
    {
        var element = ContentComparisons.Compare(
            [new("Body", "Text", "A word", "<p>A word</p>")], [new("Body", "Text", "A word", "<p>A <b>word</b></p>")]).Elements.ShouldHaveSingleItem();

        element.Lines.ShouldBeEmpty();
        element.Note.ShouldNotBeNull().ShouldContain("formatting");
    }

    [Theory]
    [InlineData("a\nb", "b\na", true)]
    [InlineData("a\nb", "a\nc\nb", false)]
    [InlineData("a\nb", "b", false)]
    public void Entries_in_another_order_are_pointed_out_but_not_that_some_came_or_went(string before, string after, bool isNoted) =>
        ContentComparisons.Compare([new("Goals", "Goals", "", before)], [new("Goals", "Goals", "", after)]).Elements.Any().ShouldBe(isNoted);
}
