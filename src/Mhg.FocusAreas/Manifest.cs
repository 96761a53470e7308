using Mhg.Modularity.Modules;

[assembly: Module("Mhg.FocusAreas",
    Name = "Focus areas",
    Description = "The themes that the network works on, each with the workshops, people, campaigns and documents that belong to it.",
    Author = "MHG network",
    ContentTypes = ["FocusArea"])]
