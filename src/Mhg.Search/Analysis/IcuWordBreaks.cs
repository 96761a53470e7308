using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Mhg.Search.Analysis;

/// <summary>
/// Finds the words of Thai, Lao, Khmer and Burmese, which are written without spaces, by the dictionaries of ICU: the
/// library that .NET itself takes its cultures from. Serves many threads.
/// </summary>
internal sealed class IcuWordBreaks
{
    // UBRK_WORD and UBRK_DONE of ubrk.h.
    private const int WordBreaks = 1;
    private const int Done = -1;

    // "Migrant worker" in each of the languages. Small builds of ICU leave the dictionaries out and see one word.
    private static readonly string[] Samples = ["แรงงานข้ามชาติ", "ແຮງງານເຄື່ອນຍ້າຍ", "ពលករចំណាកស្រុក", "ရွှေ့ပြောင်းအလုပ်သမား"];

    private readonly Open open;
    private readonly SetText setText;
    private readonly Next next;

    // An iterator serves one thread at a time.
    private readonly ConcurrentBag<Iterator> idle = [];

    private IcuWordBreaks(nint library, string suffix)
    {
        open = Function<Open>("ubrk_open");
        setText = Function<SetText>("ubrk_setText");
        next = Function<Next>("ubrk_next");
        var version = new byte[4];
        Function<GetVersion>("u_getVersion")(version);
        Version = string.Join('.', version);

        T Function<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name + suffix));
    }

    /// <summary>The ICU of this machine, or null when there is none that has the dictionaries.</summary>
    public static IcuWordBreaks? Installed { get; } = Find();

    /// <summary>The version of the library, and so of its dictionaries.</summary>
    public string Version { get; }

    /// <summary>Where the words of a run end (exclusive), in order; the last is the end of the run.</summary>
    public List<int> Ends(ReadOnlySpan<char> run)
    {
        if (!idle.TryTake(out var iterator)) iterator = new Iterator(OpenIterator());
        iterator.Load(run);
        var error = 0;
        setText(iterator.Handle, iterator.Text, run.Length, ref error);
        ThrowIfFailed(error);
        var ends = new List<int>();
        for (var end = next(iterator.Handle); end != Done; end = next(iterator.Handle)) ends.Add(end);
        idle.Add(iterator);
        return ends;
    }

    private nint OpenIterator()
    {
        var error = 0;
        // The script of the text chooses the dictionary, whatever the locale.
        var iterator = open(WordBreaks, "root", 0, 0, ref error);
        ThrowIfFailed(error);
        return iterator;
    }

    private static IcuWordBreaks? Find()
    {
        foreach (var (name, suffix) in Candidates())
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            try
            {
                var breaks = new IcuWordBreaks(library, suffix);
                if (Array.TrueForAll(Samples, sample => breaks.Ends(sample).Count > 1)) return breaks;
            }
            catch (Exception exception) when (exception is EntryPointNotFoundException or InvalidOperationException)
            {
            }
        }
        return null;
    }

    /// <summary>Where systems keep ICU, and what they append to the names of its functions. On Linux the newest version counts, as for .NET.</summary>
    private static IEnumerable<(string Name, string Suffix)> Candidates()
    {
        if (OperatingSystem.IsWindows()) return [("icu.dll", ""), ("icuuc.dll", "")];
        if (OperatingSystem.IsMacOS()) return [("/usr/lib/libicucore.dylib", "")];
        return Enumerable.Range(50, 60).Reverse().Select(version => ($"libicuuc.so.{version}", $"_{version}"));
    }

    // UErrorCode: warnings are negative.
    private static void ThrowIfFailed(int error)
    {
        if (error > 0) throw new InvalidOperationException($"ICU can't find words: error {error}.");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Open(int type, [MarshalAs(UnmanagedType.LPStr)] string locale, nint text, int length, ref int error);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetText(nint iterator, nint text, int length, ref int error);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Next(nint iterator);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void GetVersion([Out, MarshalAs(UnmanagedType.LPArray, SizeConst = 4)] byte[] version);

    /// <summary>A break iterator and the text that it walks, which must stay where it is. Kept for the next run.</summary>
    private sealed class Iterator(nint handle)
    {
        private char[] text = [];

        public nint Handle => handle;

        public nint Text => Marshal.UnsafeAddrOfPinnedArrayElement(text, 0);

        public void Load(ReadOnlySpan<char> run)
        {
            if (text.Length < run.Length) text = GC.AllocateUninitializedArray<char>(Math.Max(run.Length, 1024), pinned: true);
            run.CopyTo(text);
        }
    }
}
