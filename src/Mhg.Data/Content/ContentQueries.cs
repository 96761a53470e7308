using Mhg.ContentManagement.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Content;

/// <summary>A <see cref="ContentQuery"/> as one for the database.</summary>
internal static class ContentQueries
{
    /// <summary>A token of an audience as it is stored.</summary>
    public static string AudienceToken(string token) => token.ToLowerInvariant();

    /// <summary>The versions that a query asks for, in no order. What the reader may not read is left out here, before anything is counted.</summary>
    /// <param name="db">The database.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="isSorted">Whether the first ones in some order are wanted, and not all of them.</param>
    public static IQueryable<ContentVersionRow> Matching(this MhgDbContext db, ContentQuery query, bool isSorted)
    {
        var rows = query.Version == VersionOptions.Published ? db.ContentItems.Where(v => v.Published) : db.ContentItems.Where(v => v.Latest);

        if (query.ContentItemIds is { } ids)
            rows = rows.Where(v => ids.Contains(v.ContentItemId));
        if (query.AfterId is { } after)
            rows = rows.Where(v => v.ContentItemId.CompareTo(after) > 0);
        if (Types(query) is { } types)
        {
            // A reader's types without a choice among them are most of the site's, as a rule: their index would find nearly
            // everything, to be sorted afterwards. Compared as an expression they leave the way to the index of the order.
            rows = types is [var type] ? rows.Where(v => v.ContentType == type)
                : isSorted && query.ContentTypes is null ? rows.Where(v => types.Contains(v.ContentType + ""))
                : rows.Where(v => types.Contains(v.ContentType));
        }
        if (query.Scope?.Audiences is { } audiences)
        {
            var tokens = audiences.Select(AudienceToken).ToList();
            rows = rows.Where(v => db.Set<ContentAudienceRow>().Any(a => a.VersionId == v.Id && tokens.Contains(a.Token)));
        }

        if (query.IsDraft is { } isDraft)
            rows = isDraft ? rows.Where(v => v.Latest && !v.Published) : rows.Where(v => v.Latest && v.Published);
        if (query.Owner is { } owner)
            rows = rows.Where(v => v.Owner == owner);
        if (query.Author is { } author)
            rows = rows.Where(v => v.Author == author);
        if (query.DisplayTextContains is { Length: > 0 } text)
        {
            var folded = SortText.Of(text);
            rows = rows.Where(v => v.SortText.Contains(folded));
        }

        // Inner selections and no correlated ones: SQLite then begins with the index of the selection.
        foreach (var (target, name) in query.References)
        {
            var pointing = db.Set<ContentReferenceRow>().Where(r => r.TargetId == target);
            if (name is not null)
                pointing = pointing.Where(r => r.Name == name);
            rows = rows.Where(v => pointing.Select(r => r.VersionId).Contains(v.Id));
        }
        foreach (var filter in query.Values)
        {
            var values = db.Set<ContentValueRow>().Where(value => value.Name == filter.Name);
            if (filter.Texts is { } texts)
                values = values.Where(value => value.Text != null && texts.Contains(value.Text));
            if (filter.From is { } from)
                values = values.Where(value => value.Utc >= from);
            if (filter.To is { } to)
                values = values.Where(value => value.Utc <= to);
            rows = rows.Where(v => values.Select(value => value.VersionId).Contains(v.Id));
        }
        return rows;
    }

    /// <summary>Sorts versions as a query says.</summary>
    public static IQueryable<ContentVersionRow> InOrder(this MhgDbContext db, IQueryable<ContentVersionRow> rows, ContentQuery query)
    {
        var descending = query.Order.Descending;
        switch (query.Order.Kind)
        {
            case ContentOrderKind.DisplayText:
                return (descending ? rows.OrderByDescending(v => v.SortText) : rows.OrderBy(v => v.SortText)).ThenBy(v => v.ContentItemId);
            case ContentOrderKind.Id:
                return descending ? rows.OrderByDescending(v => v.ContentItemId) : rows.OrderBy(v => v.ContentItemId);
            case ContentOrderKind.Value:
                var name = query.Order.ValueName ?? throw new ArgumentException("An order by value needs the value's name.", nameof(query));
                var valued = rows.LeftJoin(
                    db.Set<ContentValueRow>().Where(value => value.Name == name && value.Ordinal == 0),
                    v => v.Id, value => value.VersionId, (v, value) => new { Version = v, Value = value });
                var withoutLast = valued.OrderBy(v => v.Value == null);
                return (descending
                        ? withoutLast.ThenByDescending(v => v.Value!.Utc).ThenByDescending(v => v.Value!.Number).ThenByDescending(v => v.Value!.Text)
                        : withoutLast.ThenBy(v => v.Value!.Utc).ThenBy(v => v.Value!.Number).ThenBy(v => v.Value!.Text))
                    .ThenBy(v => v.Version.ContentItemId)
                    .Select(v => v.Version);
            case var _ when query.Version == VersionOptions.Published:
                return (descending ? rows.OrderByDescending(v => v.PublishedUtc) : rows.OrderBy(v => v.PublishedUtc)).ThenBy(v => v.ContentItemId);
            default:
                return (descending ? rows.OrderByDescending(v => v.ModifiedUtc) : rows.OrderBy(v => v.ModifiedUtc)).ThenBy(v => v.ContentItemId);
        }
    }

    /// <summary>The types that are both asked for and may be read; null for all.</summary>
    private static List<string>? Types(ContentQuery query) => (query.ContentTypes, query.Scope) switch
    {
        (null, null) => null,
        (null, { } scope) => [.. scope.ContentTypes],
        ({ } types, null) => [.. types],
        ({ } types, { } scope) => [.. types.Where(scope.ContentTypes.Contains)],
    };
}
