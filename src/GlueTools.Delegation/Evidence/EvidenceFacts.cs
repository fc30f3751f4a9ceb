using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// The facts of a saved text, one after another, on their way in or out. Each member takes what there is to write and gives back what there is: the same,
/// or what was read in its stead. So one description of a type (<see cref="EvidenceShape"/>) both writes and reads it.
/// </summary>
internal abstract class EvidenceFacts
{
    /// <param name="version">The version of the format.</param>
    protected EvidenceFacts(int version) => Version = version;

    /// <summary>The version of the format.</summary>
    internal int Version { get; }

    /// <summary>What answers are read with; null where facts go out.</summary>
    internal virtual AnswerMemory? Answers => null;

    internal abstract bool Flag(bool value);

    internal abstract ushort UInt16(ushort value);

    internal abstract uint UInt32(uint value);

    /// <summary>A count or a size that is never below zero.</summary>
    internal abstract int Natural(int value);

    internal abstract long LongNatural(long value);

    internal abstract T Choice<T>(T value)
        where T : struct, Enum;

    /// <summary>Octets of a message; null where there is none.</summary>
    internal abstract byte[]? Bytes(byte[]? value);

    internal abstract IPAddress Address(IPAddress? value);

    internal abstract int Port(int value);

    internal abstract DateTime Time(DateTime value);

    internal abstract DomainName Name(DomainName value);

    internal abstract DomainName? OptionalName(DomainName? value);

    /// <summary>Text that a person may come to read; null where it is empty.</summary>
    internal abstract string? Text(string? value);

    /// <summary>Many of a kind.</summary>
    /// <param name="values">What there is to write; null while reading.</param>
    /// <param name="one">What one of them is; takes nothing while reading.</param>
    internal abstract IReadOnlyList<T> List<T>(IReadOnlyCollection<T>? values, Func<EvidenceFacts, T?, T> one);

    /// <summary>Whether anything more is there: limits in the versions before the third; in the third what only some views have.</summary>
    /// <param name="value">Whether there is more to write.</param>
    internal abstract bool HasMore(bool value);

    internal T? Optional<T>(T? value, Func<EvidenceFacts, T?, T> one)
        where T : class => Flag(value is not null) ? one(this, value) : null;

    internal uint? Optional(uint? value) => Flag(value is not null) ? UInt32(value.GetValueOrDefault()) : null;

    internal IReadOnlyList<DomainName> Names(IReadOnlyCollection<DomainName>? values) => List(values, (facts, name) => facts.Name(name));

    internal IReadOnlyList<IPAddress> Addresses(IReadOnlyCollection<IPAddress>? values) => List<IPAddress>(values, (facts, address) => facts.Address(address));
}
