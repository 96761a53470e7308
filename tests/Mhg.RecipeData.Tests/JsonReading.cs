using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

internal static class JsonReading
{
    public static IEnumerable<JsonObject> Objects(this JsonNode? node) => node?.AsArray().Select(item => item!.AsObject()) ?? [];

    public static IEnumerable<string> Texts(this JsonNode? node) => node?.AsArray().Select(item => item!.GetValue<string>()) ?? [];

    public static string Text(this JsonNode node, string name) =>
        node[name]?.GetValue<string>() ?? throw new InvalidDataException($"\"{name}\" is missing at {node.GetPath()}.");

    public static bool Flag(this JsonNode? node, string name) => node?[name]?.GetValue<bool>() ?? false;

    public static decimal Number(this JsonNode part, string field) => part[field]!["Value"]!.GetValue<decimal>();
}
