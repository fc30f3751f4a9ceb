using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Zones;
using GlueTools.Network.Options;

namespace GlueTools.Labs;

/// <summary>A <c>-RootHint</c> that cannot be used.</summary>
internal sealed class StartPointException(string id, string message, string advice) : Exception(message)
{
    internal const string NotFound = "RootHintNotFound";
    internal const string Malformed = "RootHintMalformed";
    internal const string Stopped = "LabStopped";
    internal const string Elsewhere = "LabInOtherProcess";

    /// <summary>The stable error id.</summary>
    internal string Id { get; } = id;

    /// <summary>What to do.</summary>
    internal string Advice { get; } = advice;
}

/// <summary>Where a run starts, as <c>-RootHint</c> says it.</summary>
internal sealed class StartPoint
{
    internal StartPoint(IReadOnlyList<ServerAddress>? rootHints, AddressMap map)
    {
        RootHints = rootHints;
        Map = map;
    }

    /// <summary>The root servers; null for the built-in list.</summary>
    internal IReadOnlyList<ServerAddress>? RootHints { get; }

    /// <summary>Where servers really are.</summary>
    internal AddressMap Map { get; }

    /// <summary>The lab that a parameter's value is; null where it is none.</summary>
    internal static GlueLab? LabIn(object? hint) => hint is null ? null : BaseOf(BaseOf(hint) is IList { Count: 1 } list ? list[0]! : hint) as GlueLab;

    /// <summary>Reads the parameter's value.</summary>
    /// <param name="hint">A lab, a path, or objects of which each names a root server and its addresses, as Get-DnsServerRootHint gives them.</param>
    /// <param name="toFullPath">Makes a path of the session into one of the system.</param>
    /// <exception cref="StartPointException">It cannot be used.</exception>
    internal static StartPoint Of(object hint, Func<string, string> toFullPath)
    {
        if (BaseOf(hint) is IList { Count: 1 } list)
        {
            // One object is often a list of one: -OutVariable makes one, and so does @().
            hint = list[0]!;
        }

        if (LabIn(hint) is { } lab)
        {
            return lab.IsRunning
                ? new StartPoint(lab.Hints, lab.Map)
                : throw new StartPointException(StartPointException.Stopped, lab.WhyStopped, "Start one with Start-GlueLab.");
        }

        if (hint is PSObject { TypeNames: { Count: > 0 } names } copy && names[0] == "Deserialized.GlueTools.GlueLab")
        {
            throw new StartPointException(
                StartPointException.Elsewhere,
                "This is a copy of the lab '" + PipelineObject.ReadProperty(copy, "Name") + "', which runs in another process and cannot be reached from here; start a lab within the job with Start-GlueLab.",
                "Start-GlueLab in the same process, or stay in one: Start-ThreadJob and ForEach-Object -Parallel take a lab as it is.");
        }

        if (BaseOf(hint) is not (string or FileSystemInfo))
        {
            return RootHintObjects.Read(hint) is { Count: > 0 } servers
                ? new StartPoint(servers, AddressMap.Identity)
                : throw Malformed("-RootHint takes a path, a lab, or objects with NameServer and IPAddress; in what was given there is no address of a root server.");
        }

        return OfFile(BaseOf(hint), toFullPath);
    }

    private static object BaseOf(object hint) => hint is PSObject wrapper ? wrapper.BaseObject : hint;

    private static StartPoint OfFile(object hint, Func<string, string> toFullPath)
    {
        var path = hint is FileSystemInfo file ? file.FullName : FullPath(hint.ToString() ?? string.Empty, toFullPath);
        try
        {
            using var text = new StreamReader(path);
            var hints = GlueTools.Network.Options.RootHints.Read(text);
            return hints.Count > 0
                ? new StartPoint(hints, AddressMap.Identity)
                : throw Malformed("'" + path + "' holds no address of a root server.");
        }
        catch (Exception error) when (error is MasterFileException or FormatException)
        {
            throw Malformed("'" + path + "' is not a hints file. " + error.Message);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound("There is no hints file '" + path + "'.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotFound("The hints file '" + path + "' cannot be read: " + error.Message);
        }
    }

    private static string FullPath(string path, Func<string, string> toFullPath)
    {
        try
        {
            return toFullPath(path);
        }
        catch (Exception error)
        {
            // A drive or provider that does not exist.
            throw NotFound("There is no hints file '" + path + "': " + error.Message);
        }
    }

    private static StartPointException Malformed(string sentence) =>
        new(StartPointException.Malformed, sentence, "Get a current file from https://www.internic.net/domain/named.root, or leave -RootHint out.");

    private static StartPointException NotFound(string sentence) =>
        new(StartPointException.NotFound, sentence, "Give the path of a hints file, the objects of Get-DnsServerRootHint, or a lab from Start-GlueLab.");
}
