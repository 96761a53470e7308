using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Mhg.Html;

/// <summary>
/// Parses a fragment as a browser does for the content of a <c>body</c> with scripting on, at a bounded cost.
/// </summary>
/// <remarks>
/// The tree construction of the HTML standard is quadratic in places that any input can reach: an end tag looks through all
/// open elements, and formatting elements that were never closed are opened again in every following block. Both are held
/// by what is counted here while the tree grows: how deep it is and how many elements it has. An input that goes over is
/// refused as soon as it does, not after it was parsed.
/// </remarks>
internal static class FragmentParser
{
    /// <summary>
    /// Open elements at once, also what an end tag may have to look through. Pastes from Word and Google Docs with tables in
    /// lists in tables stay below 40; browsers themselves stop nesting at 512.
    /// </summary>
    public const int MaxDepth = 100;

    /// <summary>
    /// Elements of one fragment, those included that the parser opens again by itself. A table of 3,500 rows with twelve
    /// columns has 46,000, a book chapter about 5,000; fifty thousand take about a tenth of a second.
    /// </summary>
    public const int MaxElements = 50_000;

    /// <summary>
    /// What stands before the fragment: a page in no-quirks mode, as the ones on which it will be shown. The body is open
    /// already, so no frameset can take its place and no element goes to the head.
    /// </summary>
    private const string Before = "<!doctype html><body>";

    private static readonly IConfiguration Configuration = AngleSharp.Configuration.Default;

    private static readonly IElementFactory<Document, HtmlElement> Elements =
        Configuration.Services.OfType<IElementFactory<Document, HtmlElement>>().Single();

    private static readonly object[] OtherServices =
        [.. Configuration.Services.Where(service => service is not IElementFactory<Document, HtmlElement>)];

    /// <summary>Parses; only the attributes named are read at all, the others leave no trace and cost nothing later.</summary>
    /// <returns>The nodes of the fragment.</returns>
    /// <exception cref="TooComplexException">The fragment is over a limit.</exception>
    public static INodeList Parse(string html, FrozenSet<string> attributes)
    {
        var read = attributes.GetAlternateLookup<ReadOnlySpan<char>>();
        var meter = new Meter();
        var context = BrowsingContext.New(new Configuration([.. OtherServices, new MeteredFactory(meter)]));
        var parser = new HtmlParser(
            new HtmlParserOptions
            {
                IsScripting = true,
                SkipComments = true,
                DisableElementPositionTracking = true,
                // Above our own limit: the parser must not move elements about before they are counted.
                MaximumDepth = int.MaxValue,
                ShouldEmitAttribute = (ref StructHtmlToken _, ReadOnlyMemory<char> name) => read.Contains(name.Span),
                OnCreated = (element, _) => meter.Opened(element),
            },
            context);
        return parser.ParseDocument(Before + html).Body!.ChildNodes;
    }

    private sealed class Meter
    {
        private int _elements;
        private IElement? _previous;

        /// <summary>An element was made, from a tag or as the copy of a formatting element that is opened again.</summary>
        public void Made()
        {
            if (++_elements > MaxElements)
                throw new TooComplexException();
        }

        /// <summary>An element was made from a tag. It has no parent yet, so the one before it is looked at.</summary>
        public void Opened(IElement element)
        {
            if (element is not HtmlElement)
                Made();

            var depth = 0;
            for (INode? node = _previous; node is not null; node = node.Parent)
            {
                if (++depth > MaxDepth)
                    throw new TooComplexException();
            }
            _previous = element;
        }
    }

    private sealed class MeteredFactory(Meter meter) : IElementFactory<Document, HtmlElement>
    {
        public HtmlElement Create(Document document, string localName, string? prefix, NodeFlags flags)
        {
            meter.Made();
            return Elements.Create(document, localName, prefix, flags);
        }
    }
}
