using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Data;
using Mhg.Data.Identity;
using Mhg.Data.Opening;
using Mhg.Recipes;
using Mhg.Workflows.Mail;
using Mhg.Workflows.Notices;
using Mhg.Workflows.Operations;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.Timers;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workflows.Tests;

/// <summary>A site without pages: workflows over a real database, with two editors, two reviewers and an administrator.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;
    private readonly TimeProvider _time;
    private readonly Action<IServiceCollection>? _configure;
    private ServiceProvider _services;

    private Site(DirectoryInfo folder, bool ownsFolder, TimeProvider time, Action<IServiceCollection>? configure)
    {
        (_folder, _ownsFolder, _time, _configure) = (folder, ownsFolder, time, configure);
        _services = Build();
    }

    public static async Task<Site> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var site = new Site(Directory.CreateTempSubdirectory("mhg-workflows-"), ownsFolder: true, new FakeTime(), configure);
        await site.AsSite(scope => scope.Get<DatabaseOpening>().OpenAsync());
        await site.RunRecipeAsync("mhg.roles");
        foreach (var (name, role) in new[] { ("edith", "Editor"), ("erik", "Editor"), ("rosa", "Reviewer"), ("rick", "Reviewer"), ("admin", "Administrator") })
            await site.AddAccountAsync(name, role);
        await site.AsSite(scope => scope.DefineTypeAsync("Document"));
        return site;
    }

    public Task AddAccountAsync(string name, string role) => AsSite(async scope =>
    {
        var user = new MhgUser { Id = name + "-id", UserName = name, Email = name + "@example.org" };
        (await scope.Get<UserManager<MhgUser>>().CreateAsync(user)).Succeeded.ShouldBeTrue();
        (await scope.Get<UserManager<MhgUser>>().AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
    });

    /// <summary>The site of a folder that another process made.</summary>
    public static Site Open(string folder, TimeProvider time, Action<IServiceCollection>? configure = null) => new(new DirectoryInfo(folder), ownsFolder: false, time, configure);

    /// <summary>The folder with the database.</summary>
    public string Folder => _folder.FullName;

    /// <summary>A second process on the same database, as far as a test can be one: nothing in memory is shared.</summary>
    public Site Another() => new(_folder, ownsFolder: false, _time, _configure);

    public FakeTime Time => (FakeTime)_time;

    /// <summary>Where e-mails arrive.</summary>
    public PostOffice Post { get; } = new();

    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _services = Build();
    }

    public Task RunRecipeAsync(string name) => RunRecipeAsync(Recipe.Load(Path.Combine(AppContext.BaseDirectory, "Recipes", name + ".recipe.json")), lenient: true);

    public Task<RecipeResult> RunRecipeAsync(Recipe recipe, bool lenient = false) =>
        AsSite(scope => scope.Get<RecipeExecutor>().RunAsync(recipe, new RecipeOptions { Lenient = lenient }));

    public async Task<T> As<T>(string userName, Func<Scope, Task<T>> work)
    {
        await using var scope = new Scope(_services.CreateAsyncScope());
        scope.Get<CurrentActor>().Actor = await scope.Get<Actors>().FromUserIdAsync(userName + "-id");
        return await work(scope);
    }

    public Task As(string userName, Func<Scope, Task> work) => As(userName, async scope =>
    {
        await work(scope);
        return true;
    });

    public async Task<T> AsSite<T>(Func<Scope, Task<T>> work)
    {
        await using var scope = new Scope(_services.CreateAsyncScope());
        scope.Get<CurrentActor>().Actor = Actor.Site;
        return await work(scope);
    }

    public Task AsSite(Func<Scope, Task> work) => AsSite(async scope =>
    {
        await work(scope);
        return true;
    });

    /// <summary>A document's first draft.</summary>
    public Task<ContentItem> WriteAsync(string userName, string title, string contentType = "Document") => As(userName, async scope =>
    {
        var item = await scope.Content.NewAsync(contentType);
        item.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        await scope.Content.SaveDraftAsync(item);
        return item;
    });

    public Task<ContentItem> ChangeAsync(string userName, string contentItemId, string title) => As(userName, async scope =>
    {
        var item = (await scope.Content.GetAsync(contentItemId))!;
        item.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        await scope.Content.SaveDraftAsync(item);
        return item;
    });

    public Task<ContentItem?> LatestAsync(string contentItemId) => AsSite(scope => scope.Content.GetAsync(contentItemId));

    public Task<ContentItem?> PublishedAsync(string contentItemId) => AsSite(scope => scope.Content.GetAsync(contentItemId, VersionOptions.Published));

    /// <summary>Takes an action on the latest version.</summary>
    public Task TakeAsync(string userName, string contentItemId, string action, string? comment = null) => As(userName, async scope =>
        await scope.Tasks.TakeAsync(contentItemId, action, (await scope.Content.GetAsync(contentItemId))!.ContentItemVersionId, comment));

    /// <summary>The buttons that a person sees on an item, those that are refused left out.</summary>
    public Task<List<string>> ButtonsAsync(string userName, string contentItemId) => As(userName, async scope =>
        (await scope.Tasks.ListAsync(contentItemId)).SelectMany(task => task.Actions).Where(action => action.Refusal is null).Select(action => action.Name).ToList());

    public Task<IReadOnlyList<Workflow>> WorkflowsAsync(string? about = null) => AsSite(scope =>
        scope.Get<IWorkflowStore>().QueryAsync(new WorkflowQuery { CorrelationId = about, Take = 1000 }, default));

    /// <summary>Content types whose feature is off.</summary>
    public HashSet<string> Off { get; } = [];

    /// <summary>Adds the messages that a host adds when it starts.</summary>
    public Task StartDeliveryAsync() => _services.GetRequiredService<OutboxDelivery>().StartAsync(default);

    /// <summary>Delivers everything that is due, and what that leads to.</summary>
    /// <returns>When something is due next; null where nothing is to come.</returns>
    public async Task<DateTime?> DeliverAsync()
    {
        var delivery = _services.GetRequiredService<OutboxDelivery>();
        while (true)
        {
            var before = _services.GetRequiredService<OutboxSignal>().Next;
            var next = new List<DateTime?>();
            foreach (var kind in delivery.Kinds)
                next.Add(await delivery.RunDueAsync(kind, default));
            if (!before.IsCompleted)
                return next.Min();
        }
    }

    /// <summary>What an administrator does about an instance.</summary>
    public Task<Workflow?> RetryAsync(string workflowId) => As("admin", scope => scope.Get<WorkflowOperations>().RetryAsync(workflowId));

    public Task<Workflow?> AbortAsync(string workflowId) => As("admin", scope => scope.Get<WorkflowOperations>().AbortAsync(workflowId));

    public Task<IReadOnlyList<Notice>> NoticesAsync(string userName) => AsSite(scope => scope.Get<INoticeStore>().ListAsync(userName + "-id", 0, 100, default));

    public Task<IReadOnlyList<AuditEvent>> HistoryAsync(string contentItemId) => AsSite(scope => scope.Get<IAuditLog>().ListAsync(contentItemId, default));

    public Task DefineAsync(string workflowType) => AsSite(scope => scope.Get<WorkflowTypes>().SaveAsync(JsonNode.Parse(workflowType)!.AsObject(), default));

    public Task TriggerAsync(string name, string? about = "x", params (string Name, object? Value)[] input) => AsSite(scope =>
        scope.Get<WorkflowEngine>().TriggerAsync(new WorkflowEvent(name, about, input.ToDictionary(value => value.Name, value => value.Value)), default));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_ownsFolder)
            _folder.Delete(recursive: true);
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddRecipes([]);
        services.AddContentManagement();
        services.AddWorkflows();
        services.AddSingleton<ISiteZone, Berlin>();
        services.AddSingleton<IContentTypeGate>(new Gate(Off));
        services.AddMhgData(new DataOptions { Database = Path.Combine(_folder.FullName, "mhg.db") });
        services.AddSingleton(_time);
        services.AddSingleton<IWorkflowLinks, Links>();
        services.AddSingleton<IMailTransport>(Post);
        services.AddSingleton<ISiteAddress, Here>();
        _configure?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private sealed class Links : IWorkflowLinks
    {
        public string Signal(Workflow workflow, string signalName) => $"/signal/{workflow.WorkflowId}/{signalName}";
    }

    private sealed class Here : ISiteAddress
    {
        public Uri Address { get; } = new("https://network.example/");
    }

    private sealed class Berlin : ISiteZone
    {
        public ValueTask<TimeZoneInfo> SiteZoneAsync(CancellationToken cancellationToken) => new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
    }

    private sealed class Gate(HashSet<string> off) : IContentTypeGate
    {
        public bool IsOn(string contentType) => !off.Contains(contentType);
    }
}

