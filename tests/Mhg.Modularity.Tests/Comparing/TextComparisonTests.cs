using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Mhg.Modularity.Comparing;

namespace Mhg.Modularity.Tests.Comparing;

public sealed class TextComparisonTests
{
    [Theory]
    [InlineData("Intro\nPortability of rights\nEnd", "Intro\nPortability of social rights\nEnd", " Intro|~Portability of +[social ]rights| End")]
    [InlineData("The network met in Bangkok.", "The network met at Hanoi.", "~The network met -[in Bangkok]+[at Hanoi].")]
    [InlineData("One line of many words\nGone altogether", "New from the start\nOne line of more words", "+New from the start|~One line of -[many]+[more] words|-Gone altogether")]
    [InlineData("Clinics, schools", "Schools", "-Clinics, schools|+Schools")]
    [InlineData("", "A word", "+A word")]
    [InlineData("สวัสดี", "สวัสดาี", "~สวัส-[ดี]+[ดาี]")]
    [InlineData("a 😀 b c", "a 😁 b c", "~a -[😀]+[😁] b c")]
    public void Words_that_differ_are_marked_in_the_line_that_changed(string before, string after, string expected) =>
        Said(TextComparison.Compare(before, after)).ShouldBe(expected);

    [Theory]
    [InlineData("<p>One word more</p>", "<p>One <strong>word</strong> more</p>", "~One *[word: now bold] more")]
    [InlineData("<p><b>All</b> of it</p>", "<p>All of it</p>", "~*[All: no longer bold] of it")]
    [InlineData("<p>See <a href=\"/a\">here</a></p>", "<p>See <a href=\"/b\">here</a></p>", "~See *[here: now a link to /b]")]
    [InlineData("<p>One <i>old</i> word more of it</p>", "<p>One <b>new</b> word more <b>of</b> it</p>", "~One -[old]+[new] word more *[of: now bold] it")]
    [InlineData("<p>Aims</p><p>Text</p>", "<h2>Aims</h2><p>Text</p>", "~Aims (now a heading of level 2, was a paragraph)| Text")]
    [InlineData("<p>First</p>", "<ul><li>First</li><li>Second</li></ul>", "~First (now a list, was a paragraph)|+Second")]
    [InlineData("<p>Text <img alt=\"Map\" src=\"/a.png\"></p>", "<p>Text <img alt=\"Map\" src=\"/b.png\"></p>", "~Text *[[Map]: now the picture /b.png]")]
    [InlineData("<p>a b</p>", "<div><p>a  b</p></div>", " a b")]
    public void Formatting_that_changed_is_told_apart_from_words_that_did(string before, string after, string expected) =>
        Said(TextComparison.CompareHtml(before, after)).ShouldBe(expected);

    [Fact]
    public void Both_texts_can_be_read_from_their_comparison()
    {
        var text = from lines in Gen.Elements("a", "b", "a b", "", "b, c", "é ü", "a  b", "one two three four", "one two 3 four").ListOf()
                   select string.Join('\n', lines);
        Prop.ForAll(text.ToArbitrary(), text.ToArbitrary(), (before, after) =>
        {
            var lines = TextComparison.Compare(before, after);
            Joined(lines, LineChange.Added, line => line.Before).ShouldBe(before);
            Joined(lines, LineChange.Removed, line => line.After).ShouldBe(after);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Both_texts_can_be_read_from_the_comparison_of_long_ones()
    {
        var random = new Random(20261122);
        var before = Enumerable.Range(0, 6_000).Select(n => $"line {n} of {random.Next(50)}").ToList();
        var after = before.Where(_ => random.Next(4) > 0).Select(line => random.Next(5) == 0 ? $"{line} changed" : line).ToList();
        after.Reverse(100, 200);

        var lines = TextComparison.Compare(string.Join('\n', before), string.Join('\n', after));

        Joined(lines, LineChange.Added, line => line.Before).ShouldBe(string.Join('\n', before));
        Joined(lines, LineChange.Removed, line => line.After).ShouldBe(string.Join('\n', after));
        lines.Count(line => line.Change == LineChange.Unchanged).ShouldBeGreaterThan(3_000);
    }

    /// <summary>The worst that a megabyte can be: in one paragraph or in many, a little changed, much changed, and nothing in common.</summary>
    [Theory]
    [InlineData(1, 100)]
    [InlineData(1, 3)]
    [InlineData(1, 1)]
    [InlineData(5_000, 100)]
    [InlineData(5_000, 3)]
    [InlineData(5_000, 1)]
    public void Texts_of_a_megabyte_are_compared_in_a_moment(int paragraphs, int everyWord)
    {
        var random = new Random(20261122);
        const int words = 170_000;
        var old = Enumerable.Range(0, words).Select(_ => $"word{random.Next(3_000)}").ToArray();
        var now = old.Select((word, n) => n % everyWord == 0 ? $"other{random.Next(3_000)}" : word).ToArray();

        var watch = Stopwatch.StartNew();
        TextComparison.Compare(Text(old), Text(now)).ShouldNotBeEmpty();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));

        string Text(string[] all) => string.Join('\n', all.Chunk(words / paragraphs).Select(line => string.Join(' ', line)));
    }

    private static string Joined(IEnumerable<ComparedLine> lines, LineChange without, Func<ComparedLine, IEnumerable<TextRun>> side) =>
        string.Join('\n', lines.Where(line => line.Change != without).Select(line => string.Concat(side(line).Select(run => run.Text))));

    /// <summary>A comparison as one line of text: what became of each line, and of its words.</summary>
    private static string Said(IEnumerable<ComparedLine> lines) => string.Join('|', lines.Select(line => line.Change switch
    {
        LineChange.Added => "+",
        LineChange.Removed => "-",
        LineChange.Changed => "~",
        _ => " ",
    } + string.Concat(line.Runs.Select(run => (line.Change, run.Change) switch
    {
        (LineChange.Added or LineChange.Removed, _) or (_, RunChange.Unchanged) => run.Text,
        (_, RunChange.Added) => $"+[{run.Text}]",
        (_, RunChange.Removed) => $"-[{run.Text}]",
        _ => $"*[{run.Text}: {run.Note}]",
    })) + (line.Note is null ? "" : $" ({line.Note})")));
}
