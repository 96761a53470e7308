namespace Mhg.Modularity.Modules;

/// <summary>What the host offers to the commands of modules; see <see cref="ModuleStartup.Commands"/>.</summary>
public interface ICommandHost
{
    /// <summary>
    /// Opens the site without serving it and does something as the site itself. What the operator can mend (a file, the database)
    /// ends in a message and 1.
    /// </summary>
    /// <param name="work">Gets the site's services in a scope, and returns the exit code.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<int> OnSiteAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken);

    /// <summary>Shows how far long work is: a bar on a terminal, and nothing where the output goes to a file.</summary>
    /// <param name="title">What is shown at first.</param>
    /// <param name="work">Gets what to call with a text and the share that is done, from 0 to 1.</param>
    Task<T> WithProgressAsync<T>(string title, Func<Action<string, double>, Task<T>> work);
}
