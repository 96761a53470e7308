namespace Mhg.Workflows.Notices;

/// <summary>Whether a person's notices come by e-mail, too.</summary>
public enum NoticeMail
{
    /// <summary>Each by itself, at once.</summary>
    AtOnce,

    /// <summary>Those of a day that were not read, together in the morning.</summary>
    Daily,

    /// <summary>They do not.</summary>
    Never,
}
