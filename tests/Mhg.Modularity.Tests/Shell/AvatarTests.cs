using Mhg.Modularity.Shell;

namespace Mhg.Modularity.Tests.Shell;

public sealed class AvatarTests
{
    [Theory]
    [InlineData("Nurul Aisyah", "NA")]
    [InlineData("  ana maria reyes ", "AR")]
    [InlineData("Somchai", "S")]
    [InlineData("", "?")]
    public void Initials_are_of_the_first_and_the_last_word(string name, string initials) =>
        new AvatarTagHelper(null!) { Name = name }.Initials.ShouldBe(initials);
}
