using Mhg.ContentManagement;
using Mhg.ContentManagement.Elements;
using Mhg.Data.Content;
using Mhg.Data.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;
using static Mhg.Data.Tests.SampleTypes;

namespace Mhg.Data.Tests.Content;

/// <summary>Random operations on a few items, each followed by a comparison of the database with a model of plain lists.</summary>
public sealed class RandomOperationsTests(TestDatabases databases, ITestOutputHelper output) : DatabaseTests(databases)
{
    private const int Items = 5;

    [Theory, EachDatabase]
    public async Task Whatever_happens_the_database_is_as_the_model_says(DatabaseKind kind)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        await using var site = await StartAsync(kind, services => services.AddContentHandler<Refusal>());
        var ids = Enumerable.Range(0, Items).Select(_ => ContentId.New()).ToList();
        var model = new Model();

        for (var step = 0; step < 100; step++)
        {
            var id = ids[random.Next(Items)];
            var operation = random.Next(9);
            var title = $"Title {random.Next(4)}{(random.Next(8) == 0 ? Refusal.Word : "")}";
            var target = ids[random.Next(Items)];
            try
            {
                await site.In(scope => OperateAsync(scope, model, operation, id, title, target, random));
            }
            catch (Exception refusal) when (refusal is ContentRefusedException or ContentInvalidException)
            {
                // Refused by the handler, or an old version whose address belongs to other content by now. The model was not
                // told, so nothing may have changed.
            }
            await CompareAsync(site, model, $"seed {seed}, step {step}, operation {operation}");
        }
        model.Changes.ShouldBeGreaterThan(10);
    }

    private static async Task OperateAsync(Scope scope, Model model, int operation, string id, string title, string target, Random random)
    {
        var content = scope.Content;
        var known = model.Versions.Where(v => v.ItemId == id).ToList();
        switch (operation)
        {
            case 0 or 1 or 2:
                var draft = Make(id, title, target);
                await content.SaveDraftAsync(draft);
                model.Add(draft);
                break;
            case 3 or 4:
                if (await content.PublishAsync(id) is { } published)
                    model.Publish(published.ContentItemVersionId);
                break;
            case 5:
                if (await content.UnpublishAsync(id) is not null)
                    model.Unpublish(id);
                break;
            case 6:
                if (await content.DeleteAsync(id))
                    model.Delete(id);
                break;
            case 7 when known.Count > 0:
                var restored = await content.RestoreAsync(known[random.Next(known.Count)].VersionId);
                model.Add(restored!);
                break;
            case 8:
                var items = new[] { Make(id, title, target).Shown() };
                if ((await content.ImportAsync(items)).Stored > 0)
                {
                    model.Add(items[0]);
                    model.Publish(items[0].ContentItemVersionId);
                }
                break;
        }
    }

    private static ContentItem Make(string id, string title, string target)
    {
        // A user may be named who is not there.
        var item = Page(title, $$"""{"People":{"UserIds":["{{target}}"]},"Summary":{"Text":"{{title}}"} }""");
        item.ContentItemId = id;
        return item;
    }

    private static async Task CompareAsync(Site site, Model model, string when)
    {
        var rows = await site.In(scope => scope.Db.ContentItems.OrderBy(v => v.Id).ToListAsync());
        rows.Select(v => (v.ContentItemId, v.ContentItemVersionId, v.DisplayText, v.Latest, v.Published))
            .ShouldBe(model.Versions.Select(v => (v.ItemId, v.VersionId, v.Title, v.Latest, v.Published)), when);
        foreach (var (row, version) in rows.Zip(model.Versions))
            row.Content.ShouldBe(version.Content, when);

        var indexed = rows.Where(v => v.Latest || v.Published).ToList();
        rows.Except(indexed).ShouldAllBe(v => v.Path == null);
        indexed.Where(v => v.Published).Select(v => v.Path).ShouldBeUnique();
        await site.In(async scope =>
        {
            var summaries = await scope.Db.Set<ContentValueRow>().Where(v => v.Name == "Page.Summary").OrderBy(v => v.VersionId).Select(v => new { v.VersionId, v.Text }).ToListAsync();
            summaries.Select(v => (v.VersionId, v.Text)).ShouldBe(indexed.Select(v => (v.Id, (string?)v.DisplayText)), when);
            var references = await scope.Db.Set<ContentReferenceRow>().OrderBy(r => r.VersionId).Select(r => r.VersionId).ToListAsync();
            references.ShouldBe(indexed.Select(v => v.Id), when);
            (await scope.Db.Set<ContentAudienceRow>().CountAsync()).ShouldBe(indexed.Count, when);
        });
        (await site.In(scope => scope.Store.ListChangesAsync(0, int.MaxValue, default))).Count.ShouldBe(model.Changes, when);
    }

    /// <summary>Versions in the order in which they were written.</summary>
    private sealed class Model
    {
        public List<Version> Versions { get; } = [];

        public int Changes { get; private set; }

        public void Add(ContentItem item)
        {
            foreach (var version in Versions.Where(v => v.ItemId == item.ContentItemId))
                version.Latest = false;
            Versions.Add(new Version(item.ContentItemId, item.ContentItemVersionId, item.DisplayText, item.Content.ToJsonString(ContentJson.Options)) { Latest = true });
        }

        public void Publish(string versionId)
        {
            var published = Versions.Single(v => v.VersionId == versionId);
            if (published.Published)
                return;
            foreach (var version in Versions.Where(v => v.ItemId == published.ItemId))
                version.Published = version == published;
            Changes++;
        }

        public void Unpublish(string id)
        {
            Versions.Single(v => v.ItemId == id && v.Published).Published = false;
            Changes++;
        }

        public void Delete(string id)
        {
            if (Versions.Exists(v => v.ItemId == id && v.Published))
                Changes++;
            foreach (var version in Versions.Where(v => v.ItemId == id))
                version.Latest = version.Published = false;
        }
    }

    private sealed class Version(string itemId, string versionId, string title, string content)
    {
        public string ItemId => itemId;

        public string VersionId => versionId;

        public string Title => title;

        public string Content => content;

        public bool Latest { get; set; }

        public bool Published { get; set; }
    }

    /// <summary>Refuses some items, after everything is written.</summary>
    private sealed class Refusal : IContentHandler
    {
        public const string Word = " refused";

        public Task AfterAsync(ContentChange change, CancellationToken cancellationToken) =>
            change.Item.DisplayText.EndsWith(Word, StringComparison.Ordinal) ? throw new ContentRefusedException("No.") : Task.CompletedTask;
    }
}
