using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Mhg.Search.Queries;

namespace Mhg.Search.Automata;

/// <summary>
/// A deterministic automaton over code points that says which terms a pattern stands for. It is made from a
/// nondeterministic one by the subset construction, but only as far as it is used: a state is a set of that one's states,
/// found when it is first entered. States from which nothing can be accepted are left out beforehand, so that the empty
/// set alone is a dead end.
/// </summary>
/// <remarks>
/// Half a surrogate pair counts as U+FFFD, as which it is stored. Not safe for several threads: make one for each run of
/// a query.
/// </remarks>
internal sealed class Automaton
{
    /// <summary>The state from which nothing can be accepted.</summary>
    public const int Dead = -1;

    private const int Unknown = -2;
    private const int BitsPerWord = 64;

    private readonly Effort effort;

    // The code points fall into classes that no transition tells apart: class c begins at classStarts[c].
    private readonly int[] classStarts;
    private readonly byte[] classOfAscii = new byte[128];

    // The nondeterministic automaton: the transitions of state s are those from transitionStarts[s] up to
    // transitionStarts[s + 1], the ones that take nothing likewise.
    private readonly int[] transitionStarts;
    private readonly (int FirstClass, int LastClass, int To)[] transitions;
    private readonly int[] emptyStarts;
    private readonly int[] emptyTo;
    private readonly ulong[]?[] closures;
    private readonly ulong[] accepting;

    // From these everything is accepted, so that a set with one of them is as good as that one alone.
    private readonly List<int> universal = [];

    // The deterministic one: the set of state s is the words from s * words, its successors begin at s * classes.
    private readonly int words;
    private readonly ulong[] following;
    private ulong[] sets = [];
    private int[] successors = [];
    private int[] buckets = new int[16];
    private int count;
    private string? prefix;

    private Automaton(Nfa nfa)
    {
        effort = nfa.Effort;
        var alive = nfa.Alive();
        classStarts = Classes(nfa.Transitions);
        effort.Spend(classStarts.Length);
        for (int codePoint = 0, c = -1; codePoint < classOfAscii.Length; codePoint++)
        {
            if (c + 1 < classStarts.Length && classStarts[c + 1] == codePoint) c++;
            classOfAscii[codePoint] = (byte)c;
        }

        var taking = Nfa.Group(nfa.Transitions.FindAll(transition => alive[transition.To] && !transition.IsEmpty), nfa.StateCount, transition => transition.From, out transitionStarts);
        transitions = Array.ConvertAll(taking, transition => (SearchClass(transition.First), SearchClass(transition.Last), transition.To));
        var empty = Nfa.Group(nfa.Transitions.FindAll(transition => alive[transition.To] && transition.IsEmpty), nfa.StateCount, transition => transition.From, out emptyStarts);
        emptyTo = Array.ConvertAll(empty, transition => transition.To);

        words = (nfa.StateCount + BitsPerWord - 1) / BitsPerWord;
        accepting = new ulong[words];
        for (var state = 0; state < nfa.StateCount; state++)
            if (nfa.IsAccept(state)) Include(accepting, state);
        closures = new ulong[nfa.StateCount][];
        following = new ulong[words];
        foreach (var (from, first, last, to) in taking)
        {
            if (from != to || first > 0 || last < Nfa.LastCodePoint || universal is [.., var known] && known == to) continue;
            if (Intersects(Closure(to), accepting)) universal.Add(to);
        }
        Start = alive[0] ? Intern(Closure(0)) : Dead;
    }

    /// <summary>The first state; <see cref="Dead"/> when nothing matches.</summary>
    public int Start { get; }

    /// <summary>The literal text with which every match begins; may be empty.</summary>
    public string Prefix => prefix ??= FindPrefix();

