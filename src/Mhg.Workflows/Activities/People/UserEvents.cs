namespace Mhg.Workflows.Activities.People;

/// <summary>Something that happens to an account, which is what an instance that it starts is about.</summary>
public abstract class UserEventActivity : EventActivity
{
    /// <inheritdoc/>
    public override string Category => "People";
}

/// <summary>An account is made.</summary>
public sealed class UserCreatedEvent : UserEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An account is made.";
}

/// <summary>An account is changed.</summary>
public sealed class UserUpdatedEvent : UserEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An account is changed.";
}

/// <summary>An account is switched on.</summary>
public sealed class UserEnabledEvent : UserEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An account is switched on.";
}

/// <summary>An account is switched off.</summary>
public sealed class UserDisabledEvent : UserEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An account is switched off.";
}

/// <summary>An account is deleted.</summary>
public sealed class UserDeletedEvent : UserEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An account is deleted.";
}

/// <summary>Somebody signs in.</summary>
public sealed class UserLoggedInEvent : UserEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "Somebody signs in.";
}
