using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Registry.Rdap;

namespace GlueTools.Registry.Settings;

/// <summary>Who is asked, and how.</summary>
public sealed record RegistryOptions
{
    /// <summary>Which RDAP server answers for which names.</summary>
    public Bootstrap? Bootstrap { get; init; }

    /// <summary>Where a search by WHOIS begins: HOST or HOST:PORT. It refers to the servers of top-level domains, or answers itself.</summary>
    public string WhoisServer { get; init; } = "whois.iana.org";

    /// <summary>The proxy.</summary>
    public ProxyChoice Proxy { get; init; } = ProxyChoice.None;

    /// <summary>Whether servers at special-purpose addresses (loopback, private use) may be asked.</summary>
    public bool AllowSpecialAddresses { get; init; }

    /// <summary>Whether servers may be asked without TLS.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>A certificate authority that is believed beside those of the system; null for none.</summary>
    public X509Certificate2? TrustedRoot { get; init; }

    /// <summary>How long one question may take, redirects not included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a server is waited for that says when it may be asked again.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Domains in flight.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The time of day.</summary>
    internal Func<DateTime> UtcNow { get; init; } = () => DateTime.UtcNow;

    /// <summary>Waits.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = Task.Delay;

    /// <summary>Finds the addresses of a registry's host: the system's resolver, as any program's.</summary>
    internal Func<string, Task<IPAddress[]>> Resolve { get; init; } = System.Net.Dns.GetHostAddressesAsync;
}