    /// <summary>Terms that fit a pattern in which <c>?</c> stands for one character, <c>*</c> for any number, and <c>\</c> takes the next literally.</summary>
    /// <exception cref="QueryTooComplexException">The pattern is too long.</exception>
    public static Automaton Wildcard(string pattern)
    {
        var nfa = new Nfa(new Effort());
        var codePoints = CodePoints(pattern);
        var state = 0;
        for (var i = 0; i < codePoints.Length; i++)
        {
            if (codePoints[i] == '*')
            {
                nfa.AddAny(state, state);
                continue;
            }
            var next = nfa.AddState();
            if (codePoints[i] == '?') nfa.AddAny(state, next);
            else
            {
                if (codePoints[i] == '\\' && i + 1 < codePoints.Length) i++;
                nfa.Add(state, codePoints[i], next);
            }
            state = next;
        }
        nfa.Accept(state);
        return new(nfa);
    }

    /// <summary>Terms that begin with a text.</summary>
    /// <exception cref="QueryTooComplexException">The text is too long.</exception>
    public static Automaton StartingWith(string start)
    {
        var nfa = new Nfa(new Effort());
        var end = nfa.Append(0, CodePoints(start));
        nfa.AddAny(end, end);
        nfa.Accept(end);
        return new(nfa);
    }

    /// <summary>Terms that a regular expression in Lucene's syntax matches as a whole.</summary>
    /// <exception cref="RegexpSyntaxException">The pattern can't be read.</exception>
    /// <exception cref="QueryTooComplexException">The pattern asks for too much.</exception>
    public static Automaton Regexp(string pattern) => Of(RegexpParser.Parse(pattern), new Effort());

    /// <summary>
    /// Terms within a distance of a word: that many characters are inserted, left out, replaced or swapped with their
    /// neighbour. A swapped pair is not edited again (optimal string alignment), as in Lucene's FuzzyQuery.
    /// </summary>
    /// <param name="term">The word.</param>
    /// <param name="maxEdits">The greatest distance, 0 to 2.</param>
    /// <param name="prefixLength">How many characters at the beginning must be the same.</param>
    /// <exception cref="QueryTooComplexException">The word is too long.</exception>
    public static Automaton Levenshtein(string term, int maxEdits, int prefixLength = 0)
    {
        var nfa = new Nfa(new Effort());
        var all = CodePoints(term);
        var fixedLength = Math.Min(prefixLength, all.Length);
        var start = nfa.Append(0, all.AsSpan(0, fixedLength));
        var rest = all.AsSpan(fixedLength);

        // A state says how many characters of the word are done and with how many edits, laid out row by row of edits.
        var width = rest.Length + 1;
        var first = nfa.StateCount;
        for (var state = 0; state < width * (maxEdits + 1); state++) nfa.AddState();
        nfa.AddEmpty(start, first);
        for (var edits = 0; edits <= maxEdits; edits++)
        {
            for (var done = 0; done < width; done++)
            {
                var state = first + edits * width + done;
                var oneMoreEdit = state + width;
                var mayEdit = edits < maxEdits;
                if (mayEdit) nfa.AddAny(state, oneMoreEdit);
                if (done == rest.Length) continue;
                nfa.Add(state, rest[done], state + 1);
                if (!mayEdit) continue;
                nfa.AddAny(state, oneMoreEdit + 1);
                nfa.AddEmpty(state, oneMoreEdit + 1);
                if (done + 1 == rest.Length || rest[done] == rest[done + 1]) continue;
                var swapping = nfa.AddState();
                nfa.Add(state, rest[done + 1], swapping);
                nfa.Add(swapping, rest[done], oneMoreEdit + 2);
            }
            nfa.Accept(first + edits * width + rest.Length);
        }
        return new(nfa);
    }

    /// <summary>The automaton of an expression within what is left of an effort.</summary>
    internal static Automaton Of(RegexpNode expression, Effort effort)
    {
        var nfa = new Nfa(effort);
        nfa.Accept(expression.AppendTo(nfa, 0));
        return new(nfa);
    }

