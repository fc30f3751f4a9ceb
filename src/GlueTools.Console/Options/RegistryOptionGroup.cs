using System;
using System.CommandLine;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Registry.Objects;
using GlueTools.Registry.Rdap;
using GlueTools.Registry.Sessions;
using GlueTools.Registry.Settings;
using GlueTools.Registry.Whois;

namespace GlueTools.Console.Options;

/// <summary>Which registries are asked, and how.</summary>
/// <param name="isBeside">Whether they are asked beside servers, and only where that is wanted.</param>
internal sealed class RegistryOptionGroup(bool isBeside = false) : IOptionGroup
{
    private readonly Option<bool> _registry = Texts.Switch("--registry", "Ask the registry, too, and set what it holds beside what the parent's servers and the zone say.");
    private readonly Option<string> _bootstrap = Texts.Option("--bootstrap", "FILE", "The list of RDAP servers, as https://data.iana.org/rdap/dns.json (built-in list).");
    private readonly Option<string> _whois = Texts.Option("--whois-server", "HOST", "Where a search by WHOIS begins, HOST or HOST:PORT (whois.iana.org).");
    private readonly Option<string> _proxy = Texts.Option("--proxy", "URL", "Go through this proxy, http://HOST:PORT (what HTTPS_PROXY, ALL_PROXY and NO_PROXY say).");
    private readonly Option<string> _trust = Texts.Option("--trusted-certificate", "FILE", "The certificate of an authority to believe beside those of the system, in PEM or DER.");
    private readonly Option<bool> _special = Texts.Switch("--allow-special-address", "Ask registries at private, loopback and other special-purpose addresses, too.");
    private readonly Option<bool> _http = Texts.Switch("--allow-http", "Ask registries that do not have TLS, too.");
    private readonly Option<double> _timeout = Values.Seconds(isBeside ? "--registry-timeout" : "--timeout", "How long one question may take, 0.5 to 300 (15).", 0.5, 300, "SECONDS");
    private readonly Option<int> _throttle = Values.Number("--throttle", "Domains under way at once, 1 to 64 (8); a server is asked one question at a time.", 1, 64);

    public void AddTo(Command command)
    {
        if (isBeside)
        {
            command.Add(_registry);
        }

        command.Add(_bootstrap);
        command.Add(_whois);
        command.Add(_proxy);
        command.Add(_trust);
        command.Add(_special);
        command.Add(_http);
        command.Add(_timeout);
        if (!isBeside)
        {
            command.Add(_throttle);
        }
    }

    /// <summary>Whoever asks registries beside servers; null where that is not wanted.</summary>
    /// <param name="options">What was given.</param>
    /// <param name="proposed">Whether the delegation that is judged is not there yet.</param>
    /// <param name="given">Zone files in place of servers.</param>
    internal RegistrySource? ReadBeside(OptionReader options, bool proposed, GivenFiles? given)
    {
        if (!options.Switch(_registry))
        {
            foreach (var option in new Option[] { _bootstrap, _whois, _proxy, _trust, _special, _http, _timeout })
            {
                if (options.Has(option))
                {
                    options.Mistake(option.Name + " says how registries are asked; give --registry with it.");
                }
            }

            return null;
        }

        if (proposed)
        {
            options.Mistake("--ns says what would be, and --registry asks what the registry holds; leave one of them out.");
        }

        if (given?.IsOffline == true)
        {
            options.Mistake("--registry asks the registry, and here nobody is asked; give the NAME of a domain without --offline, or leave --registry out.");
        }

        return new RegistrySource(Read(options));
    }

    internal RegistryOptions Read(OptionReader options) => new()
    {
        Bootstrap = ReadFile(options, _bootstrap, Bootstrap.Read),
        WhoisServer = ReadServer(options),
        Proxy = ReadProxy(options),
        TrustedRoot = ReadFile(options, _trust, ReadCertificate),
        AllowSpecialAddresses = options.Switch(_special),
        AllowHttp = options.Switch(_http),
        Timeout = TimeSpan.FromSeconds(options.Value(_timeout, 15)),
        Concurrency = isBeside ? new RegistryOptions().Concurrency : options.Value(_throttle, 8),
    };

    private static X509Certificate2 ReadCertificate(Stream stream)
    {
        var octets = new byte[TrustedRootFile.MostOctets + 1];
        return TrustedRootFile.Read(octets[..stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false)]);
    }

    private static T? ReadFile<T>(OptionReader options, Option<string> option, Func<Stream, T> read)
        where T : class
    {
        if (options.Text(option) is not { } path)
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (RegistryFormatException error)
        {
            options.Mistake(option.Name + " " + UserText.Shown(path) + ": " + SafeText.Escape(error.Message) + ".");
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            options.Mistake(option.Name + ": " + FileTrouble.Unreadable(path, error));
        }

        return null;
    }

    private string ReadServer(OptionReader options)
    {
        var server = options.Text(_whois) ?? new RegistryOptions().WhoisServer;
        if (!WhoisServerText.IsOne(server))
        {
            options.Mistake(_whois.Name + " takes HOST or HOST:PORT, not '" + UserText.Shown(server) + "'.");
        }

        return server;
    }

    private ProxyChoice ReadProxy(OptionReader options)
    {
        try
        {
            return options.Text(_proxy) is { } text ? ProxyChoice.Of(text) : ProxyChoice.OfEnvironment(Environment.GetEnvironmentVariable);
        }
        catch (FormatException error)
        {
            options.Mistake((options.Has(_proxy) ? _proxy.Name : "HTTPS_PROXY or ALL_PROXY") + ": " + error.Message);
            return ProxyChoice.None;
        }
    }
}
