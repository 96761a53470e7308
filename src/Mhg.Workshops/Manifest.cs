using Mhg.Modularity.Modules;

[assembly: Module("Mhg.Workshops",
    Name = "Workshops",
    Description = "Workshops with their objectives, discussions and emerging issues.",
    Author = "MHG network",
    ContentTypes = ["Workshop", "Discussion"])]
