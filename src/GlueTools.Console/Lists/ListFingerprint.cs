using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace GlueTools.Console.Lists;

/// <summary>
/// What the names of a list come to, however the list is laid out: their number, and SHA-256 over each name as it was written, as UTF-8 with a line feed behind.
/// </summary>
internal sealed record ListFingerprint(long Names, string Hash)
{
    internal static ListFingerprint Of(IEnumerable<string> names)
    {
        using var hash = new Hasher();
        foreach (var name in names)
        {
            hash.Add(name);
        }

        return hash.Result();
    }

    /// <summary>The same names again, for as long as they are the same.</summary>
    /// <exception cref="IOException">At the end: they were not.</exception>
    internal IEnumerable<ListedName> Checked(IEnumerable<ListedName> names)
    {
        using var hash = new Hasher();
        foreach (var name in names)
        {
            hash.Add(name.Text);
            yield return name;
        }

        if (hash.Result() != this)
        {
            throw new IOException("it was changed while the run went on; run the command again, and it will say how the list differs.");
        }
    }

    private sealed class Hasher : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _names;

        internal void Add(string name)
        {
            _hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
            _names++;
        }

        internal ListFingerprint Result() => new(_names, "sha256:" + Convert.ToHexStringLower(_hash.GetCurrentHash()));

        public void Dispose() => _hash.Dispose();
    }
}
