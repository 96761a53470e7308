using Mhg.Modularity.Modules;

[assembly: Module("Mhg.Campaigns",
    Name = "Campaigns",
    Description = "What the network demands of whom, who does what until when, and how far it has come.",
    Author = "MHG network",
    ContentTypes = ["Campaign"])]
