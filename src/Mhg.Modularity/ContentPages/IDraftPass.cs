using Microsoft.AspNetCore.Http;

namespace Mhg.Modularity.ContentPages;

/// <summary>Lets whoever makes a request see one draft, and the files that it shows, though their rights show them none. A module registers it.</summary>
public interface IDraftPass
{
    /// <summary>The item whose draft may be seen; null for none.</summary>
    Task<string?> FindItemAsync(HttpContext context, CancellationToken cancellationToken);
}
