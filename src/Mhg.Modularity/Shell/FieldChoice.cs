namespace Mhg.Modularity.Shell;

/// <summary>One thing that a field can hold, as a filter offers it.</summary>
/// <param name="Value">What is stored: a list's value, or the id of a term or an item.</param>
/// <param name="Text">What people see.</param>
/// <param name="IsTarget">Whether the value is an id that the field points at.</param>
public sealed record FieldChoice(string Value, string Text, bool IsTarget);
