using System.Globalization;
using Mhg.ContentManagement.Storage;
using Mhg.Search.Indexing;
using Mhg.Search.Searching;
using Mhg.Search.Store;

namespace Mhg.Archive.Indexing;

/// <summary>A place in the change log, with what stands there: in another database the same number stands for something else.</summary>
/// <param name="Number">The number of the change; 0 for the beginning.</param>
/// <param name="Entry">The item and the time of the change.</param>
internal sealed record LogPlace(long Number, string Entry)
{
    public static LogPlace Start { get; } = new(0, "");

    public static LogPlace Of(ContentLogEntry change) => new(change.Number, $"{change.ContentItemId} {change.Utc.Ticks}");
}

/// <summary>An index of this process: its files, how its documents are made, and up to where it has followed the change log. Only the indexer writes.</summary>
internal sealed class BuiltIndex : IDisposable
{
    private const string MadeByKey = "made-by";
    private const string ChangeKey = "change";
    private const string EntryKey = "entry";

    private readonly SearchIndex _index;
    private readonly string _madeBy;
    private volatile ContentDocuments _documents;
    private LogPlace _committed;

    /// <summary>Opens the index in a folder as it was last committed, or begins an empty one.</summary>
    /// <exception cref="IndexLockedException">Another process has it.</exception>
    /// <exception cref="CorruptIndexException">A file is damaged.</exception>
    /// <exception cref="ArgumentException">It was made with other kinds of fields.</exception>
    public BuiltIndex(string path, ContentDocuments documents)
    {
        (Path, _documents, _madeBy) = (path, documents, documents.Fingerprint);
        _index = new SearchIndex(documents.Schema, path);
        Change = _committed = PlaceOf(_index.CommittedData);
    }

    /// <summary>Its folder.</summary>
    public string Path { get; }

    /// <summary>How its documents are made; only their vocabulary is ever another one than when it was built.</summary>
    public ContentDocuments Documents { get => _documents; set => _documents = value; }

    /// <summary>The newest change that is in it.</summary>
    public LogPlace Change { get; set; }

    /// <summary>Whether what was found on the disk is whole and made as it would be made now.</summary>
    public bool IsSound => IsMadeBy(_index.CommittedData, _madeBy) && Change.Number > 0;

    /// <summary>Whether a file of it was found to be damaged.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>Whether a new index is to take its place.</summary>
    public bool IsOutdated => _madeBy != Documents.Fingerprint || File.Exists(RequestIn(Path));

    /// <summary>Whether there is something that would be lost if the process ended now.</summary>
    public bool IsAhead => Change != _committed;

    /// <summary>The file in an index's folder that asks whoever has the index to build it anew. It goes with the folder.</summary>
    public static string RequestIn(string path) => System.IO.Path.Combine(path, "rebuild");

    /// <summary>Whether a commit holds an index that was made like this.</summary>
    public static bool IsMadeBy(IReadOnlyDictionary<string, string> committed, string fingerprint) => committed.GetValueOrDefault(MadeByKey) == fingerprint;

    /// <summary>Up to where a commit has followed the change log.</summary>
    public static LogPlace PlaceOf(IReadOnlyDictionary<string, string> committed) =>
        committed.TryGetValue(ChangeKey, out var number)
            ? new LogPlace(long.Parse(number, CultureInfo.InvariantCulture), committed.GetValueOrDefault(EntryKey, ""))
            : LogPlace.Start;

    public IndexSearcher Acquire() => _index.Acquire();

    public void Update(SearchDocument document) => _index.Update(document);

    public void Delete(string id) => _index.Delete(id);

    public void Refresh() => _index.Refresh();

    /// <summary>Makes it durable with the place in the change log that it is at.</summary>
    public void Commit()
    {
        var change = Change;
        _index.Commit(new Dictionary<string, string>
        {
            [MadeByKey] = _madeBy,
            [ChangeKey] = change.Number.ToString(CultureInfo.InvariantCulture),
            [EntryKey] = change.Entry,
        });
        _committed = change;
    }

    /// <summary>Closes it; searches that are under way go on to their end.</summary>
    public void Dispose() => _index.Dispose();
}
