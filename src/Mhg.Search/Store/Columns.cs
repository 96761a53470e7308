using System.Buffers.Binary;

namespace Mhg.Search.Store;

/// <summary>The terms of a keyword field by document, as numbers in its dictionary.</summary>
/// <param name="starts">For each document and for the end where its terms begin; null where each has one or none.</param>
/// <param name="ordinals">The terms of each document, ascending; without <paramref name="starts"/> one a document: its number plus one, or 0.</param>
internal sealed class KeywordColumn(PackedNumbers? starts, PackedNumbers ordinals)
{
    /// <summary>Where the terms of a document begin and end; <see cref="At"/> reads each.</summary>
    public (int Start, int End) Of(int doc) =>
        starts is { } places ? ((int)places[doc], (int)places[doc + 1]) : (doc, ordinals[doc] == 0 ? doc : doc + 1);

    /// <summary>The term at a place.</summary>
    public int At(int place) => starts is null ? (int)ordinals[place] - 1 : (int)ordinals[place];
}

/// <summary>Numbers (or dates in milliseconds since 1970) by document, in the order in which they were given.</summary>
/// <param name="starts">For each document and for the end where its numbers begin.</param>
/// <param name="values">The numbers.</param>
internal sealed class NumberColumn(PackedNumbers starts, MappedBytes values)
{
    /// <summary>Where the numbers of a document begin and end; <see cref="At"/> reads each.</summary>
    public (int Start, int End) Of(int doc) => ((int)starts[doc], (int)starts[doc + 1]);

    /// <summary>The number at a place.</summary>
    public double At(int place) => BinaryPrimitives.ReadDoubleLittleEndian(values.Span[(place * sizeof(double))..]);
}
