using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Mhg.Benchmarks.Search;

/// <summary>
/// What <see cref="CompareBenchmark"/> printed for archives of several sizes, side by side: a Markdown table on the console, and
/// a picture with a panel for each class of queries, in which both scales are logarithmic.
/// </summary>
internal static class GrowthBenchmark
{
    private const string Median = ", median ms";

    private const int Columns = 3;

    private const double PanelWidth = 230, PanelHeight = 130, PlotLeft = 44, PlotTop = 24, PlotWidth = 172, PlotHeight = 76, Top = 30;

    // The whole picture has one scale, of powers of ten in ms.
    private const double LeastExponent = -2.5, GreatestExponent = 2.5;

    /// <summary>Writes the picture and prints the table.</summary>
    /// <param name="picture">The SVG file to write.</param>
    /// <param name="files">What was printed for each archive.</param>
    public static void Run(string picture, IEnumerable<string> files)
    {
        var sizes = files.Select(Read).OrderBy(size => size.Documents).ToList();
        var classes = sizes[0].Figures.Keys.Where(name => name.EndsWith(Median, StringComparison.Ordinal)).Select(name => name[..^Median.Length]).ToList();
        PrintTable(sizes, classes);
        File.WriteAllText(picture, Picture(sizes, classes));
    }

    private static Compared Read(string file)
    {
        // Between the figures of both stands what is told of answers, and of one alone.
        var figures = File.ReadLines(file).Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject())
            .Where(figure => figure.ContainsKey("lucene"))
            .ToDictionary(figure => (string)figure["figure"]!, figure => ((double)figure["mhg"]!, (double)figure["lucene"]!));
        return new(figures["documents"].Item1, figures);
    }

    private static void PrintTable(List<Compared> sizes, List<string> classes)
    {
        Console.WriteLine("| |" + string.Concat(sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $" {size.Documents:N0} documents |"))));
        Console.WriteLine("| --- |" + string.Concat(Enumerable.Repeat(" --- |", sizes.Count)));
        foreach (var name in classes.SelectMany(name => (string[])[name + Median, name + ", 95 % ms"]).Append("documents a second").Append("bytes of the index"))
        {
            Console.WriteLine($"| {name} |" + string.Concat(sizes.Select(size =>
            {
                var (mhg, lucene) = size.Figures[name];
                return string.Create(CultureInfo.InvariantCulture, $" {Round(mhg)} / {Round(lucene)} ({mhg / lucene:0.00}) |");
            })));
        }
    }

    private static string Round(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "0.0" : value >= 1 ? "0.00" : "0.000", CultureInfo.InvariantCulture);

    private static string Picture(List<Compared> sizes, List<string> classes)
    {
        var svg = new StringBuilder();
        var height = Top + ((classes.Count + Columns - 1) / Columns * PanelHeight);
        Append($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Columns * PanelWidth} {height}" role="img" font-family="sans-serif" font-size="10">""");
        Append($"<title>Median latency by class of queries, {sizes[0].Documents:N0} to {sizes[^1].Documents:N0} documents: Mhg.Search and Apache Lucene</title>");
        svg.Append("""
            <style>
            text { fill: #333 } .name { font-weight: bold; font-size: 12px } .grid { stroke: #ddd } .plot { fill: none; stroke-width: 2 }
            .mhg { stroke: #0b6e75 } .lucene { stroke: #b4530a; stroke-dasharray: 5 3 }
            @media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #444 } .mhg { stroke: #4cc3cc } .lucene { stroke: #f0a35e } }
            </style>

            """);
        Append($"""<path class="plot mhg" d="M{PlotLeft} 12h24"/><text x="{PlotLeft + 30}" y="16">Mhg.Search</text>""");
        Append($"""<path class="plot lucene" d="M{PlotLeft + 110} 12h24"/><text x="{PlotLeft + 140}" y="16">Apache Lucene 8.7</text>""");
        Append($"""<text x="{PlotLeft + 260}" y="16">median of one query in ms over the number of documents</text>""");
        for (var i = 0; i < classes.Count; i++)
        {
            Append($"""<g transform="translate({i % Columns * PanelWidth} {Top + (i / Columns * PanelHeight)})">""");
            Append($"""<text class="name" x="{PlotLeft}" y="16">{classes[i]}</text>""");
            for (var exponent = Math.Ceiling(LeastExponent); exponent < GreatestExponent; exponent++)
            {
                var y = Y(Math.Pow(10, exponent));
                Append($"""<path class="grid" d="M{PlotLeft} {y:0.#}h{PlotWidth}"/><text x="{PlotLeft - 6}" y="{y + 3:0.#}" text-anchor="end">{Math.Pow(10, exponent):0.##}</text>""");
            }
            foreach (var size in sizes)
            {
                var anchor = size == sizes[0] ? "start" : size == sizes[^1] ? "end" : "middle";
                Append($"""<text x="{X(sizes, size.Documents):0.#}" y="{PlotTop + PlotHeight + 14}" text-anchor="{anchor}">{size.Documents:N0}</text>""");
            }
            var name = classes[i] + Median;
            svg.Append(Line("mhg", sizes.Select(size => (X(sizes, size.Documents), Y(size.Figures[name].Mhg)))));
            svg.Append(Line("lucene", sizes.Select(size => (X(sizes, size.Documents), Y(size.Figures[name].Lucene)))));
            svg.Append("</g>\n");
        }
        svg.Append("</svg>\n");
        return svg.ToString();

        void Append(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Line(string name, IEnumerable<(double X, double Y)> points) =>
        $"""<path class="plot {name}" d="M{string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#} {point.Y:0.#}")))}"/>""";

    private static double X(List<Compared> sizes, double documents) =>
        PlotLeft + (PlotWidth * (Math.Log10(documents) - Math.Log10(sizes[0].Documents)) / Math.Max(1, Math.Log10(sizes[^1].Documents) - Math.Log10(sizes[0].Documents)));

    private static double Y(double milliseconds) =>
        PlotTop + (PlotHeight * (GreatestExponent - Math.Log10(milliseconds)) / (GreatestExponent - LeastExponent));

    private sealed record Compared(double Documents, Dictionary<string, (double Mhg, double Lucene)> Figures);
}