    /// <summary>The code points of a text, halves of pairs replaced.</summary>
    internal static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    /// <summary>The state after one more code point, or <see cref="Dead"/>.</summary>
    /// <exception cref="QueryTooComplexException">The state is new, and there may be no further one.</exception>
    public int Step(int state, int codePoint) =>
        StepByClass(state, (uint)codePoint < (uint)classOfAscii.Length ? classOfAscii[codePoint] : SearchClass(codePoint));

    /// <summary>Whether what led to the state is a match.</summary>
    public bool IsAccept(int state) => state != Dead && Intersects(sets.AsSpan(state * words, words), accepting);

    /// <summary>
    /// The smallest code point from <paramref name="codePoint"/> on that does not lead to <see cref="Dead"/>, or -1. It is
    /// never half of a surrogate pair.
    /// </summary>
    public int NextLive(int state, int codePoint)
    {
        for (var c = SearchClass(codePoint); c < classStarts.Length; c++)
        {
            if (StepByClass(state, c) == Dead) continue;
            var live = Math.Max(codePoint, classStarts[c]);
            if (!IsSurrogate(live)) return live;
            if (c + 1 == classStarts.Length || classStarts[c + 1] > AfterSurrogates) return AfterSurrogates;
        }
        return -1;
    }

    /// <summary>The live transitions of a state in order, as ranges of code points.</summary>
    public IEnumerable<(int First, int Last, int To)> Ranges(int state)
    {
        for (var c = 0; c < classStarts.Length;)
        {
            var (first, to) = (c, StepByClass(state, c));
            while (++c < classStarts.Length && StepByClass(state, c) == to)
            {
            }
            if (to != Dead) yield return (classStarts[first], c < classStarts.Length ? classStarts[c] - 1 : Nfa.LastCodePoint, to);
        }
    }

    /// <summary>Finds all states, so that none is left whose discovery could fail while terms are matched.</summary>
    /// <exception cref="QueryTooComplexException">There are too many.</exception>
    public void Determinize()
    {
        for (var state = 0; state < count; state++)
            for (var c = 0; c < classStarts.Length; c++) StepByClass(state, c);
    }

    /// <summary>Whether the whole term matches.</summary>
    public bool Matches(ReadOnlySpan<char> term)
    {
        var state = Start;
        foreach (var rune in term.EnumerateRunes())
        {
            if (state == Dead) return false;
            state = Step(state, rune.Value);
        }
        return IsAccept(state);
    }

    private const int AfterSurrogates = 0xE000;

    private static bool IsSurrogate(int codePoint) => codePoint is >= 0xD800 and < AfterSurrogates;

    private string FindPrefix()
    {
        var text = new StringBuilder();
        for (var state = Start; state != Dead && !IsAccept(state);)
        {
            var only = Ranges(state).Take(2).ToArray();
            if (only is not [var (first, last, to)] || first != last) break;
            text.Append(new Rune(first));
            state = to;
        }
        return text.ToString();
    }

    private int SearchClass(int codePoint)
    {
        var found = Array.BinarySearch(classStarts, codePoint);
        return found < 0 ? ~found - 1 : found;
    }

    private int StepByClass(int state, int c)
    {
        var next = successors[state * classStarts.Length + c];
        return next == Unknown ? FindStep(state, c) : next;
    }

    private int FindStep(int state, int c)
    {
        following.AsSpan().Clear();
        var cost = words;
        for (var word = 0; word < words; word++)
        {
            for (var bits = sets[state * words + word]; bits != 0; bits &= bits - 1)
            {
                var from = word * BitsPerWord + BitOperations.TrailingZeroCount(bits);
                cost += transitionStarts[from + 1] - transitionStarts[from] + 1;
                for (var t = transitionStarts[from]; t < transitionStarts[from + 1]; t++)
                {
                    if (c < transitions[t].FirstClass || c > transitions[t].LastClass) continue;
                    var closure = Closure(transitions[t].To);
                    for (var w = 0; w < words; w++) following[w] |= closure[w];
                    cost += words;
                }
            }
        }
        effort.Spend(cost);
        var everything = universal.FindIndex(known => Contains(following, known));
        var next = Intern(everything < 0 ? following : Closure(universal[everything]));
        successors[state * classStarts.Length + c] = next;
        return next;
    }

