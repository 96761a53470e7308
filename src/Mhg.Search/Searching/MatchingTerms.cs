using System.Text;
using Mhg.Search.Automata;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>
/// Walks over the terms of a dictionary that an automaton accepts. Terms that begin alike share the states that their
/// beginning leads to; blocks between one dead end and the next term that could match are passed over unread.
/// </summary>
internal sealed class MatchingTerms(TermDictionary dictionary, Automaton automaton)
{
    private const int LastCharacter = 0x10FFFF;

    private byte[] term = new byte[64];
    // The state behind each byte of the term that ends a character, up to the alive-th.
    private int[] states = new int[65];
    private int alive;
    private int length;
    private int block = -1;
    private int read;
    private int at;

    /// <summary>The current term in UTF-8.</summary>
    public ReadOnlySpan<byte> Term => term.AsSpan(..length);

    /// <summary>What is known of the postings of the current term.</summary>
    public PostingsEntry Postings => dictionary[block].Postings(read - 1);

    /// <summary>Goes to the next term that is accepted.</summary>
    public bool MoveNext()
    {
        while (block >= 0 || Start())
        {
            var terms = dictionary[block];
            while (read < terms.Count)
            {
                var rest = terms.Next(ref at, out var shared);
                read++;
                // What led to the dead end is in this term, too.
                if (shared > alive) continue;
                Copy(shared, rest);
                if (Run(shared)) return true;
            }
            if (!MoveToNextBlock()) return false;
        }
        return false;
    }

    private bool Start()
    {
        states[0] = automaton.Start;
        if (dictionary.Count == 0 || automaton.Start == Automaton.Dead) return false;
        Enter(dictionary.FindBlock(Encoding.UTF8.GetBytes(automaton.Prefix), 0));
        return true;
    }

    private void Enter(int entered) => (block, read, at, alive, length) = (entered, 0, dictionary[entered].Start, 0, 0);

    private void Copy(int shared, ReadOnlySpan<byte> rest)
    {
        length = shared + rest.Length;
        if (length > term.Length)
        {
            Array.Resize(ref term, 2 * length);
            Array.Resize(ref states, term.Length + 1);
        }
        rest.CopyTo(term.AsSpan(shared));
    }

    /// <summary>Lets the automaton read on from a place in the term, and tells whether it accepts.</summary>
    private bool Run(int from)
    {
        alive = from;
        while (alive < length)
        {
            var next = automaton.Step(states[alive], CharacterAt(alive, out var size));
            if (next == Automaton.Dead) return false;
            states[alive += size] = next;
        }
        return automaton.IsAccept(states[length]);
    }

    private bool MoveToNextBlock()
    {
        if (block + 1 == dictionary.BlockCount) return false;
        var next = block + 1;
        if (alive < length)
        {
            if (!Raise()) return false;
            if (dictionary[next].First.SequenceCompareTo(Term) < 0) next = dictionary.FindBlock(Term, next);
        }
        Enter(next);
        return true;
    }

    /// <summary>Replaces a term that led to a dead end by the least text behind it that does not; false when there is none.</summary>
    private bool Raise()
    {
        for (var place = alive; place >= 0;)
        {
            var character = CharacterAt(place, out _);
            var live = character < LastCharacter ? automaton.NextLive(states[place], character + 1) : Automaton.Dead;
            if (live >= 0)
            {
                Span<byte> utf8 = stackalloc byte[4];
                Copy(place, utf8[..new Rune(live).EncodeToUtf8(utf8)]);
                return true;
            }
            if (place == 0) return false;
            do place--;
            while ((term[place] & 0xC0) == 0x80);
        }
        return false;
    }

    private int CharacterAt(int place, out int size)
    {
        size = 1;
        if (term[place] < 0x80) return term[place];
        Rune.DecodeFromUtf8(term.AsSpan(place..length), out var rune, out size);
        return rune.Value;
    }
}
