using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Mhg.Fixtures;

/// <summary>What axe says of a page.</summary>
/// <param name="Passed">How many of its rules the page keeps.</param>
/// <param name="Violations">The others: the rule, what it asks for, and the first three places.</param>
internal sealed record AxeFindings(int Passed, string[] Violations)
{
    private const string Ask =
        """
        async rules => {
            const { passes, violations } = await axe.run({ resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: rules }) });
            return JSON.stringify({
                passed: passes.length,
                violations: violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(node => node.html).join(' ')}`),
            });
        }
        """;

    private static readonly string Axe = $"() => {{ {new BundledAxeScriptProvider().GetScript()} }}";

    /// <summary>
    /// Asks axe within the page. Its package for Playwright opens a window for each answer and moves every place that is in order
    /// through it, which takes several times as long.
    /// </summary>
    /// <param name="page">The page, with its frames.</param>
    /// <param name="rules">Rules or tags; without any, all rules that axe has switched on.</param>
    public static async Task<AxeFindings> OfAsync(IPage page, params string[] rules)
    {
        foreach (var frame in page.Frames)
            await frame.EvaluateAsync(Axe);
        return JsonSerializer.Deserialize<AxeFindings>(await page.EvaluateAsync<string>(Ask, rules), JsonSerializerOptions.Web)!;
    }
}
