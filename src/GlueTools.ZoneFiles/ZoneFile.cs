using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>
/// A zone file that is opened as often as it is needed: plain or packed by gzip, told by its first octets. What it includes must lie in its own folder or
/// below, unless more is allowed.
/// </summary>
public sealed class ZoneFile : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string _path;
    private readonly string _folder;
    private readonly bool _isSpooled;
    private readonly bool _includesAnything;

    private ZoneFile(string path, string shown, bool isSpooled, bool includesAnything)
    {
        _path = path;
        Shown = shown;
        _folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetPathRoot(Path.GetFullPath(path))!;
        _isSpooled = isSpooled;
        SavedUtc = isSpooled ? null : File.GetLastWriteTimeUtc(path);
        _includesAnything = includesAnything;
    }

    /// <summary>What the file is called in sentences.</summary>
    public string Shown { get; }

    /// <summary>When it was last written before it was opened here; null where it came by standard input.</summary>
    public DateTime? SavedUtc { get; }

    /// <summary>Whether each line is read word by word, whatever it looks like: what is found must not depend on it.</summary>
    internal bool ReadsWords { get; set; }

    /// <summary>A file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="includesAnything">Whether $INCLUDE may name files outside its folder.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static ZoneFile At(string path, bool includesAnything = false) =>
        File.Exists(path) ? new ZoneFile(path, path, isSpooled: false, includesAnything) : throw new FileNotFoundException("There is no file '" + SafeText.Escape(path) + "'.");

    /// <summary>A text that can be read once: it is kept in a temporary file, which goes with this. It includes nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shown">What it is called in sentences.</param>
    /// <exception cref="IOException">It cannot be read, or not be kept.</exception>
    public static ZoneFile Spool(TextReader text, string shown)
    {
        var path = Path.GetTempFileName();
        using (var copy = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            var part = new char[1 << 14];
            for (int read; (read = text.Read(part, 0, part.Length)) > 0;)
            {
                copy.Write(part, 0, read);
            }
        }

        return new ZoneFile(path, shown, isSpooled: true, includesAnything: false);
    }

    /// <summary>Reads the records while they are taken.</summary>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN.</param>
    /// <param name="wants">The types that are wanted.</param>
    /// <param name="other">Told of the owner, type and line of each record of another type; null for nobody.</param>
    /// <param name="problem">Told of what cannot be read.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<MasterFileRecord> Read(DomainName origin, Func<RecordType, bool> wants, Action<DomainName, string, int>? other, Action<MasterFileException> problem)
    {
        using var text = Open(_path);
        foreach (var record in MasterFileReader.Read(text, Options(origin, wants, problem) with { Unwanted = other }))
        {
            yield return record;
        }
    }

    /// <summary>Reads the records, wanted or not, one after the other without making objects of them where that can be.</summary>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN.</param>
    /// <param name="wants">The types that are wanted.</param>
    /// <param name="problem">Told of what cannot be read.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal MasterFileScanner Scan(DomainName origin, Func<RecordType, bool> wants, Action<MasterFileException> problem) =>
        ReadsWords ? new MasterFileScanner(Open(_path), Options(origin, wants, problem)) : new MasterFileScanner(OpenOctets(_path), Options(origin, wants, problem));

    private MasterFileOptions Options(DomainName origin, Func<RecordType, bool> wants, Action<MasterFileException> problem) => new()
    {
        File = Shown, Origin = origin, Generates = true, Wants = wants, Problem = problem, Include = _isSpooled ? null : Include,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isSpooled)
        {
            File.Delete(_path);
        }
    }

    /// <summary>Text in UTF-8, whose octets a name or a text may hold; what is none becomes the replacement character, which no name can hold.</summary>
    private static StreamReader Open(string path) => new(OpenOctets(path), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);

    private static Stream OpenOctets(string path)
    {
        Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize);
        var isPacked = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    // Relative to the folder of the zone file, as name servers take it relative to the one they run in.
    private MasterFileText Include(string from, string name)
    {
        var path = Path.GetFullPath(Path.Combine(_folder, name));
        var root = _folder.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) ? _folder : _folder + Path.DirectorySeparatorChar;
        if (!_includesAnything && !path.StartsWith(root, StringComparison.Ordinal))
        {
            throw new IOException("'" + name + "' lies outside the folder of " + Shown + ", and nothing outside is read.");
        }

        if (!File.Exists(path))
        {
            throw new IOException("There is no file '" + name + "' in the folder of " + Shown + ".");
        }

        return new MasterFileText(name, Open(path));
    }
}
