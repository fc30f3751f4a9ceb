using System;
using System.CommandLine;
using System.IO;
using GlueTools.Console.Lists;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.ZoneFiles;

namespace GlueTools.Console.Options;

/// <summary>Zone files in place of servers: a side that is given as a file is not asked.</summary>
/// <param name="isParentOnly">Whether the command looks at the parent's side alone.</param>
/// <param name="judges">Whether it judges the parent's file by a policy, too.</param>
internal sealed class ZoneFileOptions(bool isParentOnly = false, bool judges = false) : IOptionGroup
{
    private readonly Option<string> _parent = Texts.Option(
        "--parent-zone",
        "FILE",
        "Take the delegation from this zone file of the parent instead of asking its servers; without a NAME every delegation in it, asking nobody; - reads standard input.");

    private readonly Option<string> _child = Texts.Option(
        "--child-zone",
        "FILE",
        isParentOnly ? "Take the name from this zone file; - reads standard input." : "Take the zone from this file instead of asking its servers; - reads standard input.");

    private readonly Option<bool> _offline = Texts.Switch("--offline", "Ask nobody: look only at what the zone files show.");

    private readonly Option<bool> _anywhere = Texts.Switch("--include-anywhere", "Let zone files include files outside their own folder.");

    private readonly Option<Enum?> _policy = Values.Word(typeof(GluePolicy), "--glue-policy", "POLICY", "Whose addresses the parent publishes: narrow (of a zone's own name servers) or wide (of all below the parent); not judged unless stated.");

    public void AddTo(Command command)
    {
        command.Add(_parent);
        command.Add(_child);
        command.Add(_offline);
        command.Add(_anywhere);
        if (judges)
        {
            command.Add(_policy);
        }
    }

    /// <summary>Opens the files; null where none was given. What is wrong becomes a mistake.</summary>
    /// <param name="options">The options.</param>
    /// <param name="names">The names that were given beside them.</param>
    /// <param name="streams">For a file on standard input.</param>
    /// <param name="otherwise">Whose addresses the parent publishes, where no option says so.</param>
    internal GivenFiles? Read(OptionReader options, NameArguments names, ConsoleStreams streams, GluePolicy otherwise = GluePolicy.Unstated)
    {
        bool hasParent = options.Has(_parent), hasChild = options.Has(_child);
        var policy = judges ? options.Word(_policy, otherwise) : GluePolicy.Unstated;
        if (judges && options.Has(_policy) && policy != GluePolicy.Unstated && !hasParent)
        {
            options.Mistake("--glue-policy is about a zone file of the parent; give one with --parent-zone.");
        }

        if (!hasParent && !hasChild)
        {
            foreach (var option in new[] { _offline, _anywhere })
            {
                if (options.Switch(option))
                {
                    options.Mistake(option.Name + " is about zone files; give one with --parent-zone or --child-zone.");
                }
            }

            return null;
        }

        var isWhole = hasParent && !hasChild && names.AreNone(options);
        var zones = new ZoneFileSet(streams.Error.WriteLine);
        var given = new GivenFiles(zones, isWhole, isWhole || options.Switch(_offline) || (isParentOnly && hasParent));
        if (WhyNot(options, names, hasParent, hasChild) is { } mistake)
        {
            options.Mistake(mistake);
            return given;
        }

        var one = names.IsOne(options) && DomainNameInput.TryRead(names.Given(options)[0], out var name, out _, out _) ? name : (DomainName?)null;
        Open(options, _parent, streams, file => zones.ReadParent(file, one?.Parent, policy));
        Open(options, _child, streams, file => zones.ReadChild(file, one));
        return given;
    }

    private string? WhyNot(OptionReader options, NameArguments names, bool hasParent, bool hasChild) =>
        hasParent && hasChild && options.Text(_parent) == FileOption.StandardStream && options.Text(_child) == FileOption.StandardStream
            ? "--parent-zone and --child-zone cannot both read standard input; write one of them to a file."
        : hasChild && !names.IsOne(options) && !names.AreNone(options) ? "--child-zone is the file of one zone; give its NAME alone, or no NAME."
        : null;

    private void Open(OptionReader options, Option<string> option, ConsoleStreams streams, Action<ZoneFile> read)
    {
        if (options.Text(option) is not { } path)
        {
            return;
        }

        try
        {
            read(path == FileOption.StandardStream ? ZoneFile.Spool(streams.In, "standard input") : ZoneFile.At(path, options.Switch(_anywhere)));
        }
        catch (ZoneFileException problem)
        {
            options.Mistake(option.Name + ": " + SafeText.Escape(problem.Message));
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error) || error is InvalidDataException)
        {
            options.Mistake(option.Name + ": " + FileTrouble.Unreadable(path, error));
        }
    }
}

/// <summary>The zone files of a run.</summary>
/// <param name="Zones">What they hold.</param>
/// <param name="IsWhole">Whether every delegation of the parent's file is meant.</param>
/// <param name="IsOffline">Whether nobody is asked about what they do not show.</param>
internal sealed record GivenFiles(ZoneFileSet Zones, bool IsWhole, bool IsOffline);
