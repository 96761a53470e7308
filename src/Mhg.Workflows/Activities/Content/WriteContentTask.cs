using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;
using Mhg.Expressions.Liquid;

namespace Mhg.Workflows.Activities.Content;

/// <summary>
/// Writes an item: what the Liquid template <c>ContentProperties</c> renders, JSON in the shape of an item, is laid over it. An object
/// is merged, everything else replaced. With <c>Publish</c> it is published, too. What its type does not allow is the outcome Failed.
/// </summary>
public abstract class WriteContentTask(ContentManager content) : ContentTask
{
    private const string Failed = "Failed";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    // Who wrote which version when is the site's to say.
    private static readonly HashSet<string> Kept = [.. new ContentItem { ContentItemId = "", ContentType = "" }.ToJson().Select(column => column.Key)];

    /// <summary>What is written.</summary>
    protected static IReadOnlyList<ActivitySetting> Written { get; } =
    [
        new("ContentProperties", SettingKind.Liquid, "Content")
        {
            IsLong = true,
            Default = """{ "TitlePart": { "Title": "" } }""",
            Hint = "JSON of the parts and fields to write, with Liquid in it: { \"TitlePart\": { \"Title\": \"{{ Workflow.Input.ContentItem.DisplayText }}\" } }",
        },
        new("Publish", SettingKind.Flag, "Publish it"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [ActivityResult.DoneName, Failed];

    /// <inheritdoc/>
    public sealed override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var item = await ItemAsync(content, context, cancellationToken);
        Apply(context.Render("ContentProperties", LiquidEncoding.Json), item);
        if (await content.ValidateAsync(item, cancellationToken) is { Count: > 0 } problems)
        {
            context.SetLastResult(string.Join(" ", problems.Select(problem => problem.Message)));
            return ActivityResult.Follow(Failed);
        }
        await content.SaveDraftAsync(item, cancellationToken: cancellationToken);
        if (Publishes(context.Record))
            item = await content.PublishAsync(item.ContentItemId, cancellationToken: cancellationToken) ?? item;
        context.SetContentItem(item);
        return ActivityResult.Done;
    }

    /// <summary>The item to write to.</summary>
    protected abstract Task<ContentItem> ItemAsync(ContentManager content, ActivityContext context, CancellationToken cancellationToken);

    /// <summary>Whether an activity with these settings publishes what it writes.</summary>
    internal static bool Publishes(ActivityRecord record) => record.Flag("Publish");

    private static void Apply(string text, ContentItem item)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        JsonObject written;
        try
        {
            written = JsonNode.Parse(text, documentOptions: Lenient) as JsonObject ?? throw new InvalidOperationException("ContentProperties has to be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"ContentProperties renders to what is no JSON: {exception.Message}", exception);
        }
        foreach (var (name, value) in written.ToList())
        {
            if (!Kept.Contains(name))
                Merge(item.Content, name, value);
        }
        if (written[nameof(ContentItem.DisplayText)] is { } title && written[nameof(TitlePart)] is null)
            Merge(item.Content, nameof(TitlePart), new JsonObject { ["Title"] = title.ToString() });
    }

    private static void Merge(JsonObject target, string name, JsonNode? value)
    {
        if (value is not JsonObject from || target[name] is not JsonObject to)
        {
            target[name] = value?.DeepClone();
            return;
        }
        foreach (var (member, inner) in from)
            Merge(to, member, inner);
    }
}
