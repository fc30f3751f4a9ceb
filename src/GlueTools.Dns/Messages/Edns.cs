using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Messages;

/// <summary>One EDNS option as it came (RFC 6891, section 6.1.2).</summary>
public sealed class EdnsOption
{
    private readonly byte[] _data;

    /// <summary>Keeps code and bytes.</summary>
    public EdnsOption(ushort code, byte[] data)
    {
        Code = code;
        _data = (byte[])data.Clone();
    }

    /// <summary>The option's number in IANA's registry.</summary>
    public ushort Code { get; }

    /// <summary>Its bytes, as a copy.</summary>
    public byte[] ToBytes() => (byte[])_data.Clone();
}

/// <summary>What the OPT record says (RFC 6891).</summary>
public sealed class Edns
{
    /// <summary>Extended DNS Error (RFC 8914).</summary>
    public const ushort ExtendedErrorOption = 15;

    private static readonly IReadOnlyList<EdnsOption> None = Array.Empty<EdnsOption>();

    /// <summary>Creates EDNS data.</summary>
    /// <param name="payloadSize">Octets of UDP payload that the sender can take.</param>
    /// <param name="version">EDNS version; 0 is the only one.</param>
    /// <param name="dnssecOk">The DO bit (RFC 3225).</param>
    /// <param name="options">Options in message order.</param>
    public Edns(ushort payloadSize, byte version, bool dnssecOk, IReadOnlyList<EdnsOption> options)
    {
        PayloadSize = payloadSize;
        Version = version;
        DnssecOk = dnssecOk;
        Options = options;
    }

    /// <summary>Octets of UDP payload that the sender can take.</summary>
    public ushort PayloadSize { get; }

    /// <summary>EDNS version.</summary>
    public byte Version { get; }

    /// <summary>The DO bit: the sender wants DNSSEC records.</summary>
    public bool DnssecOk { get; }

    /// <summary>Options in message order.</summary>
    public IReadOnlyList<EdnsOption> Options { get; }

    /// <summary>Extended DNS errors as text, <c>code</c> or <c>code: text</c>, joined by <c>; </c>; empty where there is none.</summary>
    public string ExtendedErrors
    {
        get
        {
            var text = new StringBuilder();
            foreach (var option in Options)
            {
                var data = option.ToBytes();
                if (option.Code != ExtendedErrorOption || data.Length < 2)
                {
                    continue;
                }

                text.Append(text.Length > 0 ? "; " : string.Empty)
                    .Append(((data[0] << 8) | data[1]).ToString(CultureInfo.InvariantCulture));
                if (data.Length > 2)
                {
                    text.Append(": ").Append(SafeText.Escape(Encoding.UTF8.GetString(data, 2, data.Length - 2)));
                }
            }

            return text.ToString();
        }
    }

    internal static Edns Read(ushort payloadSize, uint ttl, ref WireReader data)
    {
        List<EdnsOption>? options = null;
        while (data.Remaining > 0)
        {
            var code = data.ReadUInt16();
            (options ??= new List<EdnsOption>()).Add(new EdnsOption(code, data.ReadBytes(data.ReadUInt16())));
        }

        return new Edns(payloadSize, (byte)(ttl >> 16), (ttl & 0x8000) != 0, options ?? None);
    }
}
