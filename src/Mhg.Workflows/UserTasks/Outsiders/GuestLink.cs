namespace Mhg.Workflows.UserTasks.Outsiders;

/// <summary>A link by which somebody without an account sees one draft for some days, and says what they think of it.</summary>
/// <param name="LinkId">Its id, by which the audit names it; it opens nothing.</param>
/// <param name="ContentItemId">The item whose draft it shows.</param>
/// <param name="Name">The guest's name.</param>
/// <param name="Email">The guest's address.</param>
/// <param name="Message">What the guest is asked, in the words of who asks.</param>
/// <param name="MayDecide">Whether the guest may decide, or only comment.</param>
/// <param name="InvitedById">The account of who asked.</param>
/// <param name="CreatedUtc">When (UTC).</param>
/// <param name="EndsUtc">Until when it holds (UTC).</param>
public sealed record GuestLink(
    string LinkId, string ContentItemId, string Name, string Email, string Message, bool MayDecide, string InvitedById, DateTime CreatedUtc, DateTime EndsUtc)
{
    /// <summary>When it was last opened (UTC); null for not yet.</summary>
    public DateTime? OpenedUtc { get; init; }

    /// <summary>The version that was shown then.</summary>
    public string? OpenedVersionId { get; init; }

    /// <summary>When the guest last commented (UTC); null for not yet.</summary>
    public DateTime? CommentedUtc { get; init; }

    /// <summary>The action that the guest last took; null for none.</summary>
    public string? Decision { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTime? DecidedUtc { get; init; }

    /// <summary>The version that it was about.</summary>
    public string? DecidedVersionId { get; init; }

    /// <summary>When it was withdrawn (UTC); null where it was not.</summary>
    public DateTime? WithdrawnUtc { get; init; }

    /// <summary>When the item was published or deleted, which settles what the guest was asked (UTC); null for not yet.</summary>
    public DateTime? SettledUtc { get; init; }

    /// <summary>Whether it holds no more, by time or because somebody has ended it.</summary>
    /// <param name="nowUtc">The present (UTC).</param>
    public bool IsOver(DateTime nowUtc) => WithdrawnUtc is not null || SettledUtc is not null || EndsUtc <= nowUtc;
}

/// <summary>Where guests' links are kept, under what their tokens hash to and not with the tokens. Writing joins the transaction around it.</summary>
public interface IGuestLinkStore
{
    /// <summary>Adds a link.</summary>
    /// <param name="link">The link.</param>
    /// <param name="tokenHash">What finds it again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AddAsync(GuestLink link, string tokenHash, CancellationToken cancellationToken);

    /// <summary>The link of a token; null where there is none.</summary>
    Task<GuestLink?> FindAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>The links to an item's draft, the newest first.</summary>
    Task<IReadOnlyList<GuestLink>> ListAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>Keeps what the guest has done by a link that was read in the same transaction.</summary>
    Task KeepAnswerAsync(GuestLink link, CancellationToken cancellationToken);

    /// <summary>Ends a link to an item.</summary>
    /// <returns>Whether it had not been withdrawn before.</returns>
    Task<bool> WithdrawAsync(string contentItemId, string linkId, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>Notes that what guests were asked about these items is settled.</summary>
    Task SettleAsync(IReadOnlyCollection<string> contentItemIds, DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>Removes links whose time was over before a moment.</summary>
    /// <param name="beforeUtc">The moment (UTC).</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    Task<int> DeleteEndedAsync(DateTime beforeUtc, int most, CancellationToken cancellationToken);
}
