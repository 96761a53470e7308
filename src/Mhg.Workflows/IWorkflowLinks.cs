namespace Mhg.Workflows;

/// <summary>Addresses that workflows hand out. The host makes and answers them.</summary>
public interface IWorkflowLinks
{
    /// <summary>Where whoever holds the address sends a signal to an instance.</summary>
    string Signal(Workflow workflow, string signalName);
}
