using System;
using GlueTools.OddServers;

return args switch
{
    ["proxy", var plan, var ledger, "list" or "alone"] => Proxy.Run(plan, ledger, zonesAreClients: args[3] == "alone"),
    ["alone", var hints, var names, var depth, var atOnce] => Alone.Run(hints, names, depth, atOnce),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("oddservers proxy PLAN LEDGER list|alone      stands at the plan's addresses before real servers; at its end (SIGTERM) the ledger says what was answered; alone: each zone's questions are a client's of their own");
    Console.Error.WriteLine("oddservers alone HINTS NAMES DEPTH AT-ONCE   audits each name in a session of its own, so many at a time; a row of JSON for each");
    return 2;
}
