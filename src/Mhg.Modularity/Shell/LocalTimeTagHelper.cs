using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// <c>&lt;local-time value="item.PublishedUtc" /&gt;</c>: a moment in the reader's zone and language, with the zone named. Writes
/// nothing for null.
/// </summary>
/// <param name="shell">Knows the reader's zone and language.</param>
[HtmlTargetElement("local-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LocalTimeTagHelper(PageShellSource shell) : TagHelper
{
    /// <summary>The moment in UTC; a value whose kind is not set is taken as UTC.</summary>
    public DateTime? Value { get; set; }

    /// <summary>Shows the day alone, for lists; time and zone are then in the tooltip.</summary>
    public bool DateOnly { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Value is not { } value)
        {
            output.SuppressOutput();
            return;
        }

        var page = await shell.GetAsync();
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc);
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, page.TimeZone);
        var day = local.ToString("d MMMM yyyy", page.Culture);
        var time = local.ToString("t", page.Culture);

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (DateOnly)
        {
            output.Attributes.SetAttribute("title", $"{day}, {time} {ZoneName(page.TimeZone, utc)}");
            output.Content.SetContent(day);
        }
        else
        {
            output.Content.SetContent($"{day}, {time} {ZoneName(page.TimeZone, utc)}");
        }
    }

    private static string ZoneName(TimeZoneInfo zone, DateTime utc) =>
        zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime ? "UTC"
        : zone.IsDaylightSavingTime(utc) ? zone.DaylightName
        : zone.StandardName;
}
