using System.Text;

namespace Mhg.Search.Store;

/// <summary>Walks over the terms of a dictionary in order.</summary>
/// <param name="dictionary">The dictionary.</param>
internal sealed class TermCursor(TermDictionary dictionary)
{
    private byte[] term = new byte[64];
    private int length;
    private int block = -1;
    // How many terms of the block were read, and where the next one stands.
    private int read;
    private int at;

    /// <summary>The number of the current term.</summary>
    public int Number => block * TermDictionaryWriter.BlockSize + read - 1;

    /// <summary>The current term in UTF-8.</summary>
    public ReadOnlySpan<byte> Term => term.AsSpan(..length);

    /// <summary>The current term.</summary>
    public string Text => Encoding.UTF8.GetString(Term);

    /// <summary>What is known of the postings of the current term.</summary>
    public PostingsEntry Postings => dictionary[block].Postings(read - 1);

    /// <summary>Goes to the next term.</summary>
    public bool MoveNext()
    {
        if (block < 0 || read == dictionary[block].Count)
        {
            if (block + 1 >= dictionary.BlockCount) return false;
            Enter(block + 1);
        }
        var rest = dictionary[block].Next(ref at, out var shared);
        read++;
        if (term.Length < shared + rest.Length) Array.Resize(ref term, 2 * (shared + rest.Length));
        rest.CopyTo(term.AsSpan(shared));
        length = shared + rest.Length;
        return true;
    }

    /// <summary>Goes to the first term that is not before <paramref name="target"/>, nor before the current one.</summary>
    public bool Seek(ReadOnlySpan<byte> target)
    {
        if (dictionary.Count == 0) return false;
        var wanted = dictionary.FindBlock(target, Math.Max(block, 0));
        if (wanted != block) Enter(wanted);
        else if (read > 0 && Term.SequenceCompareTo(target) >= 0) return true;
        while (MoveNext())
            if (Term.SequenceCompareTo(target) >= 0) return true;
        return false;
    }

    /// <summary>Goes to the term with a number.</summary>
    public void MoveTo(int number)
    {
        Enter(number / TermDictionaryWriter.BlockSize);
        while (Number < number) MoveNext();
    }

    private void Enter(int entered) => (block, read, at, length) = (entered, 0, dictionary[entered].Start, 0);
}
