using System.Text.Json.Nodes;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Modules;

namespace Mhg.Modularity.Features;

/// <summary>Switches features on and off and remembers it.</summary>
public sealed class FeatureSwitch(IDocumentStore documents, IUnitOfWork unitOfWork, FeatureState state, ModuleCatalog catalog)
{
    private const string Kind = "Features";

    /// <summary>Brings this process up to date with what is stored. Costs next to nothing when nothing has changed.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken) => state.Load(await OffAsync(cancellationToken));

    /// <summary>Switches a feature.</summary>
    /// <returns>False where there is no such feature, or it can't be switched off.</returns>
    public Task<bool> SetAsync(string id, bool on, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(async token =>
        {
            if (catalog.Modules.FirstOrDefault(module => module.Manifest.Id == id) is not { } module || (module.Manifest.IsAlwaysOn && !on))
                return false;
            if (on)
                await documents.DeleteAsync(Kind, id, token);
            else
                await documents.SaveAsync(Kind, id, new JsonObject { ["Enabled"] = false }, token);
            var off = await OffAsync(token);
            unitOfWork.AfterCommit(() => state.Load(off));
            return true;
        }, cancellationToken);

    private ValueTask<string[]> OffAsync(CancellationToken cancellationToken) =>
        documents.SnapshotAsync<string[]>(Kind, stored => [.. stored.Keys], cancellationToken);
}
