using Mhg.ContentManagement.Storage;
using Mhg.Data.Opening;
using Mhg.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Mhg.Data.Transactions;

/// <summary>
/// The database's transactions. An inner call works under a savepoint: when it fails and the outer one goes on, what the inner
/// one wrote is gone nevertheless.
/// </summary>
public sealed class UnitOfWork(MhgDbContext db, WriterGate gate, DatabaseAddress address, DatabaseFaults faults, ChangeSignal signal, ILogger<UnitOfWork> logger)
    : IUnitOfWork, IRecipeTransaction
{
    // Any number will do, as long as no other program takes the same advisory lock in this database.
    private const string OneWriter = "SELECT pg_advisory_xact_lock(5566084417)";

    /// <inheritdoc/>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        db.Unit is { } unit ? RunInnerAsync(unit, work, cancellationToken) : RunOuterAsync(work, cancellationToken);

    /// <inheritdoc/>
    public void AfterCommit(Action action)
    {
        if (db.Unit is { } unit)
            unit.AfterCommit.Add(action);
        else
            action();
    }

    Task IRecipeTransaction.RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        UnitOfWorkExtensions.RunAsync(this, work, cancellationToken);

    /// <summary>Runs work that writes in one go: in the transaction around it, or else in one of its own.</summary>
    internal Task JoinAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        db.Unit is null ? UnitOfWorkExtensions.RunAsync(this, work, cancellationToken) : work(cancellationToken);

    private async Task<T> RunOuterAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var unit = new Unit();
        T result;
        using (await gate.EnterAsync(cancellationToken))
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                if (address.Kind == DatabaseKind.PostgreSql)
                    await db.Database.ExecuteSqlRawAsync(OneWriter, cancellationToken);
                db.Unit = unit;
                result = await work(cancellationToken);
                // From here on there is no way back: a wait that is given up must not leave it open whether it was stored.
                await transaction.CommitAsync(CancellationToken.None);
            }
            catch (Exception fault)
            {
                db.ChangeTracker.Clear();
                if (fault is not DatabaseUnavailableException && faults.Of(fault) is { } unavailable)
                    throw unavailable;
                throw;
            }
            finally
            {
                db.Unit = null;
            }
        }
        foreach (var action in unit.AfterCommit)
            Follow(action);
        Follow(signal.Raise);
        return result;
    }

    private async Task<T> RunInnerAsync<T>(Unit unit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction!;
        var savepoint = $"unit{unit.Depth}";
        var actions = unit.AfterCommit.Count;
        await transaction.CreateSavepointAsync(savepoint, cancellationToken);
        unit.Depth++;
        try
        {
            var result = await work(cancellationToken);
            await transaction.ReleaseSavepointAsync(savepoint, CancellationToken.None);
            return result;
        }
        catch
        {
            db.ChangeTracker.Clear();
            unit.AfterCommit.RemoveRange(actions, unit.AfterCommit.Count - actions);
            unit.Restarts++;
            await transaction.RollbackToSavepointAsync(savepoint, CancellationToken.None);
            throw;
        }
        finally
        {
            unit.Depth--;
        }
    }

    private void Follow(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Something that was to follow a stored change failed. The change itself is stored.");
        }
    }
}
