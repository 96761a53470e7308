using System.Reflection;
using System.Runtime.Loader;

namespace Mhg.Modularity.Modules;

/// <summary>A module that was found.</summary>
/// <param name="Manifest">Who it is.</param>
/// <param name="Assembly">Its code.</param>
/// <param name="Startup">What it adds.</param>
/// <param name="File">The file that it was loaded from; null for one that is part of the host.</param>
public sealed record Module(ModuleAttribute Manifest, Assembly Assembly, ModuleStartup Startup, string? File);

/// <summary>An assembly in the modules folder that could not be used.</summary>
/// <param name="File">Its file name.</param>
/// <param name="Problem">Why, and what to do.</param>
public sealed record BrokenModule(string File, string Problem);

/// <summary>All modules of the site: those that the host was built with and those laid into its modules folder.</summary>
public sealed class ModuleCatalog
{
    private readonly List<Module> _modules = [];
    private readonly List<BrokenModule> _broken = [];

    /// <summary>The modules, by id.</summary>
    public IReadOnlyList<Module> Modules => _modules;

    /// <summary>What was found in the modules folder and left out.</summary>
    public IReadOnlyList<BrokenModule> Broken => _broken;

    /// <summary>Finds the modules.</summary>
    /// <param name="builtIn">Assemblies that the host was built with; those without a <see cref="ModuleAttribute"/> are passed over.</param>
    /// <param name="folder">A folder with further assemblies; it need not exist. What can't be used there is left out and named in <see cref="Broken"/>.</param>
    public static ModuleCatalog Find(IEnumerable<Assembly> builtIn, string folder)
    {
        ArgumentNullException.ThrowIfNull(builtIn);
        var catalog = new ModuleCatalog();
        foreach (var assembly in builtIn)
        {
            if (Read(assembly, null) is { } module)
                catalog._modules.Add(module);
        }
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
                catalog.Load(file);
        }
        catalog._modules.Sort((a, b) => string.CompareOrdinal(a.Manifest.Id, b.Manifest.Id));
        return catalog;
    }

    /// <summary>The module that an assembly is; null for one that is none.</summary>
    public Module? Of(Assembly assembly) => _modules.Find(module => module.Assembly == assembly);

    /// <summary>Leaves a module out whose start failed.</summary>
    public void Drop(Module module, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(fault);
        _modules.Remove(module);
        _broken.Add(new BrokenModule(module.File is null ? module.Manifest.Id : Path.GetFileName(module.File), $"It could not start: {fault.Message}"));
    }

    // Anything can be wrong with a file that somebody laid there; none of it may keep the site from starting.
    private void Load(string file)
    {
        var name = Path.GetFileName(file);
        try
        {
            var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(file);
            if (Read(assembly, file) is not { } module)
                _broken.Add(new BrokenModule(name, "It is no module: the assembly has no [assembly: Module(…)]. If a module needs it, put it beside the host instead."));
            else if (_modules.Exists(other => other.Manifest.Id == module.Manifest.Id))
                _broken.Add(new BrokenModule(name, $"There is another module “{module.Manifest.Id}”. Remove one of them."));
            else
                _modules.Add(module);
        }
        catch (BadImageFormatException)
        {
            _broken.Add(new BrokenModule(name, "The file is damaged or no .NET assembly. Copy it again."));
        }
        catch (ReflectionTypeLoadException fault)
        {
            _broken.Add(new BrokenModule(name, $"It was built for other versions of what it uses: {fault.LoaderExceptions.FirstOrDefault()?.Message ?? fault.Message}"));
        }
        catch (Exception fault)
        {
            _broken.Add(new BrokenModule(name, $"It can't be loaded: {fault.Message}"));
        }
    }

    private static Module? Read(Assembly assembly, string? file)
    {
        if (assembly.GetCustomAttribute<ModuleAttribute>() is not { } manifest)
            return null;
        // All types are looked at, so that an assembly that lacks something it needs is found out now and not at its first page.
        var startup = assembly.GetTypes().SingleOrDefault(type => type.IsSubclassOf(typeof(ModuleStartup)) && !type.IsAbstract);
        return new Module(manifest, assembly, startup is null ? new NothingAdded() : (ModuleStartup)Activator.CreateInstance(startup)!, file);
    }

    private sealed class NothingAdded : ModuleStartup;
}
