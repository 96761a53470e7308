using Mhg.Modularity.Comparing;

namespace Mhg.Modularity.Tests.Comparing;

public sealed class ChangeSizeTests
{
    [Theory]
    [InlineData("The network met in Bangkok.", "The network met in Bangkok.", "Nothing changed")]
    [InlineData("The network met in Bangkok.", "The network met at Hanoi.", "2 words changed in 1 field")]
    [InlineData("The network met.", "The whole network met in Hanoi.", "3 words changed in 1 field")]
    [InlineData("The network met in Hanoi", "The network met in Hanoi.", "1 word changed in 1 field")]
    [InlineData("One line\nanother one altogether", "One line", "3 words changed in 1 field")]
    [InlineData("All of these went", "Nobody came back here today", "5 words changed in 1 field")]
    [InlineData("Yes", "No", "1 word changed in 1 field")]
    [InlineData("Gone\nThe network met", "The network met\nCame", "2 words changed in 1 field")]
    [InlineData("สวัสดี", "สวัสดาี", "2 words changed in 1 field")]
    public void Words_are_counted_once_where_one_stands_in_the_place_of_another(string before, string after, string expected) =>
        SizeOf(new("Body", "Text", before), new("Body", "Text", after)).ShouldBe(expected);

    [Theory]
    [InlineData("<p>One word more</p>", "<p>One <strong>word</strong> more</p>", "1 word changed in 1 field")]
    [InlineData("<p>Aims of it</p>", "<h2>Aims of it</h2>", "1 word changed in 1 field")]
    [InlineData("<p>A word</p>", "<p dir=\"rtl\">A word</p>", "1 word changed in 1 field")]
    public void Nothing_that_differs_counts_as_nothing(string before, string after, string expected) =>
        SizeOf(new("Body", "Text", "", before), new("Body", "Text", "", after)).ShouldBe(expected);

    [Fact]
    public void Entries_that_came_went_or_moved_count() =>
        SizeOf(
            new("People", "People", "", Entries: [new("a", "Ana Reyes"), new("b", "Budi Santoso"), new("c", "Chai")]),
            new("People", "People", "", Entries: [new("c", "Chai"), new("a", "Ana Reyes"), new("d", "Dewi")])).ShouldBe("3 words changed in 1 field");

    [Fact]
    public void Fields_are_counted() =>
        ChangeSize.Of(ContentComparisons.Compare([new("A", "A", "one"), new("B", "B", "two")], [new("A", "A", "1"), new("C", "C", "three")])).ShouldBe(new ChangeSize(3, 3));

    private static string SizeOf(ElementText before, ElementText after) => ChangeSize.Of(ContentComparisons.Compare([before], [after])).ToString();
}
