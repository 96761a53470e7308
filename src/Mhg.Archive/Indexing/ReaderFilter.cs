using Mhg.ContentManagement.Access;
using Mhg.Search.Queries;

namespace Mhg.Archive.Indexing;

/// <summary>What a reader may read, as a part of the query: hits, totals, facets and suggestions come after it.</summary>
public static class ReaderFilter
{
    /// <summary>The filter of a scope.</summary>
    public static Query Of(ReadScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        Query types = new TermSetQuery(IndexFields.ContentType, [.. scope.ContentTypes]);
        return scope.Audiences is null
            ? types
            : new BooleanQuery([new(types, Occur.Filter), new(new TermSetQuery(IndexFields.Audience, [.. scope.Audiences.Select(Token)]), Occur.Filter)]);
    }

    /// <summary>An audience's token as it stands in the index; names of roles have no case.</summary>
    public static string Token(string audience) => audience.ToLowerInvariant();
}
