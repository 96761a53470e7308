using System.Text;
using Mhg.Search.Analysis;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>
/// Walks over the terms of a dictionary that are the same as a text, or begin with it, where case or accents make no
/// difference. What can't be one of them is passed over: where a term differs, the next one that may not differ is sought.
/// </summary>
internal sealed class FoldedTerms
{
    private readonly TermCursor cursor;
    private readonly CharacterFolding folding;
    private readonly string text;
    private readonly bool isPrefix;
    // For each character of the current term that was compared: where it stands, and what of the text was done before it.
    private readonly List<(int Place, int Done)> path = [];
    private byte[] target = [];
    private int targetLength;
    // How a term that was found begins; those that begin alike need no further look.
    private byte[] found = [];

    /// <param name="terms">The dictionary.</param>
    /// <param name="text">What is looked for, as it was typed.</param>
    /// <param name="folding">Says what makes no difference.</param>
    /// <param name="isPrefix">Whether terms may go on behind the text.</param>
    public FoldedTerms(TermDictionary terms, string text, CharacterFolding folding, bool isPrefix = false)
    {
        cursor = new TermCursor(terms);
        this.folding = folding;
        this.text = folding.Fold(text);
        this.isPrefix = isPrefix;
    }

    /// <summary>The number of the current term.</summary>
    public int Number => cursor.Number;

    /// <summary>The current term in UTF-8.</summary>
    public ReadOnlySpan<byte> Term => cursor.Term;

    /// <summary>What is known of the postings of the current term.</summary>
    public PostingsEntry Postings => cursor.Postings;

    /// <summary>Goes to the next term.</summary>
    public bool MoveNext()
    {
        for (var more = cursor.MoveNext(); more; more = cursor.Seek(target.AsSpan(..targetLength)))
        {
            if (isPrefix && found.Length > 0 && cursor.Term.StartsWith(found) || Fits()) return true;
            if (!Raise()) return false;
        }
        return false;
    }

    private bool Fits()
    {
        path.Clear();
        var term = cursor.Term;
        var place = 0;
        for (var done = 0; done < text.Length;)
        {
            path.Add((place, done));
            if (place == term.Length) return false;
            Rune.DecodeFromUtf8(term[place..], out var rune, out var size);
            var matched = folding.Match(text.AsSpan(done), rune, isPrefix);
            if (matched == 0) return false;
            place += size;
            done += matched;
        }
        if (isPrefix) found = term[..place].ToArray();
        return isPrefix || place == term.Length;
    }

    /// <summary>Makes the least text behind the current term that may fit the target; false when there is none.</summary>
    private bool Raise()
    {
        var term = cursor.Term;
        for (var i = path.Count - 1; i >= 0; i--)
        {
            var (place, done) = path[i];
            var current = -1;
            if (place < term.Length)
            {
                Rune.DecodeFromUtf8(term[place..], out var rune, out _);
                current = rune.Value;
            }
            if (folding.Next(text.AsSpan(done), current, isPrefix) is not { } next) continue;
            targetLength = place + next.Utf8SequenceLength;
            if (target.Length < targetLength) target = new byte[2 * targetLength];
            term[..place].CopyTo(target);
            next.EncodeToUtf8(target.AsSpan(place));
            return true;
        }
        return false;
    }
}
