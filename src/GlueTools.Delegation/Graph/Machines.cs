using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Addresses;

namespace GlueTools.Delegation.Graph;

/// <summary>Tells which name servers are one machine: those that have an address in common, over however many others.</summary>
internal static class Machines
{
    internal static List<Machine> Of(IEnumerable<GraphHost> hosts)
    {
        var byAddress = new Dictionary<IPAddress, Machine>();
        var mergedInto = new Dictionary<Machine, Machine>();
        var all = new List<Machine>();
        foreach (var host in hosts)
        {
            var machine = new Machine(all.Count);
            foreach (var address in host.All)
            {
                if (byAddress.TryGetValue(address, out var known) && (known = Last(known, mergedInto)) != machine)
                {
                    mergedInto[machine] = known;
                    machine = known;
                }

                byAddress[address] = machine;
            }

            if (machine.Index == all.Count)
            {
                all.Add(machine);
            }

            host.Machine = machine.Index;
        }

        return Merged(hosts, all, mergedInto);
    }

    private static Machine Last(Machine machine, Dictionary<Machine, Machine> mergedInto)
    {
        while (mergedInto.TryGetValue(machine, out var next))
        {
            machine = next;
        }

        return machine;
    }

    private static List<Machine> Merged(IEnumerable<GraphHost> hosts, List<Machine> all, Dictionary<Machine, Machine> mergedInto)
    {
        var numbers = new Dictionary<Machine, Machine>();
        var merged = new List<Machine>();
        foreach (var host in hosts)
        {
            var last = Last(all[host.Machine], mergedInto);
            if (!numbers.TryGetValue(last, out var machine))
            {
                merged.Add(machine = numbers[last] = new Machine(merged.Count));
            }

            machine.AllNames.Add(host.Name);
            machine.AllAddresses.AddRange(host.All);
            host.Machine = machine.Index;
        }

        foreach (var machine in merged)
        {
            var distinct = AddressOrder.Set(machine.AllAddresses);
            machine.AllAddresses.Clear();
            machine.AllAddresses.AddRange(distinct);
        }

        return merged;
    }
}
