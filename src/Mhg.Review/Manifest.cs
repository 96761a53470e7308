using Mhg.Modularity.Modules;

[assembly: Module("Mhg.Review",
    Name = "Review",
    Description = "An editor's desk, a reviewer's queue, the page on which a draft is decided, and notices.",
    Author = "MHG network")]
