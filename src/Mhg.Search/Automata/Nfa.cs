namespace Mhg.Search.Automata;

/// <summary>
/// A nondeterministic automaton while it is built: states, transitions on ranges of code points, and transitions that
/// take nothing. State 0 is the first one.
/// </summary>
internal sealed class Nfa
{
    /// <summary>The last code point of Unicode.</summary>
    public const int LastCodePoint = 0x10FFFF;

    private readonly List<bool> accepting = [];
    private readonly List<Transition> transitions = [];

    public Nfa(Effort effort)
    {
        Effort = effort;
        AddState();
    }

    /// <summary>What may still be spent on this automaton and on those that are made of it.</summary>
    public Effort Effort { get; }

    /// <summary>A transition.</summary>
    /// <param name="From">The state that it leaves.</param>
    /// <param name="First">The first code point that it takes, or -1 when it takes nothing.</param>
    /// <param name="Last">The last code point that it takes.</param>
    /// <param name="To">The state that it enters.</param>
    public readonly record struct Transition(int From, int First, int Last, int To)
    {
        public bool IsEmpty => First < 0;
    }

    public int StateCount => accepting.Count;

    public List<Transition> Transitions => transitions;

    public bool IsAccept(int state) => accepting[state];

    public int AddState()
    {
        Effort.SpendState(accepting.Count);
        accepting.Add(false);
        return accepting.Count - 1;
    }

    public void Accept(int state) => accepting[state] = true;

    public void Add(int from, int first, int last, int to)
    {
        Effort.Spend(1);
        transitions.Add(new(from, first, last, to));
    }

    public void Add(int from, int codePoint, int to) => Add(from, codePoint, codePoint, to);

    public void AddAny(int from, int to) => Add(from, 0, LastCodePoint, to);

    public void AddEmpty(int from, int to) => Add(from, -1, -1, to);

    /// <summary>Adds states that take the code points one after another, and returns the last one.</summary>
    public int Append(int from, ReadOnlySpan<int> codePoints)
    {
        foreach (var codePoint in codePoints)
        {
            var to = AddState();
            Add(from, codePoint, to);
            from = to;
        }
        return from;
    }

    /// <summary>The states from which an accepting one can be reached.</summary>
    public bool[] Alive()
    {
        bool[] alive = [.. accepting];
        var into = Group(transitions, StateCount, transition => transition.To, out var starts);
        var waiting = new Stack<int>();
        for (var state = 0; state < alive.Length; state++)
            if (alive[state]) waiting.Push(state);
        while (waiting.TryPop(out var state))
        {
            foreach (var transition in into.AsSpan(starts[state]..starts[state + 1]))
            {
                if (alive[transition.From]) continue;
                alive[transition.From] = true;
                waiting.Push(transition.From);
            }
        }
        return alive;
    }

    /// <summary>Puts the transitions of each state side by side.</summary>
    /// <param name="transitions">The transitions.</param>
    /// <param name="states">How many states there are.</param>
    /// <param name="stateOf">The state that a transition belongs to.</param>
    /// <param name="starts">Where the transitions of each state begin, and where the last ones end.</param>
    public static Transition[] Group(List<Transition> transitions, int states, Func<Transition, int> stateOf, out int[] starts)
    {
        starts = new int[states + 1];
        foreach (var transition in transitions) starts[stateOf(transition)]++;
        for (var state = 1; state <= states; state++) starts[state] += starts[state - 1];
        var grouped = new Transition[transitions.Count];
        foreach (var transition in transitions) grouped[--starts[stateOf(transition)]] = transition;
        return grouped;
    }
}
