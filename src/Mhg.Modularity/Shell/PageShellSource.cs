namespace Mhg.Modularity.Shell;

/// <summary>
/// Gives the theme its <see cref="PageShell"/>. The host registers one, scoped: the shell is gathered when a page first
/// asks for it and then kept for the rest of the request.
/// </summary>
public abstract class PageShellSource
{
    private Task<PageShell>? _shell;

    /// <summary>The shell of this request. What failed is tried again: the page of the error needs one, too.</summary>
    public Task<PageShell> GetAsync() => _shell is null or { IsFaulted: true } ? _shell = LoadAsync() : _shell;

    /// <summary>Gathers the shell: the menus that this reader may see, the name, the unread notices.</summary>
    protected abstract Task<PageShell> LoadAsync();
}
