using System.Globalization;
using Mhg.Modularity.Shell;

namespace Mhg.Modularity.Tests;

public sealed class DayRangeTests
{
    [Theory]
    [InlineData("2026-11-24", null, "24 November 2026")]
    [InlineData("2026-11-24", "2026-11-24", "24 November 2026")]
    [InlineData("2026-11-24", "2026-11-27", "24 – 27 November 2026")]
    [InlineData("2026-11-30", "2026-12-02", "30 November – 2 December 2026")]
    [InlineData("2026-12-30", "2027-01-02", "30 December 2026 – 2 January 2027")]
    [InlineData("2026-11-24", "2026-11-01", "24 November 2026")]
    public void Days_are_said_in_words_and_what_they_share_once(string first, string? last, string words) =>
        DayRange.InWords(Day(first)!.Value, Day(last), CultureInfo.GetCultureInfo("en-GB")).ShouldBe(words);

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
