namespace Mhg.ContentManagement.Access;

/// <summary>The roles that people are put into. The host knows.</summary>
public interface ISiteRoles
{
    /// <summary>Their names in order, without those that everybody has by being signed in or not.</summary>
    Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken);
}
