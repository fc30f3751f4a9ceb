using System;
using System.Collections.Generic;
using System.Text;

namespace GlueTools.Registry.Settings;

/// <summary>Which proxy a question goes through: the one that was given, or the one that the environment names.</summary>
public sealed class ProxyChoice
{
    private readonly Uri? _proxy;
    private readonly IReadOnlyList<string> _direct;

    private ProxyChoice(Uri? proxy, IReadOnlyList<string> direct, bool isGiven)
    {
        _proxy = proxy;
        _direct = direct;
        IsGiven = isGiven;
    }

    /// <summary>No proxy.</summary>
    public static ProxyChoice None { get; } = new(null, [], false);

    /// <summary>Whether the user named it: then WHOIS goes through it as well.</summary>
    internal bool IsGiven { get; }

    /// <summary>A proxy for everything.</summary>
    /// <exception cref="FormatException">It is no URL of a proxy; the message is a sentence.</exception>
    public static ProxyChoice Of(string text) => new(Parse(text), [], true);

    /// <summary>What HTTPS_PROXY or ALL_PROXY, and NO_PROXY, say: the names that most programs know, in either case.</summary>
    /// <param name="read">Reads a variable of the environment.</param>
    /// <exception cref="FormatException">It names no proxy that can be used; the message is a sentence.</exception>
    public static ProxyChoice OfEnvironment(Func<string, string?> read)
    {
        string Value(string name) => read(name) is { Length: > 0 } upper ? upper : read(name.ToLowerInvariant()) ?? string.Empty;

        var proxy = Value("HTTPS_PROXY");
        proxy = proxy.Length > 0 ? proxy : Value("ALL_PROXY");
        return proxy.Length == 0 ? None : new ProxyChoice(Parse(proxy), Value("NO_PROXY").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries), false);
    }

    /// <summary>The proxy on the way to a host; null for the direct way.</summary>
    internal Uri? For(string host)
    {
        foreach (var entry in _direct)
        {
            var suffix = entry.TrimStart('*').TrimStart('.');
            if (entry == "*" || string.Equals(host, suffix, StringComparison.OrdinalIgnoreCase) || (suffix.Length > 0 && host.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }
        }

        return _proxy;
    }

    /// <summary>The line that says who asks, where the proxy's URL does; empty where it does not.</summary>
    internal static string Authorization(Uri proxy) => proxy.UserInfo.Length == 0
        ? string.Empty
        : "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(proxy.UserInfo))) + "\r\n";

    private static Uri Parse(string text)
    {
        var whole = text.IndexOf("://", StringComparison.Ordinal) < 0 ? "http://" + text : text;
        // The text may hold a password: the sentence does not repeat it.
        return Uri.TryCreate(whole, UriKind.Absolute, out var proxy) && proxy.Scheme == "http" && proxy.Host.Length > 0
            ? proxy
            : throw new FormatException("A proxy is given as http://HOST:PORT; a proxy that is itself reached over TLS or SOCKS cannot be used.");
    }
}
