using System.Globalization;
using System.Text.Json;

namespace Mhg.Benchmarks;

/// <summary>Prints figures.</summary>
internal static class Figures
{
    public static void Print(string name, double value, string unit, string? note = null) =>
        Console.WriteLine(JsonSerializer.Serialize(new { figure = name, value = Math.Round(value, 2), unit, note }));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
