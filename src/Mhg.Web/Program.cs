using Mhg.Web.Commands;
using Mhg.Web.Hosting;

// A command does its work and ends; without one the site is served.
if (CommandLine.IsCommand(args))
    return await CommandLine.RunAsync(args);

var site = Site.Build(args);
await site.StartUpAsync();
await site.RunAsync();
return 0;
