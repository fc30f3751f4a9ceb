using System;

namespace GlueTools.Registry.Whois;

/// <summary>Sentences in which WHOIS servers say that they have nothing, or that too much was asked.</summary>
internal static class WhoisSentences
{
    private static readonly string[] Nothing =
    [
        "no match", "not found", "no entries found", "no data found", "no object found", "no such domain", "nothing found", "not registered", "does not exist", "is free", "is available", "no information available", "not been registered",
        "no found", "available for registration", "not exist", "no records matching", "no record found", "nomatch", "no match!!", "domain unknown", "is not in database", "invalid query or domain name not known", "no_se_encontro_el_objeto", "do not have an entry", "no data was found", "no existe", "does not have any data", "returned 0 objects",
    ];

    private static readonly string[] NothingStatus = ["free", "available", "not registered", "no object found", "available for registration"];

    /// <summary>What only a refusal says.</summary>
    private static readonly string[] Refusal =
    [
        "limit exceeded", "limit has been exceeded", "quota exceeded", "quota of queries", "query quota for", "too many requests", "too many queries", "too many connections", "access control limit", "per hour reached",
        "per day reached", "ip address blocked", "request per second allowed", "in grace period, wait", "please go away for", "you have been banned", "daily whois-limit",
    ];

    /// <summary>What terms of use say, too.</summary>
    private static readonly string[] TooMuch =
        ["exceeded your", "exceeded the", "have exceeded", "has been exceeded", "maximum number of requests", "maximum query rate", "excessive querying", "maximum daily connection", "exceeding the limit", "blacklisted"];

    internal static bool SaysNothing(string line) => Holds(Nothing, line);

    internal static bool IsStatusOfNothing(string status)
    {
        foreach (var word in NothingStatus)
        {
            if (string.Equals(status.Trim(), word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool Refuses(string line) => Holds(Refusal, line);

    internal static bool MaySayTooMuch(string line) => Holds(TooMuch, line);

    private static bool Holds(string[] sentences, string line)
    {
        foreach (var sentence in sentences)
        {
            if (line.IndexOf(sentence, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
