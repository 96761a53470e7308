using Mhg.Search.Queries;

namespace Mhg.Search.Automata;

/// <summary>
/// What an automaton may still cost: steps of its construction and words of its memory alike. It bounds the time and the
/// memory of a hostile pattern to about a tenth of a second and some tens of megabytes; an ordinary one needs a thousandth.
/// </summary>
internal sealed class Effort
{
    /// <summary>No automaton may have more states than this, as in Lucene (Operations.DEFAULT_MAX_DETERMINIZED_STATES).</summary>
    public const int MaxStates = 10_000;

    private int left = 2_000_000;

    /// <exception cref="QueryTooComplexException">Nothing is left.</exception>
    public void Spend(int amount)
    {
        if (amount > left) throw new QueryTooComplexException();
        left -= amount;
    }

    /// <summary>Pays for a state of an automaton that already has so many.</summary>
    /// <exception cref="QueryTooComplexException">There may be no further one.</exception>
    public void SpendState(int states)
    {
        if (states >= MaxStates) throw new QueryTooComplexException();
        Spend(1);
    }
}
