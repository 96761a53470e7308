namespace Mhg.Web.Setup;

/// <summary>Whether the site has been set up, as this process knows it. Once true it stays so.</summary>
public sealed class SetupState
{
    private volatile bool _isDone;

    /// <summary>Whether the site has been set up.</summary>
    public bool IsDone => _isDone;

    /// <summary>The site is there now.</summary>
    public void Done() => _isDone = true;
}
