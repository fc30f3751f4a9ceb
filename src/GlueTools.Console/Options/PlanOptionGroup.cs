using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using GlueTools.Console.Lists;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Reports.Changes;
using GlueTools.Shared.Histories;
using GlueTools.ZoneFiles;

namespace GlueTools.Console.Options;

/// <summary>What a plan is for.</summary>
internal sealed class PlanOptionGroup : IOptionGroup
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["Repair"] = "--repair", ["Renumber"] = "--renumber", ["Add"] = "--add", ["Remove"] = "--remove", ["Replace"] = "--replace", ["With"] = "--with", ["MoveTo"] = "--move-to", ["RemoveNameServer"] = "--remove-name-server",
    };

    private readonly Option<bool> _repair = Texts.Switch("--repair", "Do everything that the findings ask for (this unless another goal is given).");
    private readonly Option<string> _renumber = Texts.Option("--renumber", "NS", "Give this name server other addresses: --add those that come, --remove those that go.");
    private readonly Option<string[]> _add = Texts.Repeated("--add", "ADDRESS", "An address that --renumber adds; may be repeated.");
    private readonly Option<string[]> _remove = Texts.Repeated("--remove", "ADDRESS", "An address that --renumber removes; may be repeated.");
    private readonly Option<string> _replace = Texts.Option("--replace", "NS", "Put the name server of --with in place of this one.");
    private readonly Option<string> _with = Texts.Option("--with", "NS[/ADDRESS,...]", "The name server that --replace puts there.");
    private readonly Option<string[]> _moveTo = Texts.Repeated("--move-to", "NS[/ADDRESS,...]", "Put this name server in place of all; may be repeated.");
    private readonly Option<string> _removeServer = Texts.Option("--remove-name-server", "NS", "Take this name server out.");
    private readonly Option<bool> _force = Texts.Switch("--force", "Go on although fewer name servers can be reached afterwards.");
    private readonly Option<bool> _withoutKeys = Texts.Switch("--without-keys", "The new servers sign with other keys: the zone goes unsigned meanwhile.");
    private readonly Option<string> _others = Texts.Option("--other-domains", "FILE", "A list of domains that may use the same name servers; those that do are named.");
    private readonly Option<string> _otherZone = Texts.Option("--other-zone", "FILE", "The file of a parent zone whose delegations may use the same name servers; those that do are named.");
    private readonly Option<string> _otherState = Texts.Option("--other-state", "FILE", "A history (of test --state) whose domains may use the same name servers; those that do are named.");
    private readonly Option<int> _parentTtl = Values.Number("--parent-ttl", "The lowest TTL to which the registry (RFC 9803) or parent zone lets NS records and glue be set, 1 to 172800; lowering them is planned where that ends earlier.", 1, 172800, "SEC");
    private readonly Option<string> _now = Texts.Option("--now", "TIME", "Count from this time, as in 2026-11-21T12:00:00Z (now).");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _repair, _renumber, _add, _remove, _replace, _with, _moveTo, _removeServer, _force, _withoutKeys, _others, _otherZone, _otherState, _parentTtl, _now })
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the goal.</summary>
    /// <param name="options">The options.</param>
    /// <param name="streams">For a list of other domains on standard input.</param>
    /// <param name="find">Looks up the name servers of other domains.</param>
    internal PlanRequest Read(OptionReader options, ConsoleStreams streams, Func<IEnumerable<DomainName>, IReadOnlyList<OtherDomain>> find)
    {
        var mistakes = new List<string>();
        var goal = new PlanGoalReader(word => Words[word])
        {
            Repair = options.Switch(_repair),
            Renumber = options.Text(_renumber),
            Add = options.Texts(_add),
            Remove = options.Texts(_remove),
            Replace = options.Text(_replace),
            With = options.Text(_with),
            MoveTo = options.Texts(_moveTo),
            RemoveNameServer = options.Text(_removeServer),
        }.Read(mistakes);
        mistakes.ForEach(options.Mistake);
        var now = ReadNow(options);
        var names = ReadOthers(options, streams);
        List<OtherDomain> known = [.. ReadOther(options, _otherZone, path => ReadZone(path, streams)), .. ReadOther(options, _otherState, OtherDomainFiles.OfHistory)];
        var plan = new PlanOptions { Force = options.Switch(_force), WithoutKeys = options.Switch(_withoutKeys), ParentTtl = options.Has(_parentTtl) ? (uint)options.Value(_parentTtl, 300) : null };
        var others = new Lazy<IReadOnlyList<OtherDomain>>(() => names.Count == 0 ? known : [.. find(names), .. known]);
        return new PlanRequest(goal ?? PlanGoal.Repair, () => plan with { NowUtc = now ?? DateTime.UtcNow, Others = others.Value });
    }

    private static List<OtherDomain> ReadOther(OptionReader options, Option<string> option, Func<string, List<OtherDomain>> read)
    {
        if (options.Text(option) is not { } path)
        {
            return [];
        }

        try
        {
            return read(path);
        }
        catch (Exception error) when (error is ZoneFileException or FormatException)
        {
            options.Mistake(option.Name + ": " + SafeText.Escape(error.Message));
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error) || error is System.IO.InvalidDataException)
        {
            options.Mistake(option.Name + ": " + FileTrouble.Unreadable(path, error));
        }

        return [];
    }

    private List<OtherDomain> ReadZone(string path, ConsoleStreams streams)
    {
        using var file = path == FileOption.StandardStream ? ZoneFile.Spool(streams.In, "standard input") : ZoneFile.At(path);
        return OtherDomainFiles.OfZone(file, problem => streams.Error.WriteLine(_otherZone.Name + ": " + SafeText.Escape(problem.Message)));
    }

    private DateTime? ReadNow(OptionReader options)
    {
        if (options.Text(_now) is not { } text)
        {
            return null;
        }

        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var now))
        {
            if (now < PlanOptions.Latest)
            {
                return now;
            }

            options.Mistake(_now.Name + " takes a time before the year " + PlanOptions.Latest.Year.ToString(CultureInfo.InvariantCulture) + ", not '" + UserText.Shown(text) + "'.");
            return null;
        }

        options.Mistake(_now.Name + " takes a time such as 2026-11-21T12:00:00Z, not '" + UserText.Shown(text) + "'.");
        return null;
    }

    private List<DomainName> ReadOthers(OptionReader options, ConsoleStreams streams)
    {
        var names = new List<DomainName>();
        if (options.Text(_others) is not { } path || options.Open(_others.Name, path, streams.In) is not { } text)
        {
            return names;
        }

        foreach (var line in NameList.Read(text))
        {
            if (DomainNameInput.TryRead(line, out var name, out _, out var sentence))
            {
                names.Add(name);
            }
            else
            {
                options.Mistake(_others.Name + ": " + sentence);
            }
        }

        return names;
    }
}
