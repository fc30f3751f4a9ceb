using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Lab.Scenarios;

/// <summary>Reads what the registry of a scenario holds.</summary>
internal sealed class RegistrationWords(ScenarioBuilder builder)
{
    internal void Read(string directive, ScenarioWords words)
    {
        switch (directive)
        {
            case "registry":
                ReadDomain(words);
                break;
            case "registry-host":
                ReadHost(words);
                break;
            default:
                ReadDs(words);
                break;
        }
    }

    private void ReadDomain(ScenarioWords words)
    {
        var registration = builder.AddRegistration(words.Name());
        registration.IsUnregistered = words.Skip("unregistered");
        registration.IsUnreachable = !registration.IsUnregistered && words.Skip("unreachable");
        registration.ShowsDs = !words.Skip("without-ds");
        registration.ChangedUtc = words.Skip("changed") ? builder.Now.AddDays(words.Days()) : null;
        registration.ExpiresUtc = words.Skip("expires") ? builder.Now.AddDays(words.Days()) : null;
        registration.Statuses = ReadStatuses(words);
    }

    private void ReadHost(ScenarioWords words)
    {
        var registration = builder.RegistrationOf(words.Name());
        var host = new LabHostObject(words.Name(), words.Addresses());
        if (host.Addresses.Count == 0)
        {
            host.State = words.Word("addresses, noaddress, hidden or unreachable") switch
            {
                "noaddress" => LabHostState.NoAddress,
                "hidden" => LabHostState.Hidden,
                "unreachable" => LabHostState.Unreachable,
                var other => throw new FormatException("'" + other + "' is none of noaddress, hidden and unreachable, and no address."),
            };
        }

        host.ChangedUtc = words.Skip("changed") ? builder.Now.AddDays(words.Days()) : null;
        host.Statuses = ReadStatuses(words);
        registration.AddHost(host);
    }

    private void ReadDs(ScenarioWords words)
    {
        var name = words.Name();
        var registration = builder.RegistrationOf(name);
        var key = LabKey.Named(words.Word("a key"));
        var flags = words.Skip("flags") ? (ushort)words.Number(0, ushort.MaxValue) : ScenarioParser.KeySigningKey;
        registration.AddDs(key.ToDs(name, flags, words.Skip("digest") ? (byte)words.Number(0, byte.MaxValue) : (byte)2));
    }

    private static List<string> ReadStatuses(ScenarioWords words) => words.Skip("status") ? words.Rest().ConvertAll(SafeText.Escape) : [];
}
