using System;
using System.CommandLine;
using System.Globalization;
using System.Net;

namespace GlueTools.Console.Options;

/// <summary>Makes options of values, with their bounds.</summary>
internal static class Values
{
    /// <summary>A whole number within bounds.</summary>
    internal static Option<int> Number(string name, string description, int least = int.MinValue, int most = int.MaxValue, string value = "N")
    {
        var bounds = least == int.MinValue ? string.Empty
            : most == int.MaxValue ? string.Format(CultureInfo.InvariantCulture, " of {0} or more", least)
            : string.Format(CultureInfo.InvariantCulture, " from {0} to {1}", least, most);
        return ValueOption<int>.One(name, value, description, "a whole number" + bounds, (string word, out int number) =>
            int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }

    /// <summary>Seconds, with a decimal point whatever the culture.</summary>
    internal static Option<double> Seconds(string name, string description, double least, double most, string value = "SEC") => ValueOption<double>.One(
        name,
        value,
        description,
        string.Format(CultureInfo.InvariantCulture, "seconds from {0} to {1}", least, most),
        (string word, out double seconds) => double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds >= least && seconds <= most);

    /// <summary>One word of an enumeration, in any case.</summary>
    internal static Option<Enum?> Word(Type type, string name, string value, string description) =>
        ValueOption<Enum?>.One(name, value, description, EnumWords.ChoiceOf(type), (string word, out Enum? read) => EnumWords.TryRead(type, word, out read));

    /// <summary>IP addresses, the option repeated.</summary>
    internal static Option<IPAddress[]> Addresses(string name, string description) => ValueOption<IPAddress>.Many(name, "ADDRESS", description, "an IP address", (string word, out IPAddress address) =>
    {
        var isOne = AddressText.TryRead(word, out var read);
        address = read ?? IPAddress.None;
        return isOne;
    });
}
