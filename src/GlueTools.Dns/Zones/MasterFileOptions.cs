using System;
using System.IO;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>How a master file is read, beyond the text itself. Immutable.</summary>
public sealed record MasterFileOptions
{
    /// <summary>What the file is called in sentences; empty where it has no name.</summary>
    public string File { get; init; } = string.Empty;

    /// <summary>What relative names are relative to until the first $ORIGIN.</summary>
    public DomainName Origin { get; init; }

    /// <summary>Seconds for records that state no TTL, until the first $TTL. Without either the last stated TTL counts, then the SOA's minimum.</summary>
    public uint? DefaultTtl { get; init; }

    /// <summary>
    /// Opens what $INCLUDE names: the file that says so, and the name as it is written there. It throws an <see cref="IOException"/> whose message says in a
    /// sentence why it does not. Null where nothing else may be read.
    /// </summary>
    public Func<string, string, MasterFileText>? Include { get; init; }

    /// <summary>Whether $GENERATE is understood: a line of it can be a great many records.</summary>
    public bool Generates { get; init; }

    /// <summary>Told of what cannot be read; the rest goes on where it can. Null for the first of it to be raised.</summary>
    public Action<MasterFileException>? Problem { get; init; }

    /// <summary>The types whose records are wanted; the data of others are not looked into. Null for all.</summary>
    public Func<RecordType, bool>? Wants { get; init; }

    /// <summary>Told of each record that is not wanted: its owner, its type as it is written, and its line. Null for nobody.</summary>
    public Action<DomainName, string, int>? Unwanted { get; init; }
}

/// <summary>An opened text and what it is called.</summary>
public sealed class MasterFileText : IDisposable
{
    /// <summary>Takes both.</summary>
    /// <param name="file">What it is called.</param>
    /// <param name="text">The text.</param>
    public MasterFileText(string file, TextReader text)
    {
        File = file;
        Text = text;
    }

    /// <summary>What it is called.</summary>
    public string File { get; }

    /// <summary>The text.</summary>
    public TextReader Text { get; }

    /// <inheritdoc/>
    public void Dispose() => Text.Dispose();
}

/// <summary>A record and where it stands.</summary>
public readonly struct MasterFileRecord
{
    internal MasterFileRecord(ResourceRecord record, string file, int line)
    {
        Record = record;
        File = file;
        Line = line;
    }

    /// <summary>The record.</summary>
    public ResourceRecord Record { get; }

    /// <summary>The file that it stands in; empty where that has no name.</summary>
    public string File { get; }

    /// <summary>The line that it begins on, from 1.</summary>
    public int Line { get; }
}
