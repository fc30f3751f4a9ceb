using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>
/// Reads a master file as <see cref="MasterFileReader"/> does, and gives the same records: one after the other, in places that the next is written over. A line of the form that nearly
/// all lines of a large file have is read from its octets, without a word or a name being made of it; every other line, rightly written or not, is read by the reader itself.
/// </summary>
public sealed partial class MasterFileScanner : IDisposable
{
    private readonly MasterFileOptions _options;
    private readonly LineOctets? _lines;
    private readonly MasterFileReader _reader;
    private readonly MasterFileReader.Ttls _ttls;
    private readonly NameOctets _origin = new();
    private readonly bool _wantsNs, _wantsDs, _wantsIPv4, _wantsIPv6;
    private readonly byte[] _data = new byte[256], _ownerText = new byte[256];
    private IEnumerator<MasterFileItem>? _items;
    private RecordData? _known;
    private int _length, _ownerLength, _line = 1;
    private NameOctets _next = new();
    private bool _hasOwner, _isOwnerAhead, _isAfterEntry;

    /// <summary>Reads octets in UTF-8, or in the encoding that their first ones name.</summary>
    /// <param name="octets">The file; closed with this.</param>
    /// <param name="options">How it is read; <see cref="MasterFileOptions.Unwanted"/> is told nothing, since all records come one after the other.</param>
    public MasterFileScanner(Stream octets, MasterFileOptions options)
        : this(options)
    {
        _lines = new LineOctets(octets);
        _reader = new MasterFileReader(_lines, options);
        _items = _lines.IsWide ? _reader.ReadAll(isOne: false).GetEnumerator() : null;
        (_ttls, _wantsNs, _wantsDs) = (_reader.Times, Wants(RecordType.NS), Wants(RecordType.DS));
        (_wantsIPv4, _wantsIPv6) = (Wants(RecordType.A), Wants(RecordType.AAAA));
    }

    /// <summary>Reads a text by the reader alone.</summary>
    /// <param name="text">The file; stays open.</param>
    /// <param name="options">How it is read.</param>
    public MasterFileScanner(TextReader text, MasterFileOptions options)
        : this(options)
    {
        _reader = new MasterFileReader(text, options);
        _items = _reader.ReadAll(isOne: false).GetEnumerator();
        _ttls = _reader.Times;
    }

    private MasterFileScanner(MasterFileOptions options)
    {
        _options = options;
        File = options.File;
        _origin.Set(options.Origin);
        (_reader, _ttls) = (null!, null!);
    }

    /// <summary>The record's owner.</summary>
    public NameOctets Owner { get; private set; } = new();

    /// <summary>Whether that is known to be the owner of the record before.</summary>
    public bool IsSameOwner { get; private set; }

    /// <summary>The record's type; 0 for one that has a name elsewhere only.</summary>
    public RecordType Type { get; private set; }

    /// <summary>The type as it is written.</summary>
    public string TypeText { get; private set; } = string.Empty;

    /// <summary>Whether it is of a type that is wanted: only then it has a TTL and data.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>How long it may be kept.</summary>
    public uint Ttl { get; private set; }

    /// <summary>The line that it begins on, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The file that it stands in.</summary>
    public string File { get; private set; }

    /// <summary>Of an NS record, the name server.</summary>
    public NameOctets Target { get; } = new();

    /// <summary>Of an A record, the address as <see cref="BitConverter"/> makes a number of its octets.</summary>
    public uint IPv4 => BitConverter.ToUInt32(_data, 0);

    /// <summary>Of an AAAA record, the first half of the address, likewise.</summary>
    public ulong IPv6High => BitConverter.ToUInt64(_data, 0);

    /// <summary>Of an AAAA record, the second half of the address, likewise.</summary>
    public ulong IPv6Low => BitConverter.ToUInt64(_data, 8);

    /// <summary>Whether the data are there as a value already, since the reader has read them.</summary>
    public bool HasData => _known is not null;

    /// <summary>Copies the octets of an A or AAAA record's address.</summary>
    /// <param name="to">Where they go: as many as there are.</param>
    public void CopyAddress(byte[] to) => Buffer.BlockCopy(_data, 0, to, 0, to.Length);

    /// <summary>Copies the octets of wanted data that are not there as a value; gives how many there are.</summary>
    /// <param name="to">Where they go, with room for 256.</param>
    /// <param name="at">From where on.</param>
    [MethodImpl(Hot.Path)]
    public int CopyData(byte[] to, int at)
    {
        if (Type == RecordType.NS)
        {
            Target.CopyTo(to, at);
            return Target.WireLength;
        }

        Buffer.BlockCopy(_data, 0, to, at, _length);
        return _length;
    }

    /// <summary>The data, as a value that stays.</summary>
    public RecordData ToData()
    {
        if (_known is not null)
        {
            return _known;
        }

        if (Type == RecordType.NS)
        {
            return new NsData(Target.ToName());
        }

        var octets = new byte[_length];
        Buffer.BlockCopy(_data, 0, octets, 0, _length);
        return RecordData.Read(Type, octets);
    }

    /// <summary>Goes to the next record; false at the end.</summary>
    /// <exception cref="MasterFileException">The text is no master file, and nobody is told of problems.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    [MethodImpl(Hot.Path)]
    public bool Next()
    {
        while (true)
        {
            if (_items is not null)
            {
                if (_items.MoveNext())
                {
                    Take(_items.Current);
                    return true;
                }

                EndEntry();
            }

            if (_lines is null || _lines.IsWide || _reader.IsOver || !_lines.Find())
            {
                return false;
            }

            switch (_lines.IsWhole ? ReadLine() : LineKind.Odd)
            {
                case LineKind.Record:
                    return true;
                case LineKind.Odd:
                    BeginEntry();
                    break;
                default:
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _items?.Dispose();
        _lines?.Dispose();
    }

    private bool Wants(RecordType type) => _options.Wants?.Invoke(type) != false;

    private void BeginEntry()
    {
        if (_isOwnerAhead)
        {
            _reader.Owner = Owner.ToName();
        }

        _reader.Line = _line;
        _items = _reader.ReadAll(isOne: true).GetEnumerator();
    }

    private void EndEntry()
    {
        _items!.Dispose();
        _items = null;
        _line = _reader.Line;
        _ownerLength = 0;
        File = _options.File;
        _isOwnerAhead = false;
        _isAfterEntry = true;
        _hasOwner = _reader.Owner is not null;
        _origin.Set(_reader.Origin);
        if (_reader.Owner is { } owner)
        {
            Owner.Set(owner);
        }
    }

    private void Take(MasterFileItem item)
    {
        Owner.Set(item.Owner);
        (Type, TypeText, Ttl, File, Line, IsSameOwner, IsWanted, _known) = (item.Type, item.TypeText, item.Ttl, item.File, item.Line, false, item.Data is not null, item.Data);
        if (item.Data is NsData ns)
        {
            Target.Set(ns.NameServer);
        }
        else if (item.Data is AddressData address)
        {
            var octets = address.Address.GetAddressBytes();
            Buffer.BlockCopy(octets, 0, _data, 0, octets.Length);
        }
    }
}
