namespace Mhg.Data.Transactions;

/// <summary>Says that this process has stored something, once what the process remembers of it is up to date. For what is kept of whole pages.</summary>
public sealed class ChangeSignal
{
    /// <summary>Something was stored.</summary>
    public event Action? Changed;

    internal void Raise() => Changed?.Invoke();
}
