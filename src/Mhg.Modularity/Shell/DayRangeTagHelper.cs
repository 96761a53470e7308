using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary><c>&lt;day-range first="…" last="…" /&gt;</c>: one day or several, in the reader's language. Writes nothing for null.</summary>
/// <param name="shell">Knows the reader's language.</param>
[HtmlTargetElement("day-range", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DayRangeTagHelper(PageShellSource shell) : TagHelper
{
    /// <summary>The first day.</summary>
    public DateOnly? First { get; set; }

    /// <summary>The last day; null for one day.</summary>
    public DateOnly? Last { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        if (First is not { } first)
            return;
        var (from, until) = DayRange.Parts(first, Last, (await shell.GetAsync()).Culture);
        output.Content.AppendHtml(Time(first, from));
        if (until is not null)
            output.Content.Append(" – ").AppendHtml(Time(Last!.Value, until));
    }

    private static TagBuilder Time(DateOnly day, string words)
    {
        var time = new TagBuilder("time") { Attributes = { ["datetime"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) } };
        time.InnerHtml.Append(words);
        return time;
    }
}
