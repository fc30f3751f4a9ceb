using System;
using System.Collections.Generic;
using System.Net;

namespace GlueTools.Network.Options;

/// <summary>Public resolvers that can be named by a word. Each is one address that many machines answer at, so what one of them says another need not.</summary>
public static class PublicResolvers
{
    private static readonly KeyValuePair<string, string[]>[] Known =
    [
        new("cloudflare", ["1.1.1.1", "2606:4700:4700::1111"]),
        new("google", ["8.8.8.8", "2001:4860:4860::8888"]),
        new("quad9", ["9.9.9.9", "2620:fe::fe"]),
    ];

    /// <summary>The word for all of them.</summary>
    public const string All = "public";

    /// <summary>The words: that of each, and the one for all.</summary>
    public static IReadOnlyList<string> Words
    {
        get
        {
            var words = new List<string>();
            foreach (var one in Known)
            {
                words.Add(one.Key);
            }

            words.Add(All);
            return words;
        }
    }

    /// <summary>The addresses that a word stands for: of each resolver one, by IPv4 unless only IPv6 is to be used.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isIPv6">Whether the addresses are to be of IPv6.</param>
    /// <returns>None where it is no such word.</returns>
    public static IReadOnlyList<IPAddress> Of(string word, bool isIPv6)
    {
        var addresses = new List<IPAddress>();
        foreach (var one in Known)
        {
            if (one.Key.Equals(word, StringComparison.OrdinalIgnoreCase) || All.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                addresses.Add(IPAddress.Parse(one.Value[isIPv6 ? 1 : 0]));
            }
        }

        return addresses;
    }
}
