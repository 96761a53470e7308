namespace Mhg.Expressions.Tests;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Migration, Health & Globalisation (2008)", "migration-health-globalisation-2008")]
    [InlineData("  --Étude à São Paulo--  ", "etude-a-sao-paulo")]
    [InlineData("การย้ายถิ่นและสุขภาพ ๒๕๕๑", "การย้ายถิ่นและสุขภาพ-๒๕๕๑")]
    [InlineData("Sức khỏe Di cư", "suc-khoe-di-cu")]
    [InlineData("Здоровье мигрантов", "здоровье-мигрантов")]
    [InlineData("snake_case ~ C#", "snake_case-~-c")]
    [InlineData("…!?", "")]
    [InlineData("😀 smile \ud800", "smile")]
    [InlineData("𝒜 𐐀", "𝒜-𐐨")]
    public void A_title_becomes_an_address(string title, string slug) => Slug.From(title).ShouldBe(slug);

    [Fact]
    public void Ids_have_Orchards_form_and_differ()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => UniqueId.New()).ToList();
        ids.ShouldAllBe(id => id.Length == 26 && id.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c)));
        ids.Distinct().Count().ShouldBe(1000);
    }
}
