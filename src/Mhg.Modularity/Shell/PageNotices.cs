using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Mhg.Modularity.Shell;

/// <summary>Carries messages over a redirect to the next page that this reader sees.</summary>
public static class PageNotices
{
    private const string Key = "Mhg.PageNotices";

    /// <summary>Adds a message for the next page.</summary>
    /// <param name="tempData">The TempData of the request, as a page model's <c>TempData</c>.</param>
    /// <param name="kind">How it is meant.</param>
    /// <param name="text">The message, as plain text.</param>
    public static void AddNotice(this ITempDataDictionary tempData, NoticeKind kind, string text)
    {
        ArgumentNullException.ThrowIfNull(tempData);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        tempData[Key] = JsonSerializer.Serialize<PageNotice[]>([.. Read(tempData.Peek(Key)), new(kind, text)]);
    }

    /// <summary>Takes the waiting messages, oldest first; a second call finds none.</summary>
    /// <param name="tempData">The TempData of the request.</param>
    public static IReadOnlyList<PageNotice> TakeNotices(this ITempDataDictionary tempData)
    {
        ArgumentNullException.ThrowIfNull(tempData);
        var notices = Read(tempData.Peek(Key));
        tempData.Remove(Key);
        return notices;
    }

    private static PageNotice[] Read(object? stored) =>
        stored is string json ? JsonSerializer.Deserialize<PageNotice[]>(json) ?? [] : [];
}
