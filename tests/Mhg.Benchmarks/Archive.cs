using System.Text;
using System.Text.Json.Nodes;

namespace Mhg.Benchmarks;

/// <summary>A made-up archive as a recipe; the same for the same size.</summary>
internal static class Archive
{
    private static readonly string[] Words =
        ("migrant worker health remittance policy agreement trade labour rights border clinic insurance portability detention campaign union "
        + "embassy recruitment contract wage shelter testing treatment counselling language interpreter registration permit passport return").Split(' ');

    /// <summary>Writes a recipe with so many published documents of about 200 words.</summary>
    public static async Task WriteAsync(string file, int count)
    {
        var random = new Random(1);
        var items = new JsonArray();
        for (var i = 0; i < count; i++)
        {
            items.Add(new JsonObject
            {
                ["ContentItemId"] = $"4bench{i:D20}",
                ["ContentType"] = "Document",
                ["DisplayText"] = $"Benchmark {i}",
                ["Latest"] = true,
                ["Published"] = true,
                ["TitlePart"] = new JsonObject { ["Title"] = $"Benchmark {i}" },
                ["AutoroutePart"] = new JsonObject { ["Path"] = $"documents/benchmark-{i}" },
                ["AudiencePart"] = new JsonObject { ["Readers"] = new JsonObject { ["Values"] = new JsonArray("Public") } },
                ["Document"] = new JsonObject
                {
                    ["Kind"] = new JsonObject { ["Text"] = "report" },
                    ["Summary"] = new JsonObject { ["Text"] = Text(random, 20) },
                    ["Date"] = new JsonObject { ["Value"] = $"{2000 + (i % 25)}-06-01T00:00:00Z" },
                },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>{Text(random, 90)}</p><h2>{Text(random, 4)}</h2><p>{Text(random, 90)}</p>" },
            });
        }
        var recipe = new JsonObject { ["name"] = "benchmark", ["steps"] = new JsonArray(new JsonObject { ["name"] = "content", ["data"] = items }) };
        await File.WriteAllTextAsync(file, recipe.ToJsonString(), Encoding.UTF8);
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
