using Mhg.Modularity.Modules;

[assembly: Module("Mhg.Archive",
    Name = "Documents and archive",
    Description = "Documents, and the search over everything that the network publishes.",
    Author = "MHG network",
    ContentTypes = ["Document"])]
