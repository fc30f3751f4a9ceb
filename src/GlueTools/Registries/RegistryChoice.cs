using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using GlueTools.Delegation.Evidence;
using GlueTools.Labs;
using GlueTools.Registry.Sessions;

namespace GlueTools.Registries;

/// <summary>Whether registries are asked beside servers, and how: the parameters of every command that takes -Registry.</summary>
internal interface IRegistryParameters
{
    /// <summary>Whether they are.</summary>
    SwitchParameter Registry { get; }

    /// <summary>Which RDAP servers there are.</summary>
    object? Bootstrap { get; }

    /// <summary>Where a search by WHOIS begins.</summary>
    string? WhoisServer { get; }

    /// <summary>The proxy.</summary>
    string? Proxy { get; }

    /// <summary>An authority that is believed, too.</summary>
    string? TrustedCertificate { get; }

    /// <summary>Whether special-purpose addresses are asked.</summary>
    SwitchParameter AllowSpecialAddress { get; }

    /// <summary>Whether registries without TLS are asked.</summary>
    SwitchParameter AllowHttp { get; }

    /// <summary>How long a question may take.</summary>
    double RegistryTimeoutSec { get; }
}

/// <summary>Reads them.</summary>
internal static class RegistryChoice
{
    private static readonly string[] Ways =
    [
        nameof(IRegistryParameters.Bootstrap), nameof(IRegistryParameters.WhoisServer), nameof(IRegistryParameters.Proxy), nameof(IRegistryParameters.TrustedCertificate),
        nameof(IRegistryParameters.AllowSpecialAddress), nameof(IRegistryParameters.AllowHttp), nameof(IRegistryParameters.RegistryTimeoutSec),
    ];

    /// <summary>Whoever asks registries; null where that is not wanted.</summary>
    /// <param name="parameters">What the command was given.</param>
    /// <param name="bound">Its parameters that were given.</param>
    /// <param name="rootHint">Where the search for servers starts: a lab is its own registry.</param>
    /// <param name="toFullPath">Makes a path of the shell one of the file system.</param>
    /// <exception cref="RegistryParameterException">A parameter cannot be used.</exception>
    internal static IRegistrySource? Read(IRegistryParameters parameters, IReadOnlyDictionary<string, object> bound, object? rootHint, Func<string, string> toFullPath)
    {
        if (parameters.Registry)
        {
            return Asking.Source(parameters, rootHint, toFullPath);
        }

        foreach (var name in Ways)
        {
            if (bound.ContainsKey(name))
            {
                throw new RegistryParameterException("InvalidParameterCombination", name, "-" + name + " says how registries are asked; give -Registry with it.", "Add -Registry, or leave -" + name + " out.");
            }
        }

        return null;
    }

    /// <summary>By itself, so that the assembly that asks registries is loaded where one is asked, and not with the module.</summary>
    private static class Asking
    {
        // A type of that assembly in the signature would load it with whoever calls.
        [SuppressMessage("Performance", "CA1859:Use concrete types when possible for improved performance", Justification = "See above.")]
        internal static IRegistrySource Source(IRegistryParameters given, object? rootHint, Func<string, string> toFullPath) => new RegistrySource(RegistryStart.Options(
            given.RegistryTimeoutSec, given.AllowHttp, given.AllowSpecialAddress, given.Proxy, given.TrustedCertificate, given.Bootstrap ?? StartPoint.LabIn(rootHint), given.WhoisServer, toFullPath));
    }
}
