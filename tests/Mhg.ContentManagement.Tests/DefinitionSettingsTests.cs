using Mhg.ContentManagement.Definitions;

namespace Mhg.ContentManagement.Tests;

public sealed class DefinitionSettingsTests
{
    [Fact]
    public void Positions_sort_as_numbers_with_dots_and_what_has_none_comes_last() =>
        new[] { "10", "", "2", "2.10", "2.9", "1" }.InOrder(position => position).ShouldBe(["1", "2", "2.9", "2.10", "10", ""]);

    [Fact]
    public void What_has_the_same_position_keeps_its_order() =>
        new[] { ("b", "1"), ("a", "1"), ("c", "0") }.InOrder(entry => entry.Item2).Select(entry => entry.Item1).ShouldBe(["c", "b", "a"]);
}
