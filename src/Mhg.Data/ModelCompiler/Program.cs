using System.Reflection;
using Mhg.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

// Writes the model of the database as code, one for each kind of database, into the folder that is named, so that no start of the
// site has to make it. https://learn.microsoft.com/ef/core/performance/advanced-performance-topics#compiled-models
var folder = args.Single();
if (Directory.Exists(folder))
    Directory.Delete(folder, recursive: true);
Write(DatabaseKind.Sqlite, options => options.UseSqlite());
Write(DatabaseKind.PostgreSql, options => options.UseNpgsql());

void Write(DatabaseKind kind, Action<DbContextOptionsBuilder> use)
{
    var options = new DbContextOptionsBuilder<MhgDbContext>();
    use(options);
    // Nothing is read or written: the context is asked for its model only.
    using var context = new MhgDbContext(options.Options, null!, null!, null!);
    var services = new ServiceCollection();
    services.AddEntityFrameworkDesignTimeServices();
    services.AddDbContextDesignTimeServices(context);
    DesignServicesOf(context).ConfigureDesignTimeServices(services);
    using var provider = services.BuildServiceProvider();
    var files = provider.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(
        context.GetService<IDesignTimeModel>().Model,
        Path.Combine(folder, $"{kind}"),
        new CompiledModelCodeGenerationOptions { ContextType = typeof(MhgDbContext), ModelNamespace = $"Mhg.Data.Models.{kind}" });
    // It would name one model for every kind of database.
    File.Delete(files.Single(file => file.EndsWith("AssemblyAttributes.cs", StringComparison.Ordinal)));
}

static IDesignTimeServices DesignServicesOf(DbContext context)
{
    var assembly = Assembly.Load(context.GetService<IDatabaseProvider>().Name);
    var name = assembly.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!.TypeName;
    return (IDesignTimeServices)Activator.CreateInstance(assembly.GetType(name, throwOnError: true)!)!;
}
