namespace Mhg.Data.Transactions;

/// <summary>A transaction, as long as it goes on.</summary>
internal sealed class Unit
{
    /// <summary>How many calls are inside one another; 1 in the outermost one.</summary>
    public int Depth { get; set; } = 1;

    /// <summary>How often something inside was taken back, so that whoever remembers what the transaction wrote can tell.</summary>
    public int Restarts { get; set; }

    /// <summary>What to do once it is committed.</summary>
    public List<Action> AfterCommit { get; } = [];
}
