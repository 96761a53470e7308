using Mhg.ContentManagement;
using Microsoft.AspNetCore.Http;

namespace Mhg.Modularity.Editing;

/// <summary>What a module has to tell whoever changes an item, on the form itself. A module registers it.</summary>
public interface IEditingNotes
{
    /// <summary>The notes for an item, in the order in which they stand at their places.</summary>
    /// <param name="item">The item as it stands on the form.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<EditingNote>> ListAsync(ContentItem item, CancellationToken cancellationToken);

    /// <summary>Takes over what was filled in on the notes, in the transaction that saves the item.</summary>
    /// <param name="item">The item as it is saved.</param>
    /// <param name="sent">The whole form.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <returns>What was done, as a sentence for the person; null for nothing.</returns>
    Task<string?> SaveAsync(ContentItem item, IFormCollection sent, CancellationToken cancellationToken);
}

/// <summary>A note on the editing form.</summary>
/// <param name="Path">The part or field below which it stands; empty for above all of them, where also those stand whose place is not on the form.</param>
/// <param name="View">The partial view that draws it.</param>
/// <param name="Model">The view's model.</param>
public sealed record EditingNote(string Path, string View, object Model);
