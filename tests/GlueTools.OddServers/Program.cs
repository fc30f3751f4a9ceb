using System;
using GlueTools.OddServers;

return args switch
{
    ["proxy", var plan, var ledger] => Proxy.Run(plan, ledger),
    ["alone", var hints, var names, var depth, var atOnce] => Alone.Run(hints, names, depth, atOnce),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("oddservers proxy PLAN LEDGER                 stands at the plan's addresses before real servers; at its end (SIGTERM) the ledger says what was answered");
    Console.Error.WriteLine("oddservers alone HINTS NAMES DEPTH AT-ONCE   audits each name in a session of its own, so many at a time; a row of JSON for each");
    return 2;
}
