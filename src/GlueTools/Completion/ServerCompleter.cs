using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net.NetworkInformation;
using GlueTools.Network.Options;

namespace GlueTools.Completion;

/// <summary>
/// Completes server addresses: those of the lab where -RootHint names one, else the resolvers that this machine is set up with and the root servers.
/// </summary>
public sealed class ServerCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var hint = fakeBoundParameters?["RootHint"];
        return (hint is PSObject wrapper ? wrapper.BaseObject : hint) is GlueLab lab
            ? Matching(lab.ServerAddresses.Select(address => (address, "A server of the lab")), wordToComplete)
            : Matching(Resolvers().Concat(Roots()), wordToComplete);
    }

    /// <summary>What begins with the word, by address or by what it is, once each.</summary>
    internal static IEnumerable<CompletionResult> Matching(IEnumerable<(string Address, string What)> servers, string? word) => servers
        .GroupBy(server => server.Address)
        .Select(group => group.First())
        .Where(server => (server.Address + "\n" + server.What).Split('\n').Any(text => text.BeginsWith(word)))
        .Select(server => new CompletionResult(server.Address, server.Address, CompletionResultType.ParameterValue, server.What));

    private static IEnumerable<(string Address, string What)> Roots() => RootHints.BuiltIn.Select(root => (root.Address.ToString(), root.Name!.Value.Text));

    private static (string Address, string What)[] Resolvers()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(one => one.OperationalStatus == OperationalStatus.Up)
                .SelectMany(one => one.GetIPProperties().DnsAddresses)
                .Select(address => (address.ToString(), "A resolver of this machine"))
                .ToArray();
        }
        catch (Exception error) when (error is NetworkInformationException or PlatformNotSupportedException)
        {
            // Some systems do not tell. Then there is nothing to offer.
            return [];
        }
    }
}
