using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>What a name is by its letters alone: a host's name (RFC 1123, section 2.1), or an address that was put where a name belongs.</summary>
internal static class HostNames
{
    /// <summary>What is in a name that no host's name may have, as the rest of a sentence: <c>has an underscore</c>; null where nothing is.</summary>
    internal static string? Oddity(DomainName name)
    {
        if (name.IsHostName)
        {
            return null;
        }

        foreach (var label in Labels(name))
        {
            foreach (var letter in label)
            {
                if (letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                {
                    return "has " + Called(letter) + " in the label " + Label(label);
                }
            }

            if (label[0] == '-' || label[label.Length - 1] == '-')
            {
                return "has the label " + Label(label) + ", which " + (label[0] == '-' ? "begins" : "ends") + " with a hyphen";
            }
        }

        return null;
    }

    /// <summary>The address that a name spells, alone or in front of a zone's name that was put behind it; null where it spells none.</summary>
    internal static IPAddress? SpelledAddress(DomainName name, params DomainName[] origins)
    {
        foreach (var origin in origins)
        {
            if (name.IsBelow(origin) && Spelled(Labels(name), name.LabelCount - origin.LabelCount) is { } address)
            {
                return address;
            }
        }

        return Spelled(Labels(name), name.LabelCount);
    }

    /// <summary>The labels, in small letters.</summary>
    internal static List<string> Labels(DomainName name)
    {
        var labels = new List<string>();
        var wire = name.ToLower().ToWire();
        for (var at = 0; wire[at] > 0; at += wire[at] + 1)
        {
            var letters = new char[wire[at]];
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = (char)wire[at + 1 + i];
            }

            labels.Add(new string(letters));
        }

        return labels;
    }

    /// <summary>The name that such labels make.</summary>
    internal static DomainName Named(List<string> labels) =>
        DomainName.Parse(string.Join(".", labels.Select(label => string.Concat(label.Select(letter => "\\" + ((int)letter).ToString("D3", CultureInfo.InvariantCulture))))) + ".");

    /// <summary>Only whole forms: what the framework takes for an address beside them (<c>1</c>, <c>0x7f.1</c>) may well be a name.</summary>
    private static IPAddress? Spelled(List<string> labels, int count)
    {
        var text = string.Join(".", labels.GetRange(0, count));
        if (text.IndexOf(':') >= 0)
        {
            return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null;
        }

        if (count != 4)
        {
            return null;
        }

        for (var i = 0; i < count; i++)
        {
            if (!byte.TryParse(labels[i], NumberStyles.None, CultureInfo.InvariantCulture, out var octet) || octet.ToString(CultureInfo.InvariantCulture) != labels[i])
            {
                return null;
            }
        }

        return IPAddress.Parse(text);
    }

    private static string Label(string label) => Named([label]).Text;

    private static string Called(char letter) => letter switch
    {
        '_' => "an underscore",
        ',' => "a comma",
        ':' => "a colon",
        '/' => "a slash",
        '@' => "an at sign",
        '.' => "a dot",
        '*' => "an asterisk",
        ' ' => "a blank",
        > '~' => "a letter beyond ASCII",
        < ' ' => "a control character",
        _ => "the character " + Label(letter.ToString()),
    };
}
