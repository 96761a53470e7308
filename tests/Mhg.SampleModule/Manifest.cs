using Mhg.Modularity.Modules;

[assembly: Module("Mhg.SampleModule",
    Name = "Notes",
    Description = "Short notes: a module that no host refers to, laid into its modules folder by a test.",
    Author = "MHG network",
    Version = "1.2",
    ContentTypes = ["Note"])]
