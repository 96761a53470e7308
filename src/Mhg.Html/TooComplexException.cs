namespace Mhg.Html;

/// <summary>The fragment is over a limit of parsing or writing; its text is all that is taken from it.</summary>
internal sealed class TooComplexException : Exception;
