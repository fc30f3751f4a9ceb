using System;
using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;
using GlueTools.Registry.Settings;
using GlueTools.Registry.Whois;

namespace GlueTools.Registries;

/// <summary>Where questions to registries start, as the parameters say it.</summary>
internal static class RegistryStart
{
    /// <summary>How registries are asked, as the parameters say it.</summary>
    /// <exception cref="RegistryParameterException">One of them cannot be used.</exception>
    internal static RegistryOptions Options(
        double timeoutSec, bool allowHttp, bool allowSpecialAddress, string? proxy, string? certificate, object? bootstrap, string? whois, Func<string, string> toFullPath) =>
        new RegistryOptions { Timeout = TimeSpan.FromSeconds(timeoutSec), AllowHttp = allowHttp, AllowSpecialAddresses = allowSpecialAddress }
            .WithProxy(proxy).WithTrustedRoot(certificate is null ? null : toFullPath(certificate)).WithBootstrap(bootstrap, toFullPath).WithWhoisServer(whois);

    /// <summary>Reads <c>-WhoisServer</c>.</summary>
    /// <inheritdoc cref="WithBootstrap"/>
    internal static RegistryOptions WithWhoisServer(this RegistryOptions options, string? server) =>
        server is null ? options
        : WhoisServerText.IsOne(server) ? options with { WhoisServer = server }
        : throw new RegistryParameterException("WhoisServerMalformed", server, "-WhoisServer takes HOST or HOST:PORT, not '" + SafeText.Escape(server) + "'.", "Correct -WhoisServer.");

    /// <summary>Reads <c>-Bootstrap</c>: the path of a list of RDAP servers, or a lab. Null for the built-in list.</summary>
    /// <exception cref="RegistryParameterException">It cannot be used.</exception>
    internal static RegistryOptions WithBootstrap(this RegistryOptions options, object? bootstrap, Func<string, string> toFullPath)
    {
        if (BaseOf(bootstrap) is IList { Count: 1 } list)
        {
            // One object is often a list of one: -OutVariable makes one, and so does @().
            bootstrap = list[0];
        }

        switch (BaseOf(bootstrap))
        {
            case null:
                return options;
            case GlueLab { IsRunning: false } stopped:
                throw new RegistryParameterException("LabStopped", stopped, stopped.WhyStopped, "Start one with Start-GlueLab.");
            case GlueLab lab:
                using (var text = new MemoryStream(Encoding.UTF8.GetBytes(lab.Registry.Bootstrap)))
                {
                    // Nothing of a lab goes beyond loopback.
                    return options with { Bootstrap = Bootstrap.Read(text), WhoisServer = "127.0.0.1:" + lab.Registry.Port, AllowHttp = true, AllowSpecialAddresses = true, Proxy = ProxyChoice.None };
                }

            case { } path:
                var file = path is FileSystemInfo info ? info.FullName : toFullPath(path.ToString() ?? string.Empty);
                using (var stream = Open("BootstrapNotFound", file, "Give the path of a file as https://data.iana.org/rdap/dns.json, or a lab from Start-GlueLab."))
                {
                    return options with { Bootstrap = ReadList(file, stream) };
                }
        }
    }

    /// <summary>Reads <c>-TrustedCertificate</c>.</summary>
    /// <inheritdoc cref="WithBootstrap"/>
    internal static RegistryOptions WithTrustedRoot(this RegistryOptions options, string? path)
    {
        if (path is null)
        {
            return options;
        }

        using var stream = Open("CertificateNotFound", path, "Give the path of the authority's certificate, in PEM or DER.");
        var octets = new byte[TrustedRootFile.MostOctets + 1];
        var length = 0;
        for (int read; length < octets.Length && (read = stream.Read(octets, length, octets.Length - length)) > 0;)
        {
            length += read;
        }

        Array.Resize(ref octets, length);
        try
        {
            return options with { TrustedRoot = TrustedRootFile.Read(octets) };
        }
        catch (RegistryFormatException error)
        {
            throw new RegistryParameterException("CertificateMalformed", path, "'" + path + "' cannot be used: " + error.Message + ".", "Give the path of the authority's certificate, in PEM or DER.");
        }
    }

    /// <summary>Reads <c>-Proxy</c>, or the environment.</summary>
    /// <inheritdoc cref="WithBootstrap"/>
    internal static RegistryOptions WithProxy(this RegistryOptions options, string? proxy)
    {
        try
        {
            return options with { Proxy = proxy is null ? ProxyChoice.OfEnvironment(Environment.GetEnvironmentVariable) : ProxyChoice.Of(proxy) };
        }
        catch (FormatException error)
        {
            throw new RegistryParameterException("ProxyMalformed", proxy is null ? "HTTPS_PROXY" : "-Proxy", error.Message, proxy is null ? "Correct the variable HTTPS_PROXY or ALL_PROXY." : "Correct -Proxy.");
        }
    }

    private static object? BaseOf(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;

    private static Bootstrap ReadList(string file, Stream stream)
    {
        try
        {
            return Bootstrap.Read(stream);
        }
        catch (RegistryFormatException error)
        {
            throw new RegistryParameterException("BootstrapMalformed", file, "'" + file + "' is no list of RDAP servers: " + error.Message + ".", "Get a current file from https://data.iana.org/rdap/dns.json, or leave -Bootstrap out.");
        }
    }

    private static FileStream Open(string id, string path, string advice)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RegistryParameterException(id, path, "There is no file '" + path + "'.", advice);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RegistryParameterException(id, path, "The file '" + path + "' cannot be read: " + error.Message, advice);
        }
    }
}
