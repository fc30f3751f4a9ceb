using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Pictures;

/// <summary>Puts each finding where it lies: at an address, a server, a name server, at parents, or at the delegation as a whole.</summary>
internal static class PictureMarks
{
    internal static void Set(DelegationPicture picture, IReadOnlyList<IReadOnlyList<Finding>> findings)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            foreach (var finding in findings[i])
            {
                Set(picture, finding, new Mark(i + 1, finding.Severity));
            }
        }
    }

    private static void Set(DelegationPicture picture, Finding finding, Mark mark)
    {
        var witnesses = WitnessesOf(finding);
        if (!(AtAddresses(picture, finding, witnesses, mark) || AtNameServers(picture, finding, mark) || AtWitnesses(picture, witnesses, mark)))
        {
            picture.Add(mark);
        }
    }

    /// <summary>A server that shows its own fault carries it; otherwise the address that is given out does.</summary>
    private static bool AtAddresses(DelegationPicture picture, Finding finding, HashSet<string> witnesses, Mark mark)
    {
        var isSet = false;
        foreach (var address in finding.IPAddress)
        {
            var own = witnesses.Contains(address) ? picture.Servers.Find(server => server.Address == address) : null;
            if (own is not null)
            {
                own.Add(mark);
                isSet = true;
                continue;
            }

            foreach (var nameServer in picture.NameServers)
            {
                if (finding.NameServer.Length == 0 || Names(finding, nameServer))
                {
                    foreach (var row in nameServer.Rows)
                    {
                        if (row.Address == address)
                        {
                            row.Add(mark);
                            isSet = true;
                        }
                    }
                }
            }
        }

        return isSet;
    }

    private static bool AtNameServers(DelegationPicture picture, Finding finding, Mark mark)
    {
        var isSet = false;
        foreach (var nameServer in picture.NameServers)
        {
            if (Names(finding, nameServer))
            {
                nameServer.Add(mark);
                isSet = true;
            }
        }

        return isSet;
    }

    private static bool AtWitnesses(DelegationPicture picture, HashSet<string> witnesses, Mark mark)
    {
        var isSet = false;
        foreach (var parent in picture.Parents)
        {
            if (parent.Addresses.Exists(witnesses.Contains))
            {
                parent.Add(mark);
                isSet = true;
            }
        }

        foreach (var server in picture.Servers)
        {
            if (!isSet && witnesses.Contains(server.Address))
            {
                server.Add(mark);
            }
        }

        return isSet || picture.Servers.Exists(server => witnesses.Contains(server.Address));
    }

    private static bool Names(Finding finding, NameServerNode nameServer) => Array.IndexOf(finding.NameServer.Split(';'), nameServer.Name) >= 0;

    /// <summary>The addresses of the servers that showed it; a server is written as its names, a slash and its address.</summary>
    private static HashSet<string> WitnessesOf(Finding finding)
    {
        var addresses = new HashSet<string>();
        foreach (var server in finding.Servers)
        {
            addresses.Add(server.Substring(server.LastIndexOf('/') + 1));
        }

        return addresses;
    }
}
