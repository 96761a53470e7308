using Mhg.Workflows.Http;

namespace Mhg.Workflows.Activities.Http;

/// <summary>Leads the request that the workflow goes on in to <c>Location</c>, a Liquid template.</summary>
public sealed class HttpRedirectTask(WorkflowResponse response) : Activity
{
    // Stands for the site's own address, which nobody needs to know.
    private static readonly Uri Here = new("https://site.invalid/");

    /// <inheritdoc/>
    public override string Category => "Web";

    /// <inheritdoc/>
    public override string Summary => "Leads the request that the workflow goes on in to another address.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("Location", SettingKind.Liquid, "Address") { IsRequired = true }, new("Permanent", SettingKind.Flag, "For good")];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The template renders to no address.</exception>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var location = context.Render("Location").Trim();
        if (location.Length == 0 || !Uri.TryCreate(Here, location, out var address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"“{location}” is no address to lead to.");
        response.Redirect(address.Host == Here.Host ? address.PathAndQuery + address.Fragment : address.AbsoluteUri, context.Record.Flag("Permanent"));
        return new(ActivityResult.Done);
    }
}
