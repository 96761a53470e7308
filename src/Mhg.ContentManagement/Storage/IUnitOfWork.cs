namespace Mhg.ContentManagement.Storage;

/// <summary>One database transaction around work: all of it is stored or nothing.</summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs work in a transaction and commits it. Inside another call it joins that one's transaction. Writers come one after
    /// another: a second one waits until the first has committed, so what is read inside is not changed by others meanwhile.
    /// </summary>
    /// <exception cref="Exception">Whatever the work throws; nothing is stored then.</exception>
    Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Has something done once the transaction around has been committed; at once where there is none.</summary>
    void AfterCommit(Action action);
}

/// <summary>Shorter calls.</summary>
public static class UnitOfWorkExtensions
{
    /// <summary>Runs work that yields nothing; see <see cref="IUnitOfWork.RunAsync{T}"/>.</summary>
    public static Task RunAsync(this IUnitOfWork unitOfWork, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(async token =>
        {
            await work(token);
            return true;
        }, cancellationToken);
}
