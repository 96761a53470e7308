using Mhg.Data.Opening;
using Mhg.Web.Commands;
using Mhg.Web.Hosting;
using Mhg.Web.Setup;

// A command does its work and ends; without one the site is served.
if (CommandLine.IsCommand(args))
    return await CommandLine.RunAsync(args);

try
{
    await using var site = Site.Build(args);
    await site.StartUpAsync();
    await site.RunAsync();
    return 0;
}
catch (Exception fault) when (fault is DatabaseUnavailableException or SetupRefusedException or IOException or UnauthorizedAccessException)
{
    // What the operator can mend is said in a sentence; where in the program it came up would only hide that.
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
