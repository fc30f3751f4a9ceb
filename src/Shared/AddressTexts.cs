using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Shared;

/// <summary>A server that cannot be found; the message says which and what to give instead.</summary>
internal sealed class ServerTextException(string text, string message) : Exception(message)
{
    /// <summary>What was given.</summary>
    internal string Text { get; } = text;
}

/// <summary>Reads server addresses as people give them: a list, or one text with semicolons as a CSV cell has it; addresses, or host names.</summary>
internal static class AddressTexts
{
    private static readonly char[] Separators = [';', ',', ' ', '\t'];

    /// <summary>The addresses, each once, in the order given.</summary>
    /// <param name="texts">What was given; null for nothing.</param>
    /// <param name="parameter">The parameter's name with its hyphen, for sentences.</param>
    /// <param name="resolve">The addresses of a host name; throws <see cref="SocketException"/> where there are none.</param>
    /// <exception cref="ServerTextException">One of them is neither an address nor a host name that can be found.</exception>
    internal static IReadOnlyList<IPAddress> Read(IEnumerable<string>? texts, string parameter, Func<string, IPAddress[]> resolve)
    {
        var addresses = new List<IPAddress>();
        foreach (var text in texts ?? [])
        {
            foreach (var word in (text ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (var address in ReadOne(word, parameter, resolve))
                {
                    if (!addresses.Contains(address))
                    {
                        addresses.Add(address);
                    }
                }
            }
        }

        return addresses;
    }

    private static IPAddress[] ReadOne(string word, string parameter, Func<string, IPAddress[]> resolve)
    {
        if (AddressData.TryParse(word, out var data))
        {
            return [data.Address];
        }

        // What begins like an address and is none (10.1, 010.0.0.1) must not be taken for one by the system's own reader.
        var last = word.Substring(word.LastIndexOf('.') + 1);
        var isNumber = last.Length > 0 && last[0] is >= '0' and <= '9';
        if (isNumber || !DomainNameInput.TryRead(word, out var name, out _, out _))
        {
            throw new ServerTextException(word, parameter + " takes addresses and host names; '" + SafeText.Escape(word) + "' is neither.");
        }

        try
        {
            return resolve(name.Text);
        }
        catch (SocketException error)
        {
            throw new ServerTextException(word, "The host name '" + name.Text + "' given to " + parameter + " cannot be resolved (" + Why(error.SocketErrorCode) + "); give its address.");
        }
    }

    private static string Why(SocketError problem) => problem switch
    {
        SocketError.HostNotFound => "there is no such host",
        SocketError.NoData => "it has no address",
        _ => "this machine's resolver gives no answer",
    };
}
