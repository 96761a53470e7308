namespace Mhg.Workflows.Outbox;

/// <summary>Says why something failed.</summary>
public static class Reasons
{
    /// <summary>The message of a fault and of those that led to it: a library's own often says only that something failed.</summary>
    public static string Of(Exception fault) => string.Join(" ", Chain(fault).Distinct());

    private static IEnumerable<string> Chain(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            yield return fault.Message;
    }
}
