namespace Mhg.Search.Queries;

/// <summary>
/// A pattern or a likeness asks for more than a query may: its automaton grows too large. The message is for the person
/// who typed the query.
/// </summary>
public sealed class QueryTooComplexException() : Exception(
    "A pattern in the query is too complex. Make it shorter, or use fewer repetitions such as {1,100} and fewer of the signs “~” and “&”.");
