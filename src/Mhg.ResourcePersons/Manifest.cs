using Mhg.Modularity.Modules;

[assembly: Module("Mhg.ResourcePersons",
    Name = "People and organisations",
    Description = "Resource persons and partner organisations, with what they took part in, hosted and lead.",
    Author = "MHG network",
    ContentTypes = ["ResourcePerson", "PartnerOrganisation"])]