/// <summary>A request's services.</summary>
public sealed class Scope(AsyncServiceScope scope) : IAsyncDisposable
{
    public ContentManager Content => Get<ContentManager>();

    public UserTasks.UserTasks Tasks => Get<UserTasks.UserTasks>();

    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public Task DefineTypeAsync(string name) => Get<ContentDefinitions>().SaveTypeAsync(new JsonObject
    {
        ["Name"] = name,
        ["DisplayName"] = name,
        ["Settings"] = new JsonObject { ["ContentTypeSettings"] = new JsonObject { ["Creatable"] = true, ["Draftable"] = true, ["Versionable"] = true } },
        ["ContentTypePartDefinitionRecords"] = new JsonArray(new JsonObject { ["PartName"] = "TitlePart", ["Name"] = "TitlePart", ["Settings"] = new JsonObject() }),
    }, default);

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

/// <summary>A clock that moves on whenever it is read, so that what comes later is later.</summary>
public sealed class FakeTime : TimeProvider
{
    private long _seconds;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero).AddSeconds(Interlocked.Increment(ref _seconds));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _seconds, (long)time.TotalSeconds);
}

/// <summary>Takes e-mails, unless it is closed.</summary>
public sealed class PostOffice : IMailTransport
{
    private readonly ConcurrentQueue<(string MessageId, Email Email)> _arrived = new();

    /// <summary>What keeps it from taking any; null for nothing.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What has arrived, in order.</summary>
    public IReadOnlyList<(string MessageId, Email Email)> Arrived => [.. _arrived];

    public Task SendAsync(string messageId, Email email, CancellationToken cancellationToken)
    {
        if (Fault is not null)
            throw Fault;
        _arrived.Enqueue((messageId, email));
        return Task.CompletedTask;
    }
}
