using System.Net;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Modules;
using Mhg.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.Modules;

/// <summary>A site with files in its modules folder: a module that its host was not built with, and two that can't work.</summary>
public sealed class SiteWithFurtherModules : IAsyncLifetime
{
    public RunningSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await RunningSite.StartAsync(prepare: folder =>
    {
        var modules = folder.CreateSubdirectory("modules").FullName;
        var sample = typeof(SiteWithFurtherModules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "SampleModule").Value!;
        File.Copy(sample, Path.Combine(modules, "Mhg.SampleModule.dll"));
        File.WriteAllBytes(Path.Combine(modules, "Damaged.dll"), [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 31 % 251))]);
        WriteModuleThatLacksSomething(Path.Combine(modules, "Incomplete.dll"));
    });

    public async Task DisposeAsync() => await Site.DisposeAsync();

    /// <summary>A module with a class whose base is in a library that was not laid beside it.</summary>
    private static void WriteModuleThatLacksSomething(string file)
    {
        var library = new PersistedAssemblyBuilder(new AssemblyName("Library.That.Is.Missing"), typeof(object).Assembly);
        library.DefineDynamicModule("Library").DefineType("Library.Base", TypeAttributes.Public | TypeAttributes.Class).CreateType();
        using var bytes = new MemoryStream();
        library.Save(bytes);
        bytes.Position = 0;
        var context = new AssemblyLoadContext("Only for building", isCollectible: true);
        var missing = context.LoadFromStream(bytes).GetType("Library.Base")!;

        var module = new PersistedAssemblyBuilder(new AssemblyName("Incomplete"), typeof(object).Assembly,
            [new CustomAttributeBuilder(typeof(ModuleAttribute).GetConstructor([typeof(string)])!, ["Incomplete"])]);
        module.DefineDynamicModule("Incomplete").DefineType("Incomplete.Derived", TypeAttributes.Public | TypeAttributes.Class, missing).CreateType();
        module.Save(file);
        context.Unload();
    }
}

public sealed class ModulesFolderTests(SiteWithFurtherModules fixture) : IClassFixture<SiteWithFurtherModules>
{
    private const string Definition = """
        {"name":"notes","displayName":"Notes","steps":[
          {"name":"ContentDefinition","ContentTypes":[{"Name":"Note","DisplayName":"Note","Settings":{"ContentTypeSettings":{"Creatable":true,"Listable":true,"Draftable":true,"Securable":true}},
             "ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart","Settings":{}},{"PartName":"Note","Name":"Note","Settings":{}}]}],
           "ContentParts":[{"Name":"Note","Settings":{},"ContentPartFieldDefinitionRecords":[{"FieldName":"MoodField","Name":"Mood","Settings":{}}]}]}]}
        """;

    private readonly RunningSite _site = fixture.Site;

    [Fact]
    public async Task A_module_laid_into_the_folder_works_and_can_be_switched_off_and_on_without_a_restart()
    {
        await _site.InAsync(services => services.GetRequiredService<RecipeExecutor>().RunAsync(Recipe.Parse(Definition)));
        var note = await WriteNoteAsync("Rain in Chiang Mai");
        using var admin = await _site.SignInAsync("admin");

        (await admin.ReadAsync("/notes")).ShouldContain("Rain in Chiang Mai");
        (await admin.ReadAsync("/")).ShouldContain("href=\"/notes\"");
        (await admin.ReadAsync("/admin/roles/Editor")).ShouldContain("CountNotes");
        (await admin.ReadAsync("/admin/roles/Editor")).ShouldContain("Edit_Note");
        var page = await admin.ReadAsync("/admin/features");
        page.ShouldContain("Mhg.SampleModule 1.2");
        page.ShouldContain("Note: 1 item");
        (await MayCreateNotesAsync()).ShouldBeTrue();

        await SwitchAsync(admin, on: false);

        using (var gone = await admin.GetAsync("/notes"))
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.ReadAsync("/")).ShouldNotContain("href=\"/notes\"");
        (await admin.ReadAsync("/admin/roles/Editor")).ShouldNotContain("CountNotes");
        (await admin.ReadAsync("/admin/roles/Editor")).ShouldNotContain("Edit_Note");
        (await MayCreateNotesAsync()).ShouldBeFalse();
        using (var closed = await admin.GetAsync("/content/new/Note"))
            closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _site.InAsync(services => services.GetRequiredService<ContentManager>().GetAsync(note, VersionOptions.Published))).ShouldNotBeNull().DisplayText.ShouldBe("Rain in Chiang Mai");
        (await admin.ReadAsync("/admin/features")).ShouldContain("Note: 1 item");

        await SwitchAsync(admin, on: true);

        (await admin.ReadAsync("/notes")).ShouldContain("Rain in Chiang Mai");
        (await MayCreateNotesAsync()).ShouldBeTrue();
        var audit = await admin.ReadAsync("/admin/audit?what=FeatureSwitchedOff");
        audit.ShouldContain("Mhg.SampleModule");
    }

    [Theory]
    [InlineData("Damaged.dll", "The file is damaged or no .NET assembly. Copy it again.")]
    [InlineData("Incomplete.dll", "Library.That.Is.Missing")]
    public async Task A_file_that_can_not_work_is_named_and_left_out(string file, string problem)
    {
        _site.Logged.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(file) && line.Contains(problem));
        using var admin = await _site.SignInAsync("admin");
        var page = await admin.ReadAsync("/admin/features");
        page.ShouldContain(file);
        page.ShouldContain(problem);
        (await admin.ReadAsync("/workshops")).ShouldContain("Workshops");
    }

    private async Task<string> WriteNoteAsync(string title) => await _site.InAsync(async services =>
    {
        services.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        var contents = services.GetRequiredService<ContentManager>();
        var note = await contents.NewAsync("Note");
        note.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        note.Content["Note"] = new JsonObject { ["Mood"] = new JsonObject { ["Mood"] = "calm" } };
        await contents.SaveDraftAsync(note);
        await contents.PublishAsync(note.ContentItemId);
        return note.ContentItemId;
    });

    private Task<bool> MayCreateNotesAsync() => _site.InAsync(async services =>
    {
        var model = await services.GetRequiredService<ContentManagement.Definitions.ContentDefinitions>().ModelAsync(CancellationToken.None);
        return services.GetRequiredService<ContentAccess>().MayCreate(Actor.Site, model.Types["Note"]);
    });

    private static async Task SwitchAsync(Visitor admin, bool on)
    {
        using var answer = await admin.PostAsync("/admin/features", [("id", "Mhg.SampleModule"), ("on", on ? "true" : "false")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
