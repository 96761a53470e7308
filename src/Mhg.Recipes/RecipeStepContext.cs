using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mhg.Recipes;

/// <summary>What a step is given when it is applied.</summary>
public sealed class RecipeStepContext
{
    private readonly RecipeProblems _problems;
    private readonly Action<int, int> _report;

    internal RecipeStepContext(Recipe recipe, RecipeStep step, JsonElement json, RecipeOptions options, RecipeProblems problems, Action<int, int> report)
    {
        (Recipe, Step, Json, Options, _problems, _report) = (recipe, step, json, options, problems, report);
    }

    /// <summary>The recipe that the step stands in.</summary>
    public Recipe Recipe { get; }

    /// <summary>The step as it stands in the file.</summary>
    public RecipeStep Step { get; }

    /// <summary>How the recipe is run.</summary>
    public RecipeOptions Options { get; }

    /// <summary>The step's JSON object with its expressions evaluated. The cheapest form: nothing of it has been copied.</summary>
    public JsonElement Json { get; }

    /// <summary>The same as nodes, made as far as they are looked at. It belongs to the step, which may change it or take it apart.</summary>
    public JsonObject Body => field ??= JsonObject.Create(Json)!;

    /// <summary>Items done so far, as last reported.</summary>
    internal int ItemsDone { get; private set; }

    /// <summary>Reports something that can't be applied. The recipe will then be refused with all problems listed,
    /// or, when it is run leniently, this one is listed as skipped. Either way the step goes on.</summary>
    /// <param name="message">What is wrong and what to do, as a sentence.</param>
    /// <param name="jsonPath">Where in the step, as <see cref="JsonNode.GetPath"/> writes it: <c>$.Roles[0].Name</c>.</param>
    public void Problem(string message, string jsonPath = "$") => _problems.Add(message, () => Step.PositionOf(jsonPath));

    /// <inheritdoc cref="Problem(string, string)"/>
    /// <param name="message">What is wrong and what to do, as a sentence.</param>
    /// <param name="at">A node of <see cref="Body"/>, still in its place there.</param>
    public void Problem(string message, JsonNode at) => _problems.Add(message, () => Step.PositionOf(at.GetPath()));

    /// <summary>Says how many items are done, for a progress bar and the result.</summary>
    public void Report(int done, int total)
    {
        ItemsDone = done;
        _report(done, total);
    }
}
