using System;
using System.CommandLine;
using System.IO;
using GlueTools.Console.Lists;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Dns.Zones;
using GlueTools.ZoneFiles;

namespace GlueTools.Console.Options;

/// <summary>Zone files in place of servers: a side that is given as a file is not asked.</summary>
/// <param name="side">What the command makes of the two sides.</param>
internal sealed class ZoneFileOptions(ZoneFileUse side) : IOptionGroup
{
    private readonly Option<string> _parent = Texts.Option(
        "--parent-zone",
        "FILE",
        "Take the delegation from this zone file of the parent instead of asking its servers" + (side == ZoneFileUse.Both ? string.Empty : "; without a NAME every delegation in it, asking nobody")
            + "; - reads standard input.");

    private readonly Option<string> _child = Texts.Option("--child-zone", "FILE", "Take the zone from this file instead of asking its servers; - reads standard input.");

    private readonly Option<bool> _offline = Texts.Switch("--offline", "Ask nobody: look only at what the zone files show.");

    private readonly Option<bool> _anywhere = Texts.Switch("--include-anywhere", "Let zone files include files outside their own folder.");

    public void AddTo(Command command)
    {
        command.Add(_parent);
        if (side != ZoneFileUse.ParentOnly)
        {
            command.Add(_child);
        }

        command.Add(_offline);
        command.Add(_anywhere);
    }

    /// <summary>Opens the files; null where none was given. What is wrong becomes a mistake.</summary>
    internal GivenZones? Read(OptionReader options, NameArguments names, ConsoleStreams streams)
    {
        var hasParent = options.Has(_parent);
        var hasChild = side != ZoneFileUse.ParentOnly && options.Has(_child);
        if (!hasParent && !hasChild)
        {
            foreach (var option in new[] { _offline, _anywhere })
            {
                if (options.Switch(option))
                {
                    options.Mistake(option.Name + " is about zone files; give one with --parent-zone" + (side == ZoneFileUse.ParentOnly ? "." : " or --child-zone."));
                }
            }

            return null;
        }

        var given = new GivenZones { IsOffline = options.Switch(_offline) || side == ZoneFileUse.ParentOnly };
        if (WhyNot(options, names, hasParent, hasChild) is { } mistake)
        {
            options.Mistake(mistake);
            return given;
        }

        var one = names.IsOne(options) && DomainNameInput.TryRead(names.Given(options)[0], out var name, out _, out _) ? name : (DomainName?)null;
        given.Parent = hasParent ? Open(options, _parent, streams, given, options.Switch(_anywhere), (file, tell) => ParentZone.Read(file, one?.Parent, tell)) : null;
        given.Child = hasChild ? Open(options, _child, streams, given, options.Switch(_anywhere), (file, tell) => ChildZone.Read(file, one, tell)) : null;
        return given;
    }

    private string? WhyNot(OptionReader options, NameArguments names, bool hasParent, bool hasChild) =>
        hasParent && hasChild && options.Text(_parent) == FileOption.StandardStream && options.Text(_child) == FileOption.StandardStream
            ? "--parent-zone and --child-zone cannot both read standard input; write one of them to a file."
        : hasChild && !names.IsOne(options) && !names.AreNone(options) ? "--child-zone is the file of one zone; give its NAME alone, or no NAME."
        : side == ZoneFileUse.Both && options.Switch(_offline) && !(hasParent && hasChild) ? "--offline leaves one side out, and there is nothing to compare; give --parent-zone and --child-zone."
        : side == ZoneFileUse.Both && !hasChild && names.AreNone(options) ? "Give the names to compare: the zones themselves have to be asked. 'glue test' judges every delegation of a zone file."
        : null;

    private static T? Open<T>(OptionReader options, Option<string> option, ConsoleStreams streams, GivenZones given, bool includesAnything, Func<ZoneFile, Action<MasterFileException>, T> read)
        where T : class
    {
        var path = options.Text(option)!;
        try
        {
            var file = given.Keep(path == FileOption.StandardStream ? ZoneFile.Spool(streams.In, "standard input") : ZoneFile.At(path, includesAnything));
            var zone = read(file, problem => given.Tell(problem, streams.Error));
            given.EndTelling(file, streams.Error);
            return zone;
        }
        catch (ZoneFileException problem)
        {
            options.Mistake(option.Name + ": " + SafeText.Escape(problem.Message));
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error) || error is InvalidDataException)
        {
            options.Mistake(option.Name + ": " + FileTrouble.Unreadable(path, error));
        }

        return null;
    }
}

/// <summary>What a command makes of the two sides.</summary>
internal enum ZoneFileUse
{
    /// <summary>It judges either, or both.</summary>
    Either,

    /// <summary>It needs both.</summary>
    Both,

    /// <summary>It looks at the parent's alone.</summary>
    ParentOnly,
}
