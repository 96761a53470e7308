using Mhg.Modularity.Shell;

namespace Mhg.Modularity.Tests.Shell;

public sealed class PagerTests
{
    [Theory]
    [InlineData(1, 0, "1")]
    [InlineData(1, 20, "1")]
    [InlineData(1, 21, "1 2")]
    [InlineData(1, 200, "1 2 … 10")]
    [InlineData(3, 200, "1 2 3 4 … 10")]
    [InlineData(4, 200, "1 2 3 4 5 … 10")]
    [InlineData(5, 200, "1 … 4 5 6 … 10")]
    [InlineData(10, 200, "1 … 9 10")]
    public void Links_lead_to_both_ends_and_to_the_neighbours(int page, int total, string links) =>
        string.Join(' ', new Pager(page, 20, total).Links().Select(link => link?.ToString() ?? "…")).ShouldBe(links);
}
