using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Lab.Scenarios;

/// <summary>A domain to audit in a scenario, and what must be found.</summary>
public sealed class LabAudit
{
    /// <summary>Creates an audit.</summary>
    public LabAudit(DomainName domainName, IReadOnlyList<string> options, IReadOnlyList<LabExpectation> expectations)
    {
        DomainName = domainName;
        Options = options;
        Expectations = expectations;
    }

    /// <summary>The domain.</summary>
    public DomainName DomainName { get; }

    /// <summary>The words after the name, as they stand; whoever runs the audit reads them.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>Everything that must be found; empty for a healthy domain.</summary>
    public IReadOnlyList<LabExpectation> Expectations { get; }
}

/// <summary>One finding that must come, with everything that it names and nothing else.</summary>
public sealed class LabExpectation
{
    /// <summary>Creates an expectation.</summary>
    public LabExpectation(string code, IReadOnlyList<DomainName> nameServers, IReadOnlyList<IPAddress> addresses)
    {
        Code = code;
        NameServers = nameServers;
        Addresses = addresses;
    }

    /// <summary>The finding's code.</summary>
    public string Code { get; }

    /// <summary>Its name servers; empty for none.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>All its addresses; empty for none.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Code, name servers with their dots, addresses in order joined by <c>;</c>: what is not there is left out.</summary>
    public override string ToString()
    {
        var text = Code;
        if (NameServers.Count > 0)
        {
            text += " " + string.Join(";", NameServers.Select(name => name.IsRoot ? "." : name.ToLower().Text + "."));
        }

        var addresses = Addresses.Select(address => address.ToString()).OrderBy(address => address, System.StringComparer.Ordinal).ToList();
        return addresses.Count == 0 ? text : text + " " + string.Join(";", addresses);
    }
}
