using FsCheck;
using FsCheck.Fluent;
using Mhg.ContentManagement.Comments;

namespace Mhg.ContentManagement.Tests;

public sealed class PassageTests
{
    private const string Text = "The network met in Bangkok.\nIts members asked for clinics along the border. They asked for interpreters, too.";

    [Theory]
    [InlineData("clinics along the border", "Before all:\n" + Text, "clinics along the border", "text came before it")]
    [InlineData("clinics along the border", "Its members asked for clinics\nalong the border. They asked for interpreters, too.", "clinics\nalong the border", "white space changed")]
    [InlineData("asked for", "The network met in Hanoi.\nIts members asked for clinics along the border. They had asked for interpreters, too.", "asked for", "the words are there twice")]
    [InlineData("clinics along the border", "The network met in Bangkok.\nIts members asked for hospitals. They asked for interpreters, too.", "hospitals", "other words stand in its place")]
    [InlineData("Its members asked for clinics along the border.", "Hanoi. Members asked for mobile clinics along the border", "Hanoi. Members asked for mobile clinics along the border", "it was changed, and so was what was around it")]
    [InlineData("clinics along the border", "Nothing of it stayed.", null, "it is gone")]
    [InlineData("clinics along the border", "Its members asked for. They asked for interpreters, too.", null, "it was taken out")]
    [InlineData("in", "The inn.", null, "words so short are nowhere without what was around them")]
    [InlineData(Text, "Another title", "Another title", "it is all of the text")]
    [InlineData("clinics along the border", "", null, "the text is empty")]
    public void A_passage_is_found_again(string quote, string later, string? expected, string because)
    {
        var place = Of(Text, quote).FindIn(later);
        (place is { } found ? later.Substring(found.Start, found.Length) : null).ShouldBe(expected, because);
    }

    [Fact]
    public void Of_equal_words_those_are_meant_that_stand_in_the_same_text()
    {
        var passage = Passage.Of(Text, new PassagePlace(Text.LastIndexOf("asked for", StringComparison.Ordinal), "asked for".Length));
        var later = "They said. " + Text;
        passage.FindIn(later)!.Value.Start.ShouldBe(later.LastIndexOf("asked for", StringComparison.Ordinal));
        passage.FindWords(later)!.Value.Place.Start.ShouldBe(later.LastIndexOf("asked for", StringComparison.Ordinal));
    }

    [Fact]
    public void What_changed_is_found_but_not_unchanged()
    {
        var passage = Of(Text, "clinics along the border");
        passage.FindUnchanged("New. " + Text)!.Value.Length.ShouldBe("clinics along the border".Length);
        passage.FindUnchanged(Text.Replace("clinics", "schools")).ShouldBeNull();
    }

    [Fact]
    public void A_passage_stays_where_it_is_whatever_is_put_before_and_behind_it_and_away_from_it()
    {
        var words = from all in Gen.Elements("health", "clinics", "border", "met", "the", "of", "network,", "care.\n", "2026", "É", "อนามัย").ListOf(60)
                    select string.Join(' ', all);
        var edit = from place in Gen.Choose(0, 100) from text in Gen.Elements("", "x", "the network met ", "\n\n", "clinics of the border") select (place, text);
        var test = from text in words
                   from start in Gen.Choose(0, text.Length - 21)
                   from length in Gen.Choose(1, 20)
                   from before in edit
                   from after in edit
                   select (text, start, length, before, after);
        Prop.ForAll(test.ToArbitrary(), one =>
        {
            var place = new PassagePlace(one.start, one.length);
            if (string.IsNullOrWhiteSpace(one.text.Substring(place.Start, place.Length)))
                return;
            var passage = Passage.Of(one.text, place);
            // Edits that leave as much around the passage as makes it sure.
            const int near = 20;
            var (head, tail) = (one.text[..place.Start], one.text[place.End..]);
            var at = one.before.place * Math.Max(0, head.Length - near) / 100;
            var from = Math.Min(tail.Length, near + (one.after.place * Math.Max(0, tail.Length - near) / 100));
            head = at == 0 && head.Length < near ? head : head[..at] + one.before.text + head[at..];
            tail = tail[..from] + (tail.Length < near ? "" : one.after.text) + tail[from..];
            var later = head + passage.Quote + tail;

            var found = passage.FindIn(later).ShouldNotBeNull(later);
            later.Substring(found.Start, found.Length).Trim().ShouldBe(passage.Quote.Trim());
            found.Start.ShouldBeInRange(head.Length, head.Length + passage.Quote.Length - passage.Quote.TrimStart().Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_passage_of_a_megabyte_of_text_is_found_or_given_up_in_a_moment()
    {
        var random = new Random(20261122);
        var text = string.Join(' ', Enumerable.Range(0, 170_000).Select(_ => $"word{random.Next(3_000)}"));
        var start = text.IndexOf(' ', 500_000) + 1;
        var passage = Passage.Of(text, new PassagePlace(start, Passage.LongestQuote));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        passage.FindIn("word1 " + text)!.Value.Start.ShouldBe(start + 6);
        passage.FindIn(text[..400_000] + text[600_000..]).ShouldBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static Passage Of(string text, string quote) => Passage.Of(text, new PassagePlace(text.IndexOf(quote, StringComparison.Ordinal), quote.Length));
}
