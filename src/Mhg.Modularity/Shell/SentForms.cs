using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Modularity.Shell;

/// <summary>Reading what was sent, for pages that look at the antiforgery token themselves.</summary>
public static class SentForms
{
    /// <summary>
    /// Reads the form that was sent to a page; null where it could be read, the answer where not. What can't be read at all has
    /// bound nothing: without this it would look like a form that is empty.
    /// </summary>
    public static async Task<IActionResult?> ReadFormAsync(this PageModel page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (!page.Request.HasFormContentType)
            return page.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var form = await page.Request.ReadFormAsync(cancellationToken);
            // The framework refuses it in the usual encoding, and not in parts. No keyboard has it, and not every database takes it.
            return form.Any(sent => sent.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true)) ? page.StatusCode(StatusCodes.Status400BadRequest) : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return page.StatusCode(fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest);
        }
    }
}
