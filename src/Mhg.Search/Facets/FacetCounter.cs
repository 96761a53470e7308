using Mhg.Search.Indexing;
using Mhg.Search.Store;

namespace Mhg.Search.Facets;

/// <summary>
/// Counts values of keyword fields. A document that misses just one selection still counts for the field of that
/// selection ("drill sideways", as in Lucene's facet module).
/// </summary>
internal sealed class FacetCounter
{
    private sealed class FieldCounts(FacetRequest request, int selection)
    {
        private readonly Dictionary<string, int> totals = new(StringComparer.Ordinal);
        private KeywordColumn? column;
        private TermDictionary? terms;
        private int[] counts = [];

        /// <summary>The number of the selection in the same field, or -1.</summary>
        public int Selection => selection;

        public string Field => request.Field;

        public void Start(Segment segment)
        {
            Finish();
            column = segment.Keywords(request.Field);
            terms = column is null ? null : segment.Inverted[request.Field].Terms;
            counts = new int[terms?.Count ?? 0];
        }

        public void Count(int doc)
        {
            if (column is null) return;
            var (place, end) = column.Of(doc);
            for (; place < end; place++) counts[column.At(place)]++;
        }

        public void Finish()
        {
            for (var i = 0; i < counts.Length; i++)
                if (counts[i] > 0 && terms!.TermAt(i) is var term) totals[term] = totals.GetValueOrDefault(term) + counts[i];
        }

        public IReadOnlyList<FacetCount> Best() =>
            [.. totals.Select(total => new FacetCount(total.Key, total.Value)).OrderByDescending(count => count.Count)
                .ThenBy(count => count.Value, CodePointOrder.Comparer).Take(request.Top)];
    }

    private readonly FieldCounts[] fields;
    private readonly IReadOnlyList<FacetSelection> selections;
    private FixedBitSet[] selected = [];

    public FacetCounter(IReadOnlyList<FacetRequest> requests, IReadOnlyList<FacetSelection> selections)
    {
        this.selections = selections;
        fields = [.. requests.Select(request => new FieldCounts(request, Array.FindIndex([.. selections], selection => selection.Field == request.Field)))];
    }

    public void Start(Segment segment)
    {
        selected = [.. selections.Select(selection => Documents(segment, selection))];
        foreach (var field in fields) field.Start(segment);
    }

    /// <summary>Counts a document that matches the query, and tells whether it matches all selections too.</summary>
    public bool Accept(int doc)
    {
        var missed = -1;
        for (var i = 0; i < selected.Length; i++)
        {
            if (selected[i][doc]) continue;
            if (missed >= 0) return false;
            missed = i;
        }
        foreach (var field in fields)
            if (missed < 0 || missed == field.Selection) field.Count(doc);
        return missed < 0;
    }

    public IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Finish()
    {
        foreach (var field in fields) field.Finish();
        return fields.ToDictionary(field => field.Field, field => field.Best(), StringComparer.Ordinal);
    }

    private static FixedBitSet Documents(Segment segment, FacetSelection selection)
    {
        var documents = new FixedBitSet(segment.DocCount);
        if (!segment.Inverted.TryGetValue(selection.Field, out var field)) return documents;
        var postings = new Postings();
        foreach (var value in selection.Values)
        {
            if (!field.TryOpen(postings, value)) continue;
            for (var doc = postings.Advance(0); doc != Postings.End; doc = postings.Advance(doc + 1)) documents.Set(doc);
        }
        return documents;
    }
}
