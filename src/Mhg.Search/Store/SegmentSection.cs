namespace Mhg.Search.Store;

/// <summary>What a part of a segment's file holds.</summary>
internal enum SectionKind : byte
{
    /// <summary>The terms of a field with their postings, and the field's lengths.</summary>
    Terms = 1,

    /// <summary>The terms of a keyword field by document.</summary>
    Keywords = 2,

    /// <summary>The numbers of a field by document.</summary>
    Numbers = 3,

    /// <summary>The name of a stored field; they are numbered in this order.</summary>
    StoredField = 4,

    /// <summary>The stored fields by document.</summary>
    Stored = 5,
}

/// <summary>An entry of the directory at the end of a segment's file.</summary>
/// <param name="Kind">What the part holds.</param>
/// <param name="Name">The field's name.</param>
/// <param name="Values">Counts and places, as the kind has them.</param>
internal sealed record SegmentSection(SectionKind Kind, string Name, params long[] Values);