    /// <summary>The state and all that can be reached from it without taking anything.</summary>
    private ulong[] Closure(int state)
    {
        if (closures[state] is { } known) return known;
        effort.Spend(words);
        var closure = new ulong[words];
        Include(closure, state);
        var waiting = new Stack<int>([state]);
        while (waiting.TryPop(out var from))
        {
            effort.Spend(1 + emptyStarts[from + 1] - emptyStarts[from]);
            foreach (var to in emptyTo.AsSpan(emptyStarts[from]..emptyStarts[from + 1]))
            {
                if (Contains(closure, to)) continue;
                Include(closure, to);
                waiting.Push(to);
            }
        }
        return closures[state] = closure;
    }

    /// <summary>The number of a set, which is new when the set is.</summary>
    private int Intern(ulong[] set)
    {
        if (!set.AsSpan().ContainsAnyExcept(0ul)) return Dead;
        var bucket = Find(set);
        if (buckets[bucket] > 0) return buckets[bucket] - 1;

        effort.SpendState(count);
        effort.Spend(words + classStarts.Length);
        if (count * words == sets.Length) Array.Resize(ref sets, Math.Max(8, count * 2) * words);
        if (count * classStarts.Length == successors.Length)
        {
            Array.Resize(ref successors, Math.Max(8, count * 2) * classStarts.Length);
            successors.AsSpan(count * classStarts.Length).Fill(Unknown);
        }
        set.CopyTo(sets, count * words);
        buckets[bucket] = ++count;
        if (count * 2 > buckets.Length)
        {
            buckets = new int[buckets.Length * 2];
            for (var state = 0; state < count; state++) buckets[Find(sets.AsSpan(state * words, words))] = state + 1;
        }
        return count - 1;
    }

    /// <summary>The bucket that holds the set's number plus one, or the free one (0) that would.</summary>
    private int Find(ReadOnlySpan<ulong> set)
    {
        var hash = 0ul;
        foreach (var word in set) hash = (BitOperations.RotateLeft(hash, 5) ^ word) * 0x9E3779B97F4A7C15;
        var bucket = (int)(hash >> 32) & (buckets.Length - 1);
        while (buckets[bucket] > 0 && !set.SequenceEqual(sets.AsSpan((buckets[bucket] - 1) * words, words)))
            bucket = (bucket + 1) & (buckets.Length - 1);
        return bucket;
    }

    private static int[] Classes(List<Nfa.Transition> transitions)
    {
        var starts = new List<int>(transitions.Count * 2 + 1) { 0 };
        foreach (var transition in transitions)
        {
            if (transition.IsEmpty) continue;
            starts.Add(transition.First);
            if (transition.Last < Nfa.LastCodePoint) starts.Add(transition.Last + 1);
        }
        starts.Sort();
        var classes = CollectionsMarshal.AsSpan(starts);
        var count = 1;
        foreach (var start in classes[1..])
            if (start != classes[count - 1]) classes[count++] = start;
        return [.. classes[..count]];
    }

    private static void Include(ulong[] set, int state) => set[state / BitsPerWord] |= 1ul << (state % BitsPerWord);

    private static bool Contains(ulong[] set, int state) => (set[state / BitsPerWord] & 1ul << (state % BitsPerWord)) != 0;

    private static bool Intersects(ReadOnlySpan<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (var word = 0; word < set.Length; word++)
            if ((set[word] & other[word]) != 0) return true;
        return false;
    }
}
