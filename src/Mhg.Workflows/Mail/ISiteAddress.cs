namespace Mhg.Workflows.Mail;

/// <summary>Where people reach the site. The host knows.</summary>
public interface ISiteAddress
{
    /// <summary>The address of its home page.</summary>
    Uri Address { get; }
}
