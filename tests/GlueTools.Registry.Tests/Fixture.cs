using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Registry.Tests;

/// <summary>
/// An answer in the layout of a registry, with names and values of our own. Its file begins with what is to be read from it, and with where the layout was
/// seen; the answer follows behind a line of three hyphens.
/// </summary>
internal sealed class Fixture
{
    private readonly ILookup<string, string> _header;

    private Fixture(string text)
    {
        var at = text.IndexOf("\n---\n", StringComparison.Ordinal);
        _header = text[..at].Split('\n').Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair[1]);
        Body = text[(at + 5)..];
    }

    internal string Body { get; }

    internal byte[] Octets => Encoding.UTF8.GetBytes(Body);

    internal DomainName Domain => DomainName.Parse(_header["domain"].Single());

    internal string Layout => _header["layout"].Single();

    internal IEnumerable<string> this[string key] => _header[key];

    internal static Fixture Load(string name)
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var text = new StreamReader(stream);
        return new Fixture(text.ReadToEnd());
    }

    internal static IEnumerable<string> Names(string folder) =>
        typeof(Fixture).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
